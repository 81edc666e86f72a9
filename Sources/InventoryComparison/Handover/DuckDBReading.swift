internal import InventoryCore
internal import InventoryReports

/// What every script for DuckDB begins with: the rows of reports, read and held against what is known of them.
struct DuckDBReading {
    let sides: [HandoverSide]
    private let dialect = SQLDialect(engine: .duckdb)

    init(sides: [HandoverSide]) { self.sides = sides }

    var text: String {
        """
        .bail on
        SET preserve_insertion_order = false;

        -- The files that the manifests list, and what is known of each.
        \(files)

        -- The fields as they stand in the files, every byte as one letter, or as UTF-8.
        \(sides.map(fields).joined(separator: "\n"))

        -- The rows as values.
        \(sides.map(rows).joined(separator: "\n"))
        """
    }

    /// - Parameter facts: the query of what each report came to, beside its rows.
    func checks(facts: String) -> String {
        let counts = CountsSQL(dialect: dialect, sides: sides)
        return """
            CREATE TEMP TABLE file_counts AS
            \(counts.fileCounts);
            CREATE TEMP TABLE facts AS
            \(facts);
            COPY (SELECT side, number, row_count, current_count, object_count, current_object_count FROM file_counts
                ORDER BY side, number) TO 'files.csv' (HEADER false);
            COPY (SELECT side, kind, name, found FROM facts WHERE found > 0 ORDER BY ALL) TO 'facts.csv' (HEADER false);
            \(counts.reconciliation.map { "SELECT error(\($0.sentence)) FROM \($0.from) WHERE \($0.isBroken);" }.joined(separator: "\n"))
            """
    }

    private var files: String {
        let rows = sides.flatMap { side in
            side.files.enumerated().map { number, file in
                "    ('\(side.name)', \(number), '\(Self.quoted(file.place))', \(file.rows.map { "\($0)" } ?? "NULL"), \(file.form.rows > 0))"
            }
        }
        let head =
            "CREATE TEMP TABLE handed_files (side VARCHAR, number BIGINT, file VARCHAR, known_rows BIGINT, has_rows BOOLEAN);"
        return rows.isEmpty ? head : head + "\nINSERT INTO handed_files VALUES\n" + rows.joined(separator: ",\n") + ";"
    }

    private static func quoted(_ text: String) -> String { text.filling("'", with: "''") }

    /// A path without the letters by which DuckDB looks for several files.
    private static func exact(_ path: String) -> String {
        var text = ""
        for letter in path { text += "*?[".contains(letter) ? "[\(letter)]" : String(letter) }
        return quoted(text)
    }

    private func fields(_ side: HandoverSide) -> String {
        let rows = RowsSQL(dialect: dialect, side: side)
        let readings = side.forms.map { form, numbers in
            let texts = form.text == .utf8 ? rows.texts.map { $0 == "object_key" ? Self.escapedKey : $0 } : rows.texts
            let wanted = (["filename AS file"] + texts).joined(separator: ", ")
            return """
                SELECT \(wanted)
                FROM read_\(side.manifest.format.rawValue)([
                    \(numbers.map { "'\(Self.exact(side.files[$0].place))'" }.joined(separator: ",\n    "))
                    ], filename = true\(side.manifest.format == .csv ? options(form, rows.fieldNames) : ""))
                """
        }
        let none = ["file"] + rows.columns.filter { $0.place >= 0 }.map(\.role)
        let nothing = "SELECT \(none.map { "CAST(NULL AS VARCHAR) AS \($0)" }.joined(separator: ", ")) WHERE false"
        return "CREATE TEMP VIEW \(side.name)_text AS\n"
            + (readings.isEmpty ? nothing : readings.joined(separator: "\nUNION ALL\n")) + ";"
    }

    /// The key of a file that is read as UTF-8: a letter beyond ASCII becomes its escapes, which mean the same.
    private static let escapedKey = #"""
        CASE WHEN regexp_matches(object_key, '[^\x00-\x7F]') THEN array_to_string(list_transform(
                regexp_extract_all(object_key, '(?s).'), lambda t: CASE WHEN unicode(t) < 128 THEN t ELSE url_encode(t) END), '')
            ELSE object_key END AS object_key
        """#

    /// How a CSV file is read: nothing is guessed. Strict reading fails on CRLF, and Latin-1 on the bytes 80 to 9F
    /// (1.5.6); every row was read before.
    private func options(_ form: FileForm, _ names: [String]) -> String {
        let columns = names.map { "'\($0)': 'VARCHAR'" }.joined(separator: ", ")
        return """
            , compression = '\(form.isGzip ? "gzip" : "none")', header = \(form.hasHeader), auto_detect = false,
                new_line = '\(form.hasCarriageReturns ? #"\r\n"# : #"\n"#)', delim = ',', quote = '"', escape = '"',
                encoding = '\(form.text == .utf8 ? "utf-8" : "latin-1")', strict_mode = false, max_line_size = 1100000,
                columns = {\(columns)}
            """
    }

    private func rows(_ side: HandoverSide) -> String {
        "CREATE TEMP TABLE \(side.name)_rows AS\n\(RowsSQL(dialect: dialect, side: side).query);"
    }
}
