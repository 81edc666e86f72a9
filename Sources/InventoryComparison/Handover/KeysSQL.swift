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
            \(rows(handover.source, isSource: true))
            UNION ALL
            \(rows(handover.target, isSource: false))
            ) AS both_sides
            GROUP BY rest, place
            """
    }

    /// The rows of a side that are compared, or left out for a reason that is told. Those of equal buckets are neither.
    private func rows(_ side: HandoverSide, isSource: Bool) -> String {
        let placed = """
            SELECT \(isSource) AS of_source, \(side.placed(without: handover.excluded)), size, written, digest, may_be_md5, crc64, is_marker
            FROM \(side.name)_rows WHERE problem IS NULL AND is_latest
            """
        guard let equal = handover.equalBuckets else { return placed }
        let numbers = equal.differing.map(String.init).joined(separator: ", ")
        let isWanted = numbers.isEmpty ? "" : " OR \(dialect.bucket("rest", of: equal.bucketCount)) IN (\(numbers))"
        let isFolder = handover.options.skipsFolders ? " OR \(side.isFolder(size: "size"))" : ""
        return "SELECT * FROM (\n\(placed)\n) AS placed WHERE place <> 'compared'\(isFolder)\(isWanted)"
    }

    /// Whether a key that is compared is left out as a folder at that side.
    private func isFolder(_ side: HandoverSide) -> String {
        handover.options.skipsFolders ? side.isFolder(size: "\(side.name)_size") : "false"
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
}
