internal import InventoryCore
internal import InventoryReports

/// SQL that brings the rows of both reports together and concludes, by the rules of ``Evidence``.
struct KeysSQL {
    let dialect: SQLDialect
    let handover: Handover

    /// A row for each key, with what each side tells: `object_keys`.
    var keys: String {
        let values = ["size", "written", "digest", "may_be_md5", "crc64", "is_marker"]
        let told = [("source", "of_source"), ("target", "NOT of_source")].map { side, condition in
            "    count(*) FILTER (WHERE \(condition)) AS \(side)_rows,\n"
                + values.map { "    \(dialect.value($0, where: condition)) AS \(side)_\($0)" }.joined(separator: ",\n")
        }
        return """
            SELECT rest, place,
            \(told.joined(separator: ",\n"))
            FROM (
                SELECT true AS of_source, \(place(handover.source)) FROM source_rows WHERE problem IS NULL AND is_latest
                UNION ALL
                SELECT false AS of_source, \(place(handover.target)) FROM target_rows WHERE problem IS NULL AND is_latest
            ) AS both_sides
            GROUP BY rest, place
            """
    }

    /// What is compared of a side: keys below its prefix, without it.
    private func place(_ side: HandoverSide) -> String {
        let rest = "substr(object_key, \(side.prefix.utf8.count + 1))"
        let excluded = handover.excluded.map { "substr(\(rest), 1, \($0.utf8.count)) = '\($0)'" }
        let isExcluded = excluded.isEmpty ? "" : " WHEN \(excluded.joined(separator: " OR ")) THEN 'excluded'"
        guard !side.prefix.isEmpty else {
            let place = excluded.isEmpty ? "'compared'" : "CASE\(isExcluded) ELSE 'compared' END"
            return "object_key AS rest, \(place) AS place, size, written, digest, may_be_md5, crc64, is_marker"
        }
        let isOutside = "substr(object_key, 1, \(side.prefix.utf8.count)) <> '\(side.prefix)'"
        return "CASE WHEN \(isOutside) THEN object_key ELSE \(rest) END AS rest, "
            + "CASE WHEN \(isOutside) THEN 'outOfScope'\(isExcluded) ELSE 'compared' END AS place, "
            + "size, written, digest, may_be_md5, crc64, is_marker"
    }

    /// Whether a key that is compared is left out as a folder at that side.
    private func isFolder(_ side: HandoverSide) -> String {
        guard handover.options.skipsFolders else { return "false" }
        let key = "'\(side.prefix)' || rest"
        return "(substr(\(key), length(\(key)), 1) = '/' AND coalesce(\(side.name)_size, 0) = 0)"
    }

    /// Which sides a key is on: `placed_keys`.
    var placed: String {
        """
        SELECT *,
            place = 'compared' AND source_rows > 0 AND NOT \(isFolder(handover.source)) AS at_source,
            place = 'compared' AND target_rows > 0 AND NOT \(isFolder(handover.target)) AS at_target
        FROM object_keys
        """
    }

    /// The verdict on every key that is an object on either side: `verdicts`.
    var verdicts: String {
        let evidence = handover.evidence
        let crcIs = { (sign: String) in
            evidence.comparesCRC64 ? " OR coalesce(source_crc64 \(sign) target_crc64, false)" : ""
        }
        let md5Differ = "source_may_be_md5 AND target_may_be_md5 AND source_digest <> target_digest"
        let md5Proves = evidence.sourceTellsMD5 && evidence.targetTellsMD5 ? " OR (\(md5Differ))" : ""
        return """
            SELECT rest, verdict,
                CASE WHEN source_object THEN source_size END AS source_size,
                CASE WHEN target_object THEN target_size END AS target_size
            FROM (
                SELECT *,
                    CASE
                        WHEN source_object AND target_object THEN CASE
                            WHEN is_same AND (sizes_differ OR sums_differ) THEN 'incomparable'
                            WHEN is_same THEN 'same-checksum'
                            WHEN is_late THEN 'unsettled'
                            WHEN sizes_differ THEN 'different-size'
                            WHEN sums_differ THEN 'different-checksum'
                            WHEN source_size IS NULL OR target_size IS NULL THEN 'incomparable'
                            WHEN source_written > target_written THEN 'stale'
                            WHEN \(md5Differ) THEN 'suspect'
                            ELSE 'same-size'
                        END
                        WHEN is_late THEN 'unsettled'
                        WHEN source_object THEN 'missing'
                        ELSE 'extra'
                    END AS verdict
                FROM (
                    SELECT *,
                        at_source AND NOT source_is_marker AS source_object,
                        at_target AND NOT target_is_marker AS target_object,
                        (at_source AND coalesce(source_written >= \(evidence.settledBefore), false))
                            OR (at_target AND coalesce(target_written >= \(evidence.settledBefore), false)) AS is_late,
                        coalesce(source_digest = target_digest, false)
                            OR coalesce(source_size = 0 AND target_size = 0, false)\(crcIs("=")) AS is_same,
                        coalesce(source_size <> target_size, false) AS sizes_differ,
                        coalesce(false\(crcIs("<>"))\(md5Proves), false) AS sums_differ
                    FROM placed_keys
                ) AS seen
                WHERE coalesce(source_object, false) OR coalesce(target_object, false)
            ) AS concluded
            """
    }

    /// The rows of every file, those that the engine did not find too: `file_counts`.
    var fileCounts: String {
        let counts = handover.sides.map { side in
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

    /// What the report of each side came to, beside its rows: `facts`.
    var facts: String {
        handover.sides.map { side in
            let name = side.name
            let key = "CASE WHEN place = 'outOfScope' THEN rest ELSE '\(side.prefix)' || rest END"
            func skipped(_ reason: String, _ condition: String) -> String {
                """
                UNION ALL SELECT '\(name)', 'skipped', '\(reason)', count(*) FROM placed_keys
                    WHERE \(name)_rows > 0 AND NOT \(name)_is_marker AND \(condition)
                """
            }
            return """
                SELECT '\(name)' AS side, 'problem' AS kind, problem AS name, count(*) AS found
                    FROM \(name)_rows WHERE problem IS NOT NULL GROUP BY problem
                UNION ALL SELECT '\(name)', 'repeated', min(\(key)), count(*) FROM object_keys WHERE \(name)_rows > 1
                \(skipped("excluded", "place = 'excluded'"))
                \(skipped("outOfScope", "place = 'outOfScope'"))
                \(skipped("folders", "place = 'compared' AND NOT at_\(name)"))
                """
        }.joined(separator: "\nUNION ALL\n")
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
            + handover.sides.compactMap { side in
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

extension Handover {
    /// What is excluded, in canonical form.
    var excluded: [String] { options.excluded.map { KeyText.canonical(Array($0.string.utf8)) } }
}
