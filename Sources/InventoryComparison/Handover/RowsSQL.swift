internal import InventoryReports
internal import InventoryVendorFacts

/// SQL that makes values of the fields of one report, checks every value that means something, and drops no row.
struct RowsSQL {
    let dialect: SQLDialect
    let side: HandoverSide

    /// The columns that mean something, and where they stand in a row; the others are not selected.
    var columns: [(role: String, place: Int)] {
        let places = ColumnPlaces(side.manifest.columns, side.manifest.forms.columns)
        return [
            ("bucket", places.bucket), ("account", places.account), ("object_key", places.key), ("size", places.size),
            ("modified", places.modified), ("etag", places.etag), ("multipart", places.multipart),
            ("encryption", places.encryption),
            ("crc64", side.manifest.forms.hasComparableCRC64 ? places.crc64 : -1),
            ("is_latest", places.latest), ("is_marker", places.deleteMarker),
        ]
    }

    /// A name for every column of the files, in their order; `other_N` where it means nothing.
    var fieldNames: [String] {
        let roles = Dictionary(uniqueKeysWithValues: columns.filter { $0.place >= 0 }.map { ($0.place, $0.role) })
        return side.manifest.columns.indices.map { roles[$0] ?? "other_\($0)" }
    }

    /// What is selected of the files as texts, each as its role: a column of a CSV file is its role already, one of Parquet or
    /// ORC is made the text that a CSV file would have.
    var texts: [String] {
        columns.filter { $0.place >= 0 }.map { role, place in
            guard side.manifest.format != .csv else { return role }
            let column = dialect.name(side.manifest.columns[place])
            let text =
                switch role {
                case "object_key": dialect.encoded(column)
                case "modified": dialect.date(column)
                default: "CAST(\(column) AS \(dialect.text))"
                }
            return "\(text) AS \(role)"
        }
    }

