public import InventoryCore
public import InventoryProviderKit

// An embedder sees the clouds as well, by the one name that has a cloud's id and value.
@_exported public import enum InventoryAlibabaOSS.AlibabaOSS
@_exported public import enum InventoryAmazonS3.AmazonS3
@_exported public import enum InventoryHuaweiOBS.HuaweiOBS
@_exported public import enum InventoryTencentCOS.TencentCOS
@_exported public import enum InventoryVolcengineTOS.VolcengineTOS

/// The clouds of this package, and their relatives.
public enum Vendors {
    // One word a cloud.
    /// The clouds that have a dialect of their own, in the order of their ids.
    public static let clouds: [Vendor] = [
        AlibabaOSS.vendor, AmazonS3.vendor, HuaweiOBS.vendor, TencentCOS.vendor, VolcengineTOS.vendor,
    ]

    /// Those that speak the dialect of one of them (``Capabilities/dialect``), in the order of their ids.
    public static let relatives: [Vendor] = AmazonS3.relatives

    /// All of them: what a catalog, a chain of credentials and the command know unless told otherwise.
    public static let all: [Vendor] = clouds + relatives

    /// Their ids, in that order.
    public static let ids: [ProviderID] = all.map(\.id)

    /// The cloud of that id.
    /// - Throws: `invalidAddress` where there is none, with a suggestion.
    public static func vendor(_ id: ProviderID) throws(InventoryError) -> Vendor { try vendor(id, in: all) }

    static func vendor(_ id: ProviderID, in vendors: [Vendor]) throws(InventoryError) -> Vendor {
        if let vendor = vendors.first(where: { $0.id == id }) { return vendor }
        let known = vendors.map(\.id.rawValue)
        let problem = UnknownName(
            kind: "provider", name: id.rawValue, suggestion: Suggestion.closest(to: id.rawValue, among: known),
            remedy: "known are \(known.joined(separator: ", "))")
        throw InventoryError(.invalidAddress, problem.description, provider: id)
    }
}
