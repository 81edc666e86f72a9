public import InventoryCore
public import InventoryProviderKit

// An embedder sees the clouds as well, by the one name that has a cloud's id and value.
@_exported public import enum InventoryAlibabaOSS.AlibabaOSS
@_exported public import enum InventoryAmazonS3.AmazonS3
@_exported public import enum InventoryHuaweiOBS.HuaweiOBS
@_exported public import enum InventoryTencentCOS.TencentCOS
@_exported public import enum InventoryVolcengineTOS.VolcengineTOS

/// The clouds of this package.
public enum Vendors {
    // One word a cloud.
    /// All of them, in the order of their ids.
    public static let all: [Vendor] = [
        AlibabaOSS.vendor, AmazonS3.vendor, HuaweiOBS.vendor, TencentCOS.vendor, VolcengineTOS.vendor,
    ]

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
