internal import InventoryCore

/// What engines write in different ways. Everything else of the SQL they agree in.
struct SQLDialect {
    let engine: HandoverEngine

    /// The type of texts.
    var text: String { engine == .spark ? "STRING" : "VARCHAR" }

    /// A text as the engine reads it.
    func literal(_ text: String) -> String {
        guard engine == .spark else { return "'\(text.filling("'", with: "''"))'" }
        var quoted = ""
        for scalar in text.unicodeScalars {
            if ["'", "\"", "\\"].contains(scalar) { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return "'\(quoted)'"
    }

    /// The bytes of a field as the engine reads them: each as one letter, but for Athena, which knows UTF-8 only.
    func literal(bytes: [UInt8]) -> String {
        guard engine != .athena else { return literal(String(decoding: bytes, as: UTF8.self)) }
        var text = ""
        for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return literal(text)
    }

    /// Whether a text has a place that looks so.
    func matches(_ text: String, _ pattern: String) -> String {
        switch engine {
        case .duckdb: "regexp_matches(\(text), '\(pattern)')"
        case .spark, .athena: "regexp_like(\(text), '\(pattern)')"
        }
    }

    /// The first place that looks so; empty or NULL where there is none.
    func extract(_ text: String, _ pattern: String) -> String { "regexp_extract(\(text), '\(pattern)', 0)" }

    /// A moment in seconds since 1970.
    func seconds(_ timestamp: String) -> String {
        switch engine {
        case .duckdb: "CAST(epoch(\(timestamp)) AS BIGINT)"
        case .spark: "unix_timestamp(\(timestamp))"
        case .athena: "CAST(to_unixtime(\(timestamp)) AS BIGINT)"
        }
    }

    /// The one value of a group that is not NULL.
    func value(_ expression: String, where condition: String) -> String {
        "\(engine == .athena ? "arbitrary" : "any_value")(\(expression)) FILTER (WHERE \(condition))"
    }

    /// The canonical form of any key, letter by letter: an escape stays, unless it stands for a letter that needs none;
    /// every other letter becomes one.
    func canonical(_ key: String) -> String {
        let letter = """
            CASE
                WHEN \(matches("t", "^[A-Za-z0-9._~/-]$")) THEN t
                WHEN t = '+' THEN '%20'
                WHEN length(t) = 1 THEN \(escaped("t"))
                WHEN \(matches("upper(t)", "^%(\(Self.plainCodes))$")) THEN \(unescaped("t"))
                ELSE upper(t)
            END
            """.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
        let parts = "'%[0-9A-Fa-f]{2}|[^%]'"
        return switch engine {
        case .duckdb:
            "array_to_string(list_transform(regexp_extract_all(\(key), \(parts)), lambda t: \(letter)), '')"
        case .spark: "array_join(transform(regexp_extract_all(\(key), \(parts), 0), t -> \(letter)), '')"
        case .athena: "array_join(transform(regexp_extract_all(\(key), \(parts)), t -> \(letter)), '')"
        }
    }

    private func escaped(_ letter: String) -> String {
        switch engine {
        case .duckdb: "format('%{:02X}', unicode(\(letter)))"
        case .spark: "format_string('%%%02X', ascii(\(letter)))"
        case .athena: "regexp_replace(to_hex(to_utf8(\(letter))), '(..)', '%$1')"
        }
    }

    private func unescaped(_ code: String) -> String {
        switch engine {
        case .duckdb: "chr(CAST('0x' || substr(\(code), 2) AS INTEGER))"
        case .spark: "char(CAST(conv(substr(\(code), 2), 16, 10) AS INT))"
        case .athena: "chr(from_base(substr(\(code), 2), 16))"
        }
    }

    /// The canonical form of a key of Parquet or ORC, which is a text as it is. What is no UTF-8 comes out as a `%`, which is
    /// no canonical key; DuckDB refuses the file by itself.
    func encoded(_ key: String) -> String {
        guard engine != .duckdb else { return "replace(url_encode(\(key)), '%2F', '/')" }
        // As forms are encoded: a blank is +, * stays, ~ does not.
        let encoded = [("+", "%20"), ("*", "%2A"), ("%7E", "~"), ("%2F", "/")].reduce("url_encode(\(key))") {
            "replace(\($0), '\($1.0)', '\($1.1)')"
        }
        let isText = engine == .spark ? "is_valid_utf8(\(key))" : "strpos(\(key), chr(65533)) = 0"
        return "CASE WHEN \(isText) THEN \(encoded) WHEN \(key) IS NOT NULL THEN '%' END"
    }

    /// Or whether a text has lost bytes that are no UTF-8. Only Athena reads CSV as UTF-8.
    func orIsLossy(_ text: String) -> String { engine == .athena ? " OR strpos(\(text), chr(65533)) > 0" : "" }

    /// A moment as a date that CSV files have.
    func date(_ timestamp: String) -> String {
        switch engine {
        case .duckdb: "CAST(make_timestamp(epoch_us(\(timestamp))) AS VARCHAR)"
        case .spark: "date_format(\(timestamp), 'yyyy-MM-dd HH:mm:ss')"
        case .athena: "date_format(\(timestamp), '%Y-%m-%d %H:%i:%s')"
        }
    }

    /// A column's name.
    func name(_ column: String) -> String {
        let mark = engine == .spark ? "`" : "\""
        return mark + column.filling(mark, with: mark + mark) + mark
    }

    /// The codes, in hexadecimal, of letters that stand for themselves in a canonical key.
    static let plainCodes = "2[D-F]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE]"

    /// A file's name as the list of files has it. Spark writes one root in two ways: `file:/srv` and `file:///srv`.
    var file: String { engine == .spark ? "regexp_replace(file, '^([^:/]+):/+', '$1:/')" : "file" }

    /// What orders canonical keys like their bytes.
    func order(_ key: String) -> String {
        switch engine {
        case .duckdb: #"CAST(replace(\#(key), '%', '\x') AS BLOB)"#
        case .spark:
            "array_join(transform(regexp_extract_all(\(key), '%..|[^%]', 0), t -> CASE WHEN length(t) = 1 THEN hex(t) ELSE substr(t, 2) END), '')"
        case .athena:
            "array_join(transform(regexp_extract_all(\(key), '%..|[^%]'), t -> CASE WHEN length(t) = 1 THEN to_hex(to_utf8(t)) ELSE substr(t, 2) END), '')"
        }
    }
}
