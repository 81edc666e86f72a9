public import InventoryCore
public import InventoryProviderKit
internal import InventoryVendorFacts

/// Alibaba Cloud OSS.
public enum AlibabaOSS {
    /// How rule sets and addresses name this cloud.
    public static let id: ProviderID = "alibaba-oss"

    /// A provider for any OSS bucket. Building it sends nothing.
    public static func provider(_ options: ProviderOptions) -> some InventoryProvider {
        HTTPProvider(vendor, options: options)
    }

    /// Everything that there is to say about it.
    public static let vendor = Vendor(
        facts: .alibabaOSS, rules: codec, oneOff: .schedule("Once"),
        requests: RequestShape(idParameter: "inventoryId", pageParameter: "continuation-token", plusIsSpace: true),
        replies: ReplyShape(
            requestIDHeaders: ["x-oss-request-id", "x-oss-ec"],
            requestIDElements: ["RequestId": "x-oss-request-id", "EC": "x-oss-ec"]),
        objects: .alibabaOSS, makeSigner: { AlibabaOSSSigner.make() })

    /// Reads and writes OSS documents without any server.
    public static let codec = AlibabaOSSCodec(capabilities: VendorFacts.alibabaOSS.capabilities)
}
