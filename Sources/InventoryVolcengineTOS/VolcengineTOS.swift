public import InventoryCore
public import InventoryProviderKit
internal import InventoryVendorFacts

/// Volcengine TOS, and BytePlus TOS.
public enum VolcengineTOS {
    /// How rule sets and addresses name this cloud.
    public static let id: ProviderID = "volcengine-tos"

    /// A provider for any TOS bucket. Building it sends nothing.
    public static func provider(_ options: ProviderOptions) -> some InventoryProvider {
        HTTPProvider(vendor, options: options)
    }

    /// Everything that there is to say about it.
    public static let vendor = Vendor(
        facts: .volcengineTOS, rules: codec, oneOff: .schedule("Once"),
        requests: RequestShape(pageParameter: "continuation-token", mediaType: "application/json", plusIsSpace: true),
        replies: ReplyShape(
            requestIDHeaders: ["x-tos-request-id", "x-tos-id-2", "x-tos-ec"],
            requestIDElements: ["RequestId": "x-tos-request-id", "HostId": "x-tos-id-2", "EC": "x-tos-ec"],
            errorNumberHeader: "x-tos-ec", documentsAreJSON: true, unknownNotFoundIsEmptyList: true,
            scopeErrors: ["AuthorizationHeaderMalformed", "AuthorizationQueryParametersError"],
            bucketRegionHeader: "x-tos-bucket-region"),
        objects: .volcengineTOS, credentials: .volcengineTOS,
        example: .init(region: "cn-beijing", owner: "2100000000", role: "TosArchiveTOSInventory"),
        makeSigner: { VolcengineTOSSigner.make() })

    /// Reads and writes TOS documents without any server.
    public static let codec = VolcengineTOSCodec(capabilities: VendorFacts.volcengineTOS.capabilities)
}
