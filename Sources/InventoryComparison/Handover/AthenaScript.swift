internal import InventoryCore
internal import InventoryReports

/// Tables and queries for Athena, to be run one after the other.
struct AthenaScript {
    let handover: Handover
    private let dialect = SQLDialect(engine: .athena)

    /// A query's text has at most 262,144 bytes.
    private static let filesInQuery = 500

    init(handover: Handover) { self.handover = handover }

    var text: String {
        let keys = KeysSQL(dialect: dialect, handover: handover)
        let counts = CountsSQL(dialect: dialect, sides: handover.sides)
        let checks = counts.reconciliation.map {
            "-- Fails with the sentence; no row is as it should be.\n"
                + "SELECT CAST(\($0.sentence) AS INTEGER) FROM \($0.from) WHERE \($0.isBroken);"
        }
        return """
            \(handover.explanation(comment: "--", run: "each query in this order, in a database of its own; stop where one fails"))

            -- The files that the manifests list, and what is known of each. The tables below see all files of their folder, those
            -- of other runs too: rows count where their file stands here. (No table over symlink.txt.)
            \(files)

            \(handover.sides.map(table).joined(separator: "\n\n"))

            -- The rows as values.
            \(handover.sides.map { kept("\($0.name)_rows", RowsSQL(dialect: dialect, side: $0).query) }.joined(separator: "\n\n"))

            -- A row for each key, with what each side tells.
            \(kept("object_keys", keys.keys))

            CREATE VIEW placed_keys AS
            \(keys.placed);

            -- What was read, held against what is known: nothing is concluded from other rows than the manifests' own.
            CREATE VIEW file_counts AS
            \(counts.fileCounts);

            CREATE VIEW facts AS
            \(keys.facts);

            \(checks.joined(separator: "\n\n"))

            -- The verdicts.
            CREATE VIEW verdicts AS
            \(keys.verdicts);

            SELECT verdict, count(*) AS keys FROM verdicts GROUP BY verdict ORDER BY verdict;

            SELECT side, kind, name, found FROM facts WHERE found > 0 ORDER BY side, kind, name;

            SELECT verdict, '\(handover.source.prefix)' || rest AS object_key, source_size, target_size FROM verdicts
            WHERE verdict NOT IN ('same-checksum', 'same-size') ORDER BY rest;

            """
    }

    private func kept(_ name: String, _ query: String) -> String {
        "CREATE TABLE \(name) WITH (format = 'PARQUET') AS\n\(query);"
    }

    private var files: String {
        let rows = handover.sides.flatMap { side in
            side.files.enumerated().map { number, file in
                "    ('\(side.name)', BIGINT '\(number)', \(dialect.literal(file.place)), "
                    + "\(file.rows.map { "BIGINT '\($0)'" } ?? "CAST(NULL AS BIGINT)"), \(file.form.rows > 0))"
            }
        }
        let head =
            "SELECT * FROM (VALUES\n    ('', BIGINT '0', '', BIGINT '0', false)\n"
            + ") AS list (side, number, file, known_rows, has_rows) WHERE side <> ''"
        let parts = stride(from: 0, to: rows.count, by: Self.filesInQuery).map {
            "INSERT INTO handed_files VALUES\n"
                + rows[$0..<min($0 + Self.filesInQuery, rows.count)].joined(separator: ",\n") + ";"
        }
        return ([kept("handed_files", head)] + parts).joined(separator: "\n\n")
    }

    /// The table over the folder of a side's files, and its rows in those files.
    private func table(_ side: HandoverSide) -> String {
        let rows = RowsSQL(dialect: dialect, side: side)
        let isCSV = side.manifest.format == .csv
        let columns =
            isCSV
            ? rows.fieldNames.map { "    `\($0)` string" }
            : rows.columns.filter { $0.place >= 0 }.map { role, place in
                "    `\(side.manifest.columns[place])` \(Self.types[role] ?? "string")"
            }
        let format =
            isCSV
            ? "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'\n"
                + "WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '\"')\nSTORED AS TEXTFILE"
            : "STORED AS \(side.manifest.format.rawValue.uppercased())"
        let header = side.forms.contains { $0.form.hasHeader } ? "\nTBLPROPERTIES ('skip.header.line.count' = '1')" : ""
        let texts = rows.texts.joined(separator: ", ")
        return """
            CREATE EXTERNAL TABLE \(side.name)_files (
            \(columns.joined(separator: ",\n"))
            )
            \(format)
            LOCATION '\(folder(of: side))'\(header);

            CREATE VIEW \(side.name)_text AS
            SELECT "$path" AS file, \(texts) FROM \(side.name)_files
            WHERE "$path" IN (SELECT file FROM handed_files WHERE side = '\(side.name)');
            """
    }

    /// The types of S3's columns in Parquet and ORC; the others are texts.
    private static let types = [
        "size": "bigint", "modified": "timestamp", "multipart": "boolean", "is_latest": "boolean",
        "is_marker": "boolean",
    ]

    /// The folder that all of a side's files lie below.
    private func folder(of side: HandoverSide) -> String {
        guard var common = side.files.first?.place else { return "s3://bucket/folder/" }
        for file in side.files { while !file.place.hasPrefix(common) { common.removeLast() } }
        return common.lastIndex(of: "/").map { String(common[...$0]) } ?? common
    }
}
