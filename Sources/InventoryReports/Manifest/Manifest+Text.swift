internal import InventoryCore
internal import InventoryVendorFacts

extension ReportStore {
    /// The manifest that a text means; nil, with the failures noted, where it is not complete.
    func manifest(
        _ text: ManifestText, _ files: ReportFiles?, _ run: ReportRun, _ chosen: ReportForms?,
        _ found: inout Verification
    ) -> Manifest? {
        // What every cloud's manifests have can be missed before it is known whose it is.
        guard let forms = chosen ?? self.forms.first else { return nil }
        let members = forms.members
        func incomplete(_ message: String) { found.fail(VerificationFailure(.manifestIncomplete, message)) }
        let name = text.value([members.format]) ?? "CSV"
        let format = ReportFormat(named: name)
        if format == nil { found.fail(Self.unsupported(name)) }
        let columns = (format ?? .csv).columns(in: text.value([members.schema]) ?? "")
        if text.value([members.schema]) == nil {
            incomplete("the manifest has no \(members.schema)")
        } else if format == nil {
            // A schema of its own: no list of columns.
        } else if format != .csv, !columns.contains(where: { $0.isColumn("key") }) {
            found.fail(Self.unsupported(name))
        } else if !columns.contains(where: { name in forms.columns.key.contains { $0.isColumn(name) } }) {
            incomplete("the \(members.schema) of the manifest has no column Key")
        } else if columns.count > 1000 {
            incomplete("the \(members.schema) of the manifest has \(columns.count) columns; no cloud has over 1000")
        } else if let column = ColumnPlaces.repeated(columns, forms.columns) {
            incomplete("the \(members.schema) of the manifest has the column \(column) twice")
        }
        if files == nil { incomplete("the manifest has no list '\(members.files)'") }
        let rows = members.rows.flatMap { text.value([$0]) }
        if let rows, ManifestText.count(rows) == nil {
            incomplete("'\(members.rows ?? "")' of the manifest is not a number of rows")
        }
        guard let files, let chosen, let format else { return nil }
        return Manifest(
            key: run.manifest, provider: chosen.provider, forms: chosen,
            bucket: text.value([members.bucket]).map { ExactText($0) },
            account: members.account.flatMap { text.value([$0]) }.map { ExactText($0) }, format: format,
            columns: columns,
            earliestStart: min(run.earliestStart, Self.instant(text.value(members.started)) ?? run.earliestStart),
            rows: rows.flatMap(ManifestText.count), files: files)
    }

    /// The failure of every report that is no CSV.
    static func unsupported(_ format: String) -> VerificationFailure {
        VerificationFailure(
            .formatUnsupported,
            "the report is '\(Printable.quoted(format, limit: 40))', and only CSV is read here; `report compare --engine duckdb` "
                + "reads Parquet, `--engine spark` Parquet and ORC")
    }

    /// A moment in seconds or milliseconds since 1970: the number tells which.
    private static func instant(_ text: String?) -> UTCInstant? {
        text.flatMap(ManifestText.count).map { UTCInstant(secondsSinceEpoch: $0 > 100_000_000_000 ? $0 / 1000 : $0) }
    }
}

extension ReportFormat {
    /// The columns that a schema names: CSV `Bucket, Key`, ORC `struct<bucket:string,key:string>`, Parquet
    /// `message s3.inventory { required binary bucket (UTF8); required binary key (UTF8); }`.
    func columns(in schema: String) -> [String] {
        switch self {
        case .csv:
            schema.split(separator: ",", omittingEmptySubsequences: false).map { String($0.trimmingBlanks) }
        case .orc:
            (schema.firstIndex(of: "<").map { schema[schema.index(after: $0)...] } ?? "").split(separator: ",")
                .map { String($0.prefix { $0 != ":" && $0 != ">" }.trimmingBlanks) }
        case .parquet:
            (schema.firstIndex(of: "{").map { schema[schema.index(after: $0)...] } ?? "").split(separator: ";")
                .compactMap { column in
                    // `optional int64 last_modified_date (TIMESTAMP(MILLIS,true))`
                    let words = column.prefix { $0 != "(" && $0 != "}" }.split(separator: " ")
                    return words.count < 3 ? nil : words.last.map { String($0) }
                }
        }
    }
}

extension Substring {
    /// Without blanks and tabs at either end.
    fileprivate var trimmingBlanks: Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
