public import InventoryCore
public import InventoryProviderKit
internal import InventoryVendorFacts

/// Huawei Cloud OBS, and the clouds that run on the same software.
public enum HuaweiOBS {
    /// How rule sets and addresses name this cloud.
    public static let id: ProviderID = "huawei-obs"

    /// A provider for any OBS bucket. Building it sends nothing.
    public static func provider(_ options: ProviderOptions) -> some InventoryProvider {
        HTTPProvider(vendor, options: options)
    }

    /// Everything that there is to say about it.
    public static let vendor = Vendor(
        facts: .huaweiOBS, rules: codec,
        replies: ReplyShape(
            requestIDHeaders: ["x-obs-request-id", "x-obs-id-2"],
            requestIDElements: ["RequestId": "x-obs-request-id", "HostId": "x-obs-id-2"],
            errorCodeHeader: "x-obs-error-code", errorMessageHeader: "x-obs-error-message"),
        objects: .huaweiOBS, credentials: .huaweiOBS, example: .init(region: "cn-north-4"),
        makeSigner: { HuaweiOBSSigner.make() })

    /// Reads and writes OBS documents without any server.
    public static let codec = HuaweiOBSCodec(capabilities: VendorFacts.huaweiOBS.capabilities)
}
