import CloudInventory
import InventoryCore
import InventoryWire

/// The page that `--html` writes: one file that loads nothing, with what became of every bucket in it as JSON.
///
/// It is written bucket by bucket, so memory does not grow with the fleet. The parts are in `Page/Template`. Foreign text
/// stands in the JSON alone, where `<` is escaped, and the page's script makes text nodes of it; its content policy
/// allows that script and that style by their hashes, and no address.
final class HTMLPage {
    private let file: OutputFile
    private let tail: String
    private var isFirst = true

    private struct About: Encodable {
        struct State: Encodable {
            var name: String
            var label: String
            var mark: String
        }

        var program = Version.description
        var command: PageKind
        /// What a row is.
        var unit: String
        var ruleSet: String
        /// When, as people read it.
        var made: String
        /// The columns.
        var rules: [String]
        var states: [State]
    }

    private struct End: Encodable {
        /// Why it ended before its time.
        var note: String?
    }

    /// Begins the page.
    /// - Throws: where the file cannot be made.
    init(path: String, _ kind: PageKind, of ruleSet: RuleSet, now: UTCInstant = SystemServices.system.now()) throws {
        var seen: Set<InventoryRule.ID> = []
        let ids = (ruleSet.rules.map(\.id) + ruleSet.retired).filter { seen.insert($0).inserted }
        let about = About(
            command: kind, unit: kind == .pairs ? "pair" : "bucket", ruleSet: Printable.quoted(ruleSet.name),
            made: now.readable,
            rules: ids.map { Printable.quoted($0.string) },
            states: PageState.all(in: kind).map {
                .init(name: $0.rawValue, label: $0.label(in: kind), mark: $0.mark)
            })
        let (style, script) = (PackageResources.page_css, PackageResources.page_js)
        let policy =
            "default-src 'none'; style-src \(try Self.source(style)); script-src \(try Self.source(script)); "
            + "base-uri 'none'; form-action 'none'"
        let page = String(decoding: PackageResources.page_html, as: UTF8.self)
        let halves = page.split(separator: "{buckets}", maxSplits: 1).map(String.init)
        let values = [
            "policy": policy, "style": String(decoding: style, as: UTF8.self),
            "script": String(decoding: script, as: UTF8.self), "about": try Self.data(about),
        ]
        tail = Self.fill(halves.last ?? "", values)
        file = try OutputFile(path)
        try file.write(Self.fill(halves.first ?? "", values) + "\n")
    }

    /// Adds a bucket, in whatever order; the page sorts them.
    func add(_ bucket: PageBucket) throws {
        try file.write((isFirst ? "" : ",\n") + (try Self.data(bucket)))
        isFirst = false
    }

    /// Ends the page and gives it its name.
    /// - Parameter note: what the reader has to know before the rest: why a run ended before its time.
    func finish(note: String?) throws {
        let end = try Self.data(End(note: note.map { Printable.quoted($0, limit: 2000) }))
        try file.write("\n" + Self.fill(tail, ["end": end]))
        try file.finish()
    }

    /// JSON that nothing in a script element can be mistaken in: `<` begins its end tag and its comments.
    private static func data(_ value: some Encodable) throws -> String {
        String(try JSONText.encode(value, onOneLine: true).dropLast()).replacing("<", with: "\\u003C")
    }

    /// What a content policy calls an inline part.
    private static func source(_ part: [UInt8]) throws -> String {
        "'sha256-\(Base64.encode(try Digest.sha256(part)))'"
    }

    /// Puts values in place of their `{names}`. What is put in is not looked at again.
    private static func fill(_ template: String, _ values: [String: String]) -> String {
        template.replacing(/\{([a-z]+)\}/) { values[String($0.1)] ?? String($0.0) }
    }
}
