internal import InventoryCore
internal import InventoryReports

/// One report as an engine gets it.
struct HandoverSide: Sendable {
    /// One file.
    struct File: Sendable {
        /// Where the engine reads it.
        var place: String
        var form: FileForm
        /// How many rows it has; nil where that is not known.
        var rows: Int64?
    }

    /// `source` or `target`.
    var name: String
    var manifest: Manifest
    var verified: VerifiedFiles
    var files: [File]
    /// What the compared keys begin with, in canonical form.
    var prefix: String

    init(
        _ name: String, _ manifest: Manifest, _ verified: VerifiedFiles, below place: String, prefix: ExactText,
        for engine: HandoverEngine
    ) throws {
        guard engine != .duckdb || manifest.format != .orc else {
            throw InventoryError(.unsupported, "the \(name)'s report is ORC, which DuckDB does not read; Spark does")
        }
        self.name = name
        self.manifest = manifest
        self.verified = verified
        self.prefix = KeyText.canonical(Array(prefix.string.utf8))
        let headers = Set(verified.files.filter { $0.form.rows > 0 }.map(\.form.hasHeader))
        guard engine != .athena || headers.count < 2 else {
            throw InventoryError(
                .unsupported, "only some files of the \(name) begin with the schema, which Athena cannot be told")
        }
        files = try verified.files.map { file, form in
            if let problem = engine.problem(file, form) {
                throw InventoryError(
                    .unsupported, "'\(Printable.quoted(file.key.string))' \(problem); compare it without an engine")
            }
            let isCounted = engine.depth == .rows && manifest.format == .csv
            return File(place: place + file.key.string, form: form, rows: isCounted ? form.rows : file.rows)
        }
    }

    /// Whether the engine can tell by its name how a file is packed.
    func isNamedAsPacked(_ number: Int) -> Bool { files[number].form.isGzip == files[number].place.hasSuffix(".gz") }

    /// How the files are written, each form once, with the numbers of its files.
    var forms: [(form: FileForm, files: [Int])] {
        var numbers: [FileForm: [Int]] = [:]
        for (number, file) in files.enumerated() {
            var form = file.form
            form.rows = 0
            numbers[form, default: []].append(number)
        }
        return numbers.sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }.map { (form: $0.key, files: $0.value) }
    }
}

extension HandoverEngine {
    /// Why it cannot read such a file.
    func problem(_ file: ReportFile, _ form: FileForm) -> String? {
        guard !form.hasMark else {
            return "begins with a byte order mark, which an engine may take for part of a field"
        }
        return switch self {
        case .duckdb:
            form.hasPadding
                ? "has zeros after its gzip data, which DuckDB does not read"
                : form.text == .bytes ? "has bytes that are neither UTF-8 nor what DuckDB takes for Latin-1" : nil
        case .spark: nil
        case .athena:
            form.isGzip == file.key.string.hasSuffix(".gz")
                ? nil : "is \(form.isGzip ? "" : "not ")gzip, and its name says otherwise, by which Athena tells"
        }
    }
}
