import CloudInventory

/// The clouds by the names that people write: `tencent-cos`, and `cos` in addresses.
enum CloudName {
    /// The scheme of a cloud's addresses: its name without the vendor.
    static func scheme(of provider: ProviderID) -> String {
        provider.rawValue.split(separator: "-").last.map(String.init) ?? provider.rawValue
    }

    /// The cloud of that name.
    static func provider(named name: String) throws(CommandFailure) -> ProviderID {
        try find(name, "provider") { $0.rawValue }
    }

    /// The cloud whose addresses have that scheme.
    static func provider(scheme: String) throws(CommandFailure) -> ProviderID {
        try find(scheme, "address scheme", scheme(of:))
    }

    private static func find(
        _ text: String, _ kind: String, _ name: (ProviderID) -> String
    ) throws(CommandFailure) -> ProviderID {
        if let provider = ProviderCatalog.providers.first(where: { name($0) == text }) { return provider }
        let known = ProviderCatalog.providers.map(name)
        let problem = UnknownName(
            kind: kind, name: text, suggestion: Suggestion.closest(to: text, among: known),
            remedy: "known are \(known.joined(separator: ", "))")
        throw CommandFailure(.usage, problem.description)
    }
}
