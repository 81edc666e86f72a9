/// A name that only one cloud knows, spelled as on its wire: `tencent-cos:NewField`. It goes to that cloud verbatim and
/// is absent everywhere else, so that what a vendor adds tomorrow can be used without a release of this library.
public struct VendorName: Hashable, Sendable, CustomStringConvertible {
    /// The cloud that knows the name.
    public var provider: ProviderID
    /// The name as on that cloud's wire.
    public var name: ExactText

    public init(provider: ProviderID, name: ExactText) {
        self.provider = provider
        self.name = name
    }

    /// Reads `provider:name`; nil when there is no provider or no name.
    public init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: 0x3A) else { return nil }
        let provider = String(text[..<colon])
        let name = String(text[text.utf8.index(after: colon)...])
        guard !name.isEmpty, provider.utf8.contains(0x2D),
            provider.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { return nil }
        self.init(provider: ProviderID(rawValue: provider), name: ExactText(name))
    }

    public var description: String { "\(provider):\(name)" }
}
