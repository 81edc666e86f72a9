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
        let format = text.value([members.format]) ?? "CSV"
        let isCSV = format.lowercasedASCII == "csv"
        if !isCSV {
            found.fail(
                VerificationFailure(
                    .formatUnsupported,
                    "the report is '\(Printable.quoted(format, limit: 40))'; only CSV is read here, DuckDB reads Parquet, "
                        + "Spark reads Parquet and ORC"))
        }
        let columns = (text.value([members.schema]) ?? "").split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.trimmingBlanks) }
        if text.value([members.schema]) == nil {
            incomplete("the manifest has no \(members.schema)")
        } else if !isCSV {
            // A schema of its own: no list of columns.
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
        guard let files, let chosen else { return nil }
        return Manifest(
            key: run.manifest, provider: chosen.provider, forms: chosen,
            bucket: text.value([members.bucket]).map { ExactText($0) },
            account: members.account.flatMap { text.value([$0]) }.map { ExactText($0) }, columns: columns,
            earliestStart: min(run.earliestStart, Self.instant(text.value(members.started)) ?? run.earliestStart),
            rows: rows.flatMap(ManifestText.count), files: files)
    }

    /// A moment in seconds or milliseconds since 1970: the number tells which.
    private static func instant(_ text: String?) -> UTCInstant? {
        text.flatMap(ManifestText.count).map { UTCInstant(secondsSinceEpoch: $0 > 100_000_000_000 ? $0 / 1000 : $0) }
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
