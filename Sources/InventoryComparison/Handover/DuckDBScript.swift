internal import InventoryCore
internal import InventoryReports

/// The script for the `duckdb` command.
struct DuckDBScript {
    let handover: Handover
    let listsKeys: Bool

    var text: String {
        let keys = KeysSQL(dialect: SQLDialect(engine: .duckdb), handover: handover)
        return """
            \(handover.explanation(comment: "--", run: "duckdb -bail -f \(handover.scriptName)"))
            .bail on
            SET preserve_insertion_order = false;

            -- The files that the manifests list, and what is known of each.
            \(files)

            -- The fields as they stand in the files, every byte as one letter.
            \(handover.sides.map(fields).joined(separator: "\n"))

            -- The rows as values.
            \(handover.sides.map(rows).joined(separator: "\n"))

            -- A row for each key, with what each side tells.
            CREATE TEMP TABLE object_keys AS
            \(keys.keys);
            CREATE TEMP VIEW placed_keys AS
            \(keys.placed);

            -- What was read, held against what is known: nothing is concluded from other rows than the manifests' own.
            CREATE TEMP TABLE file_counts AS
            \(keys.fileCounts);
            CREATE TEMP TABLE facts AS
            \(keys.facts);
            COPY (SELECT side, number, row_count, current_count, object_count, current_object_count FROM file_counts
                ORDER BY side, number) TO 'files.csv' (HEADER false);
            COPY (SELECT side, kind, name, found FROM facts WHERE found > 0 ORDER BY ALL) TO 'facts.csv' (HEADER false);
            \(keys.reconciliation.map { "SELECT error(\($0.sentence)) FROM \($0.from) WHERE \($0.isBroken);" }.joined(separator: "\n"))

            -- The verdicts.
            CREATE TEMP VIEW verdicts AS
            \(keys.verdicts);
            COPY (SELECT verdict, count(*) FROM verdicts GROUP BY verdict ORDER BY verdict) TO 'counts.csv' (HEADER false);
            \(listsKeys ? list(keys) : "")
            SELECT verdict, count(*) AS keys FROM verdicts GROUP BY verdict ORDER BY verdict;

            """
    }

    /// Every key's verdict, in the order of the keys' bytes.
    private func list(_ keys: KeysSQL) -> String {
        """
        SET preserve_insertion_order = true;
        COPY (SELECT verdict, '\(handover.source.prefix)' || rest, source_size, target_size FROM verdicts
            ORDER BY \(keys.dialect.order("rest"))) TO 'verdicts.csv' (HEADER false);
        """
    }

    private var files: String {
        let rows = handover.sides.flatMap { side in
            side.files.enumerated().map { number, file in
                "    ('\(side.name)', \(number), '\(Self.quoted(file.place))', \(file.rows.map { "\($0)" } ?? "NULL"), \(file.form.rows > 0))"
            }
        }
        let head =
            "CREATE TEMP TABLE handed_files (side VARCHAR, number BIGINT, file VARCHAR, known_rows BIGINT, has_rows BOOLEAN);"
        return rows.isEmpty ? head : head + "\nINSERT INTO handed_files VALUES\n" + rows.joined(separator: ",\n") + ";"
    }

    private static func quoted(_ text: String) -> String { text.replacing("'", with: "''") }

    /// A path without the letters by which DuckDB looks for several files.
    private static func exact(_ path: String) -> String {
        var text = ""
        for letter in path { text += "*?[".contains(letter) ? "[\(letter)]" : String(letter) }
        return quoted(text)
    }

    private func fields(_ side: HandoverSide) -> String {
        let rows = RowsSQL(dialect: SQLDialect(engine: .duckdb), side: side)
        let wanted = (["filename AS file"] + rows.texts).joined(separator: ", ")
        let readings = side.forms.map { form, numbers in
            """
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

    /// How a CSV file is read: nothing is guessed. Strict reading fails on CRLF (1.5.6), and every row was read before.
    private func options(_ form: FileForm, _ names: [String]) -> String {
        let columns = names.map { "'\($0)': 'VARCHAR'" }.joined(separator: ", ")
        return """
            , compression = '\(form.isGzip ? "gzip" : "none")', header = \(form.hasHeader), auto_detect = false,
                new_line = '\(form.hasCarriageReturns ? #"\r\n"# : #"\n"#)', delim = ',', quote = '"', escape = '"',
                encoding = 'latin-1', strict_mode = false, max_line_size = 1100000,
                columns = {\(columns)}
            """
    }

    private func rows(_ side: HandoverSide) -> String {
        "CREATE TEMP TABLE \(side.name)_rows AS\n\(RowsSQL(dialect: SQLDialect(engine: .duckdb), side: side).query);"
    }
}
