internal import InventoryCore

/// The script that makes a report's fingerprint: for DuckDB or Spark.
struct FingerprintScript {
    let handover: FingerprintHandover

    var text: String {
        switch handover.engine {
        case .spark: spark
        case .duckdb, .athena: duckdb
        }
    }

    private func explanation(_ comment: String, run: String) -> String {
        let options = handover.options
        var lines = [
            "The fingerprint of a report, to be held against that of a copy. Made by cloud-inventory from a verified manifest.",
            handover.side.explanation,
            "A key's bucket is the first 32 bits of the SHA-256 of its canonical form, modulo \(options.buckets).",
        ]
        if !options.prefix.isEmpty { lines.append("Of the keys below '\(handover.side.prefix)', without that.") }
        if !handover.excluded.isEmpty {
            lines.append("Left out: keys that begin with \(handover.excluded.joined(separator: ", ")).")
        }
        if options.skipsFolders { lines.append("Left out: keys that end in / and have no bytes.") }
        lines += [
            "Fails, and writes no fingerprint, where rows are lost or cannot be read. A key that stands twice is not noticed.",
            "Run: \(run)", "It writes files.csv, facts.csv and \(FingerprintHandover.documentName).",
        ]
        return lines.map { "\(comment) \($0)" }.joined(separator: "\n")
    }

    private var duckdb: String {
        let sql = FingerprintSQL(dialect: SQLDialect(engine: .duckdb), handover: handover)
        let dialect = sql.dialect
        let reading = DuckDBReading(sides: [handover.side])
        let skipped = Self.reasons.map { "'\($0)': \(sql.skipped($0))" }.joined(separator: ", ")
        return """
            \(explanation("--", run: "duckdb -bail -f \(handover.scriptName)"))
            \(reading.text)

            -- The current objects, and which of them count.
            CREATE TEMP VIEW placed_objects AS
            \(sql.placed);

            -- What was read, held against what is known: no fingerprint is made of other rows than the manifest's own.
            \(reading.checks(facts: sql.facts))

            -- The fingerprint.
            CREATE TEMP TABLE buckets AS
            \(sql.buckets);
            COPY (
                SELECT '\(Fingerprint.format)' AS format, \(dialect.literal(handover.cloud)) AS cloud,
                    '\(handover.side.manifest.canonicalKey)' AS manifest,
                    (SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM file_counts) AS rows,
                    \(handover.options.buckets) AS buckets, '\(handover.side.prefix)' AS prefix,
                    CAST([\(handover.excluded.map(dialect.literal).joined(separator: ", "))] AS VARCHAR[]) AS excluded,
                    \(handover.options.skipsFolders) AS "skipFolders", {\(skipped)} AS skipped,
                    (SELECT coalesce(list({'bucket': bucket, 'objects': objects, 'bytes': bytes, 'withoutSize': without_size,
                        'withoutChecksum': without_checksum, 'sizes': sizes, 'checksums': checksums} ORDER BY bucket), [])
                        FROM buckets) AS fingerprint
            ) TO '\(FingerprintHandover.documentName)' (FORMAT json);

            """
    }

    private var spark: String {
        let sql = FingerprintSQL(dialect: SQLDialect(engine: .spark), handover: handover)
        let reading = SparkReading(sides: [handover.side], modules: ["json"])
        let excluded = handover.excluded.map(SparkReading.quoted).joined(separator: ", ")
        let skipped = Self.reasons.map { "\"\($0)\": one(\"SELECT \(sql.skipped($0))\")" }.joined(
            separator: ",\n        ")
        return """
            \(explanation("#", run: "spark-submit --master URL \(handover.scriptName)"))
            \(reading.text)

            # The current objects, and which of them count.
            \(reading.sql("placed_objects", sql.placed))

            # What was read, held against what is known: no fingerprint is made of other rows than the manifest's own.
            \(reading.checks(facts: sql.facts))

            # The fingerprint.
            \(reading.sql("buckets", sql.buckets))


            def one(query):
                return spark.sql(query).first()[0]


            document = {
                "format": "\(Fingerprint.format)", "cloud": \(SparkReading.quoted(handover.cloud)),
                "manifest": "\(handover.side.manifest.canonicalKey)", "rows": one("SELECT coalesce(sum(row_count), 0) FROM file_counts"),
                "buckets": \(handover.options.buckets), "prefix": "\(handover.side.prefix)", "excluded": [\(excluded)],
                "skipFolders": \(handover.options.skipsFolders ? "True" : "False"),
                "skipped": {
                    \(skipped),
                },
                "fingerprint": [
                    {"bucket": row.bucket, "objects": row.objects, "bytes": row.bytes, "withoutSize": row.without_size,
                     "withoutChecksum": row.without_checksum, "sizes": row.sizes, "checksums": row.checksums}
                    for row in spark.sql("SELECT * FROM buckets ORDER BY bucket").collect()
                ],
            }
            with open("\(FingerprintHandover.documentName)", "w") as file:
                json.dump(document, file)
            spark.catalog.clearCache()

            """
    }

    private static let reasons = ["excluded", "folders", "outOfScope"]
}
