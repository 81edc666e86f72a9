/// One page of a bucket's rules, by creation, as vendors with continuation tokens cut them.
struct RulePage: Sendable {
    let rules: ArraySlice<Rule>
    let isTruncated: Bool
    /// The token that the next page is asked with; nil on the last one.
    let next: String?

    /// - Parameter asked: the token of the request, empty for the first page.
    /// - Throws: `InvalidArgument` for a token that was never given out.
    init(of rules: [Rule], after asked: String, size: Int, strike: Strike?) throws(VendorError) {
        guard let position = asked.isEmpty ? 0 : Self.position(asked) else {
            throw .invalid("The continuation token provided is incorrect.")
        }
        let rest = rules.drop { $0.sequence <= position }
        let page = rest.prefix(strike?.has(.halfPage) == true ? max(1, size / 2) : size)
        let hasMore = page.count < rest.count
        let isTokenless = strike?.has(.truncatedWithoutToken) == true
        self.rules = page
        if strike?.has(.repeatedToken) == true {
            (isTruncated, next) = (true, Self.token(position))
        } else {
            isTruncated = hasMore || isTokenless
            next = hasMore && !isTokenless ? page.last.map { Self.token($0.sequence) } : nil
        }
    }

    /// A token for what comes after that rule. It holds `/`, `+` and `=`, so that a client that forgets to encode one
    /// of them does not get through.
    static func token(_ sequence: Int) -> String { "mV/\(sequence)+\(check(sequence))==" }

    private static func position(_ token: String) -> Int? {
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
