internal import InventoryReports

/// SQL that holds what was read against what is known, so that nothing is concluded from other rows than the manifests' own.
struct CountsSQL {
    let dialect: SQLDialect
    let sides: [HandoverSide]

    /// The rows of every file, those that the engine did not find too: `file_counts`.
    var fileCounts: String {
        let counts = sides.map { side in
            """
                SELECT '\(side.name)' AS side, \(dialect.file) AS file, count(*) AS row_count,
                    count(*) FILTER (WHERE problem IS NULL AND is_latest) AS current_count,
                    count(*) FILTER (WHERE problem IS NULL AND NOT is_marker) AS object_count,
                    count(*) FILTER (WHERE problem IS NULL AND is_latest AND NOT is_marker) AS current_object_count
                FROM \(side.name)_rows GROUP BY file
            """
        }
        return """
            SELECT side, number, file, known_rows, has_rows, coalesce(row_count, 0) AS row_count,
                coalesce(current_count, 0) AS current_count, coalesce(object_count, 0) AS object_count,
                coalesce(current_object_count, 0) AS current_object_count
            FROM handed_files LEFT JOIN (
            \(counts.joined(separator: "\n    UNION ALL\n"))
            ) AS counted USING (side, file)
            """
    }

    /// Everything that must hold before anything is concluded, as `condition` and `sentence`, with what to select from.
    var reconciliation: [(from: String, isBroken: String, sentence: String)] {
        let files = [
            (
                from: "file_counts", isBroken: "row_count <> known_rows OR (has_rows AND row_count = 0)",
                sentence:
                    "side || ': ' || CAST(row_count AS \(dialect.text)) || ' rows were read of ' || file || ', which has '"
                    + " || coalesce(CAST(known_rows AS \(dialect.text)), 'some') || ': the file is lost, or another one'"
            ),
            (
                from: "facts", isBroken: "kind = 'problem' AND found > 0",
                sentence: "side || ': ' || CAST(found AS \(dialect.text)) || ' rows cannot be read: ' || name"
            ),
            (
                from: "facts", isBroken: "kind = 'repeated' AND found > 0",
                sentence: "side || ': the current version of ' || name || ' is listed twice'"
            ),
        ]
        return files
            + sides.compactMap { side in
                guard let rows = side.manifest.rows else { return nil }
                let sums =
                    side.manifest.hasVersions
                    ? ["row_count", "current_count", "object_count", "current_object_count"] : ["row_count"]
                let isBroken = sums.map { "coalesce(sum(\($0)), 0) <> \(rows)" }.joined(separator: " AND ")
                return (
                    from: "(SELECT sum(row_count) AS all_rows, \(isBroken) AS is_broken FROM file_counts"
                        + " WHERE side = '\(side.name)') AS total",
                    isBroken: "is_broken",
                    sentence: "'\(side.name): ' || coalesce(CAST(all_rows AS \(dialect.text)), '0')"
                        + " || ' rows were read, and by the manifest there are \(rows)'"
                )
            }
    }
}
