/// Pages of rules, by creation.
struct TencentCOSListing: Sendable {
    let settings: DialectSettings

    func page(_ exchange: Exchange, of rules: [Rule]) throws(VendorError) -> Reply {
        let quirks = settings.quirks
        let asked = exchange.call.target["continuation-token"] ?? ""
        guard let position = asked.isEmpty ? 0 : Self.position(asked) else {
            throw .invalid("The continuation token provided is incorrect.")
        }
        let rest = rules.drop { $0.sequence <= position }
        guard !rules.isEmpty || quirks[TencentCOSQuirks.emptyList] == .ok else {
            let code = quirks[TencentCOSQuirks.notFoundCode].rawValue
            throw VendorError(404, code, "The bucket has no inventory configuration.")
        }
        let size = settings.pageSize
        let page = rest.prefix(exchange.strike?.has(.halfPage) == true ? max(1, size / 2) : size)
        let isTruncated = page.count < rest.count

        var content = MarkupWriter()
        for rule in page {
            content.raw("<InventoryConfiguration>")
            content.raw(rule.echo)
            content.raw("</InventoryConfiguration>")
        }
        let isRepeating = exchange.strike?.has(.repeatedToken) == true
        let isTokenless = exchange.strike?.has(.truncatedWithoutToken) == true
        content.element("IsTruncated", isTruncated || isRepeating || isTokenless ? "true" : "false")
        if !asked.isEmpty || quirks[TencentCOSQuirks.firstPageToken] == .empty {
            content.element("ContinuationToken", asked)
        }
        if isRepeating {
            content.element("NextContinuationToken", Self.token(position))
        } else if isTruncated, !isTokenless, let last = page.last {
            content.element("NextContinuationToken", Self.token(last.sequence))
        } else if quirks[TencentCOSQuirks.lastPageToken] == .empty {
            content.element("NextContinuationToken", "")
        }
        return .document(root: "ListInventoryConfigurationResult", content: content.bytes)
    }

    /// A token for what comes after that rule. It holds `/`, `+` and `=`, so that a client that forgets to encode one
    /// of them does not get through.
    static func token(_ sequence: Int) -> String { "mV/\(sequence)+\(check(sequence))==" }

    static func position(_ token: String) -> Int? {
        guard token.hasPrefix("mV/"), token.hasSuffix("==") else { return nil }
        let parts = token.dropFirst(3).dropLast(2).split(separator: "+", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int(parts[0]), sequence >= 0, parts[1] == check(sequence) else {
            return nil
        }
        return sequence
    }

    private static func check(_ sequence: Int) -> String {
        var mixed = SplitMix(state: UInt64(sequence))
        return String(mixed.next(), radix: 36)
    }
}
