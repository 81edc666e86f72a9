/// A page of the list of rules, sorted by the bytes of their ids.
struct AmazonS3List: Sendable {
    private let asked: String
    private let rules: ArraySlice<Rule>
    private let isTruncated: Bool
    private let next: String?

    /// - Throws: `InvalidArgument` for a token that was never given out.
    init(of rules: [Rule], _ exchange: Exchange, size: Int) throws(VendorError) {
        asked = exchange.call.target["continuation-token"] ?? ""
        let position = try PageToken.position(asked)
        let rest = rules.sorted { $0.stored.id.utf8.lexicographicallyPrecedes($1.stored.id.utf8) }
            .drop { !position.lexicographicallyPrecedes($0.stored.id.utf8) }
        let strike = exchange.strike
        let page = rest.prefix(strike?.has(.halfPage) == true ? max(1, size / 2) : size)
        self.rules = page
        if strike?.has(.repeatedToken) == true {
            (isTruncated, next) = (true, PageToken.make(position))
        } else if strike?.has(.truncatedWithoutToken) == true {
            (isTruncated, next) = (true, nil)
        } else {
            isTruncated = page.count < rest.count
            next = isTruncated ? page.last.map { PageToken.make(Array($0.stored.id.utf8)) } : nil
        }
    }

    func reply(_ quirks: QuirkSettings, root: String) -> Reply {
        var content = MarkupWriter()
        if !asked.isEmpty || quirks[AmazonS3Quirks.firstPageToken] == .empty {
            content.element("ContinuationToken", asked)
        }
        for rule in rules {
            content.raw("<InventoryConfiguration>")
            content.raw(rule.echo)
            content.raw("</InventoryConfiguration>")
        }
        content.element("IsTruncated", isTruncated ? "true" : "false")
        if let next { content.element("NextContinuationToken", next) }
        return .document(root: root, content: content.bytes)
    }
}