    /// Where a key holds an escape that is none.
    private static let badEscape = "%($|[^0-9A-Fa-f]|[0-9A-Fa-f]($|[^0-9A-Fa-f]))"
    /// Where a key, blanks and slashes aside, is not canonical.
    private static let notCanonical =
        "[^A-Za-z0-9._~/%-]|%(\(SQLDialect.plainCodes))|%[0-9A-F]?[a-f]"
    private static let date =
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]([01][0-9]|2[0-3])(:[0-5][0-9]:|-[0-5][0-9]-)[0-5][0-9]([.,][0-9]+)?"
        + "([Zz]|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)?$"

    private func field(_ role: String) -> String {
        (columns.first { $0.role == role }?.place ?? -1) < 0 ? "CAST(NULL AS \(dialect.text))" : role
    }

    /// A field's text; NULL where it tells nothing.
    private func told(_ role: String) -> String {
        let text = field(role)
        return text == role ? "CASE WHEN lower(\(text)) NOT IN ('', 'null') THEN \(text) END" : text
    }

    /// Whether EncryptionStatus, where it is told, leaves the ETag an MD5.
    private var isPlain: String {
        guard field("encryption") == "encryption" else { return "true" }
        let words = side.manifest.forms.plainEncryption.map(dialect.literal).joined(separator: ", ")
        return "lower(coalesce(encryption, '')) IN (\(words))"
    }

    private var isOfBucket: String {
        guard let names = BucketNames(side.manifest), field("bucket") == "bucket" else { return "true" }
        let spellings = names.full == names.short ? [names.full] : [names.full, names.short]
        let bucket =
            "coalesce(bucket, '') IN (\(spellings.map { dialect.literal(bytes: $0) }.joined(separator: ", ")))"
        guard !names.account.isEmpty, field("account") == "account" else { return bucket }
        return "\(bucket) AND coalesce(\(told("account")), \(dialect.literal(bytes: names.account)))"
            + " = \(dialect.literal(bytes: names.account))"
    }

    /// The rows of `<side>_text` as values, each with what is wrong with it.
    var query: String {
        let d = dialect
        let offset = d.extract("substr(time_text, 20)", "[+-][0-9:]+")
        return """
            SELECT file, object_key, size, written, digest, crc64, is_latest, is_marker,
                coalesce(length(digest) = 32 AND is_plain AND coalesce(multipart, 'false') <> 'true', false) AS may_be_md5,
                CASE
                    WHEN size_text IS NOT NULL AND size IS NULL THEN 'row-value'
                    WHEN time_text IS NOT NULL AND written IS NULL THEN 'row-value'
                    WHEN coalesce(multipart, 'true') NOT IN ('true', 'false') THEN 'row-value'
                    WHEN coalesce(latest_text, 'true') NOT IN ('true', 'false') THEN 'row-value'
                    WHEN coalesce(marker_text, 'true') NOT IN ('true', 'false') THEN 'row-value'
                    WHEN crc_text IS NOT NULL AND coalesce(crc64, 18446744073709551616) > 18446744073709551615 THEN 'row-value'
                    WHEN NOT is_of_bucket THEN 'bucket-mismatch'
                    WHEN \(d.matches("raw_key", Self.badEscape))\(d.orIsLossy("raw_key")) THEN 'key-undecodable'
                    WHEN raw_key = '' THEN 'key-empty'
                    -- Every escape is three letters for one byte.
                    WHEN length(object_key) - 2 * (length(object_key) - length(replace(object_key, '%', ''))) > \(RowDecoder.longestKey)
                        THEN 'key-too-long'
                END AS problem
            FROM (
                SELECT file, raw_key, size_text, time_text, crc_text, multipart, latest_text, marker_text, is_plain, is_of_bucket,
                    coalesce(latest_text, 'true') = 'true' AS is_latest,
                    coalesce(marker_text, 'false') = 'true' AS is_marker,
                    CASE WHEN \(d.matches("usual_key", Self.notCanonical))
                        THEN \(d.canonical("raw_key"))
                        ELSE usual_key
                    END AS object_key,
                    CASE WHEN NOT \(d.matches("size_text", "[^0-9]")) THEN try_cast(size_text AS BIGINT) END AS size,
                    CASE WHEN NOT \(d.matches("crc_text", "[^0-9]")) THEN try_cast(crc_text AS DECIMAL(20, 0)) END AS crc64,
                    CASE WHEN \(d.matches("time_text", Self.date)) AND NOT \(d.matches("time_text", "[^0-9TtZz:.,+ -]"))
                        THEN \(d.seconds("try_cast(substr(time_text, 1, 10) || ' ' || replace(substr(time_text, 12, 8), '-', ':') AS TIMESTAMP)"))
                            - CASE WHEN \(d.matches("substr(time_text, 20)", "[+-]")) THEN
                                (CASE WHEN substr(\(offset), 1, 1) = '-' THEN -1 ELSE 1 END)
                                * (CAST(substr(\(offset), 2, 2) AS BIGINT) * 3600
                                    + CAST('0' || substr(replace(\(offset), ':', ''), 4) AS BIGINT) * 60)
                            ELSE 0 END
                    END AS written,
                    CASE
                        WHEN length(tag) = 32 AND NOT \(d.matches("tag", "[^0-9a-f]")) THEN tag
                        WHEN length(tag) BETWEEN 34 AND 42 AND \(d.matches("tag", "^[0-9a-f]{32}-"))
                            AND NOT \(d.matches("substr(tag, 34)", "[^0-9]"))
                            THEN substr(tag, 1, 33) || CAST(CAST(substr(tag, 34) AS BIGINT) AS \(d.text))
                    END AS digest
                FROM (
                    SELECT file,
                        coalesce(object_key, '') AS raw_key,
                        replace(replace(coalesce(object_key, ''), '%2F', '/'), '+', '%20') AS usual_key,
                        \(told("size")) AS size_text,
                        \(told("modified")) AS time_text,
                        \(told("crc64")) AS crc_text,
                        lower(\(told("multipart"))) AS multipart,
                        lower(\(told("is_latest"))) AS latest_text,
                        lower(\(told("is_marker"))) AS marker_text,
                        CASE WHEN length(\(field("etag"))) >= 34 AND substr(\(field("etag")), 1, 1) = '"'
                            AND substr(\(field("etag")), length(\(field("etag"))), 1) = '"'
                            THEN lower(substr(\(field("etag")), 2, length(\(field("etag"))) - 2))
                            ELSE lower(\(field("etag")))
                        END AS tag,
                        \(isPlain) AS is_plain,
                        \(isOfBucket) AS is_of_bucket
                    FROM \(side.name)_text
                ) AS told
            ) AS checked
            """
    }
}
