import CloudInventory
import InventoryCore

/// The clouds by the names that people write: `tencent-cos`, and `cos` in addresses.
enum CloudName {
    /// The scheme of a cloud's addresses: its name without the vendor. Of a relative it is the vendor alone, or the whole name
    /// where a cloud has that scheme.
    static func scheme(of provider: ProviderID) -> String {
        guard Vendors.relatives.contains(where: { $0.id == provider }) else { return product(provider) }
        let vendor = provider.rawValue.split(separator: "-").first.map(String.init) ?? provider.rawValue
        return Vendors.clouds.contains { product($0.id) == vendor } ? provider.rawValue : vendor
    }

    private static func product(_ provider: ProviderID) -> String {
        provider.rawValue.split(separator: "-").last.map(String.init) ?? provider.rawValue
    }

    /// The cloud of that name.
    static func provider(named name: String) throws(CommandFailure) -> ProviderID {
        if let provider = Vendors.ids.first(where: { $0.rawValue == name }) { return provider }
        let known = Vendors.ids.map(\.rawValue)
        let problem = UnknownName(
            kind: "provider", name: name, suggestion: Suggestion.closest(to: name, among: known),
            remedy: "known are \(known.joined(separator: ", "))")
        throw CommandFailure(.usage, problem.description)
    }

    /// The cloud whose addresses have that scheme.
    static func provider(scheme: String) throws(CommandFailure) -> ProviderID {
        if let provider = Vendors.ids.first(where: { self.scheme(of: $0) == scheme }) { return provider }
        // No guess here: one letter away stands the scheme of another vendor.
        let known = Vendors.ids.map { "\(self.scheme(of: $0)):// (\($0))" }
        throw CommandFailure(
            .usage,
            "no cloud has addresses that begin with '\(Printable.quoted(scheme, limit: 40))://'; known are "
                + known.joined(separator: ", "))
    }
}
