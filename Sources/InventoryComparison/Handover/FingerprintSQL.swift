/// SQL that makes the fingerprint of one report, by the rules of ``Fingerprint``.
struct FingerprintSQL {
    let dialect: SQLDialect
    let handover: FingerprintHandover

    private var side: HandoverSide { handover.side }

    /// The current objects, and which of them count: `placed_objects`.
    var placed: String {
        let isFolder = handover.options.skipsFolders ? side.isFolder(size: "size") : "false"
        return """
            SELECT rest, size, digest, CASE WHEN place = 'compared' AND \(isFolder) THEN 'folders' ELSE place END AS place
            FROM (
                SELECT \(side.placed(without: handover.excluded)), size, digest
                FROM \(side.name)_rows WHERE problem IS NULL AND is_latest AND NOT is_marker
            ) AS objects
            """
    }

    /// The buckets that hold something: `buckets`.
    var buckets: String {
        """
        SELECT bucket, count(*) AS objects, \(dialect.bytes) AS bytes,
            count(*) FILTER (WHERE size IS NULL) AS without_size,
            count(*) FILTER (WHERE digest IS NULL AND coalesce(size, 1) <> 0) AS without_checksum,
            \(dialect.digest("sizes_hash")) AS sizes,
            \(dialect.digest("checksums_hash")) AS checksums
        FROM (
            SELECT size, digest, \(dialect.bucket("rest", of: handover.options.buckets)) AS bucket,
                \(dialect.sizesHash) AS sizes_hash,
                \(dialect.checksumsHash) AS checksums_hash
            FROM placed_objects WHERE place = 'compared'
        ) AS hashed
        GROUP BY bucket
        """
    }

    /// What the report came to, beside its buckets: `facts`.
    var facts: String {
        """
        SELECT '\(side.name)' AS side, 'problem' AS kind, problem AS name, count(*) AS found
            FROM \(side.name)_rows WHERE problem IS NOT NULL GROUP BY problem
        UNION ALL SELECT '\(side.name)', 'skipped', place, count(*) FROM placed_objects WHERE place <> 'compared' GROUP BY place
        """
    }

    /// How many objects were left out for that reason.
    func skipped(_ reason: String) -> String {
        "(SELECT CAST(coalesce(sum(found), 0) AS BIGINT) FROM facts WHERE kind = 'skipped' AND name = '\(reason)')"
    }
}
