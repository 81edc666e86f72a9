/// The forms in which buckets are printed.
enum BucketPrinterForm: String, CaseIterable, Sendable {
    case table, json, jsonl, markdown
}

/// Prints what became of buckets while others are still under way.
///
/// - `table`: rows as they come, aligned by the first ones.
/// - `json`: one document at the end, `{"ruleSet": …, "buckets": […], "summary": {…}}`, in the order of the rule set.
/// - `markdown`: the counts and a table at the end, for the comment of a pull request.
/// - `jsonl`: a line for every bucket, the same objects as in `buckets`, and a last line `{"ruleSet": …, "summary": {…}}`.
///
/// Documents of a named form begin with it: `{"format": …, "ruleSet": …`.
struct BucketPrinter<Bucket: Encodable & Sendable, Summary: Encodable & Sendable> {
    let form: BucketPrinterForm
    /// The name of the form of its documents; nil where that has none.
    private let format: String?
    /// What the list of them is called in JSON.
    private let list: String
    let ruleSet: String
    /// The counts, kept by the view.
    var summary: Summary
    /// What the buckets so far mean for the command.
    private(set) var status = CommandStatus.done
    /// The page beside it, where `--html` asks for one.
    private let page: HTMLPage?
    private var table: StreamedTable
    private var summaryTable: MarkdownTable
    private var collected: [(index: Int, bucket: Bucket)] = []
    /// What keeps the output from being written. Said at the end: it is no reason to leave buckets half done.
    private var failure: CommandFailure?

    init(
        _ form: BucketPrinterForm, format: String? = nil, list: String = "buckets", ruleSet: String, columns: [String],
        summary: Summary,
        page: HTMLPage?
    ) {
        self.form = form
        self.format = format
        self.list = list
        self.ruleSet = ruleSet
        self.summary = summary
        self.page = page
        table = StreamedTable(columns)
        summaryTable = MarkdownTable(columns)
    }

    private struct Document: Encodable {
        var format: String?
        var ruleSet: String
        /// Its name, and what is in it; nil for none.
        var list: (name: String, buckets: [Bucket])?
        var summary: Summary

        private struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encodeIfPresent(format, forKey: Key(stringValue: "format"))
            try container.encode(ruleSet, forKey: Key(stringValue: "ruleSet"))
            if let list { try container.encode(list.buckets, forKey: Key(stringValue: list.name)) }
            try container.encode(summary, forKey: Key(stringValue: "summary"))
        }
    }

    /// Lets a bucket count for the status of the command.
    mutating func note(_ status: CommandStatus) { self.status = .worst([self.status, status]) }

    /// - Parameters:
    ///   - rows: the lines of the table that the bucket is worth.
    ///   - report: its row of the page.
    mutating func add(_ bucket: Bucket, index: Int, rows: [Row], report: @autoclosure () -> PageBucket) {
        if let page { keepingOn { try page.add(report()) } }
        switch form {
        case .table: for row in rows { write(table.add(row, at: index)) }
        case .markdown: for row in rows { summaryTable.add(row, at: index) }
        case .json: collected.append((index, bucket))
        case .jsonl: writeLine(bucket)
        }
    }

    /// Prints what is still held back, and the counts.
    /// - Parameter note: why it ended before its time, for the page.
    /// - Throws: when some of the output could not be written.
    mutating func end(text: String, note: String? = nil) throws {
        endPage(note: note)
        switch form {
        case .table:
            write(table.end())
            write((table.isEmpty ? "" : "\n") + text)
        case .json:
            let buckets = collected.sorted { $0.index < $1.index }.map(\.bucket)
            write(
                try JSONText.encode(
                    Document(format: format, ruleSet: ruleSet, list: (list, buckets), summary: summary)))
        case .markdown: write(summaryTable.text(heading: "Rule set \(ruleSet)", text))
        case .jsonl: writeLine(Document(format: format, ruleSet: ruleSet, summary: summary))
        }
        if let failure { throw failure }
    }

    /// Ends the page, and prints nothing: a document of half a fleet would pass for that of the whole.
    /// - Parameter note: why it ended before its time.
    mutating func endPage(note: String?) {
        if let page { keepingOn { try page.finish(note: note) } }
    }

    private mutating func writeLine(_ value: some Encodable) {
        do {
            write(try JSONText.encode(value, onOneLine: true))
        } catch {
            failure = failure ?? CommandFailure(error)
        }
    }

    /// Remembers the first thing that could not be written.
    private mutating func keepingOn(_ body: () throws -> Void) {
        do { try body() } catch { failure = failure ?? CommandFailure(error) }
    }

    private mutating func write(_ text: String) {
        guard failure == nil, !text.isEmpty else { return }
        do {
            Console.clearProgress()
            try StandardStream.output.write(text)
        } catch {
            failure = error
        }
    }
}
