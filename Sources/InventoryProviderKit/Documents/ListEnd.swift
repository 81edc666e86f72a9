internal import InventoryCore
internal import InventoryWire

/// What a page of a list says of its end. A page that says it twice, or not clearly, says nothing that one may build on:
/// rules that are not seen would be taken for absent.
struct ListEnd {
    /// The rules of a full page; nil where a list comes whole.
    let pageSize: Int?
    var truncated: [DocumentElement] = []
    var next: [DocumentElement] = []

    init(pageSize: Int?) { self.pageSize = pageSize }

    /// - Throws: where it contradicts itself or leaves open whether there is more. A page without `IsTruncated` is the
    ///   last, unless it is full.
    func read(rules: Int) throws(DraftError) -> (isTruncated: Bool, next: String?) {
        var answers: Set<Bool> = []
        for element in truncated {
            switch ASCII.lowercased(element.text.filter { !$0.isWhitespace }) {
            case "true": answers.insert(true)
            case "false": answers.insert(false)
            default:
                throw DraftError(
                    problem:
                        "its IsTruncated is '\(Printable.quoted(element.text, limit: 40))', neither true nor false, "
                        + Self.unclear)
            }
        }
        guard answers.count < 2 else {
            throw DraftError(problem: "it says both that there is another page and that there is none")
        }
        guard truncated.count < 2 else { throw DraftError(problem: "its IsTruncated stands twice") }
        if answers.isEmpty, let pageSize, rules >= pageSize {
            throw DraftError(problem: "it is a full page of \(rules) rules without IsTruncated, " + Self.unclear)
        }
        let tokens = Set(next.map { ExactText($0.text) }).subtracting([""])
        guard tokens.count < 2 else { throw DraftError(problem: "it names two next pages") }
        guard tokens.isEmpty || answers.contains(true) else {
            throw DraftError(
                problem:
                    "it names a next page (NextContinuationToken), and its IsTruncated does not say that there is one")
        }
        return (answers.contains(true), tokens.first?.string)
    }

    /// - Throws: where an element that is not known, or one within it, speaks of pages.
    static func check(_ stranger: DocumentElement) throws(DraftError) {
        // Empty is none.
        guard !stranger.isEmpty else { return }
        try check(stranger.name)
        for child in stranger.children { try check(child) }
    }

    /// - Throws: where a name that is not known speaks of pages: `Truncated`, `NextMarker`, `isTruncated`, ….
    static func check(_ name: String) throws(DraftError) {
        guard speaks(name, of: pages) else { return }
        throw unknown(name)
    }

    /// The same for a list whose every part is known otherwise: it may not speak of how much there is, either, except for a
    /// count of what has come and for a limit that was not reached.
    static func checkExtent(_ stranger: DocumentElement, of rules: Int) throws(DraftError) {
        try check(stranger)
        guard !stranger.isEmpty else { return }
        if let number = Int(stranger.trimmedText) {
            if number == rules, speaks(stranger.name, of: counts) { return }
            if number > rules, speaks(stranger.name, of: limits) { return }
        }
        try checkExtent(stranger.name)
        for attribute in stranger.ownAttributes { try checkExtent(attribute.name) }
        for child in stranger.children { try checkExtent(child, of: rules) }
    }

    /// The same for a name alone, as that of an attribute.
    static func checkExtent(_ name: String) throws(DraftError) {
        guard speaks(name, of: pages + counts + limits + parts) else { return }
        throw unknown(name)
    }

    private static func speaks(_ name: String, of words: [String]) -> Bool {
        let letters = ASCII.lowercased(name)
        return words.contains { letters.holds($0) }
    }

    private static func unknown(_ name: String) -> DraftError {
        DraftError(problem: "it has \(Printable.quoted(name, limit: 80)), which is not known, " + unclear)
    }

    private static let pages = ["truncat", "marker", "token", "next", "continu", "cursor", "page", "more"]
    private static let counts = ["count", "total", "number"]
    private static let limits = ["max", "limit", "size"]
    private static let parts = [
        "remain", "partial", "complete", "offset", "range", "error", "warn", "skip", "omit", "missing", "fail",
    ]
    private static let unclear = "so it is not clear whether the list ends here"
}
