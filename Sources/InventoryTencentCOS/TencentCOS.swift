public import InventoryCore
public import InventoryProviderKit
internal import InventoryVendorFacts

/// Tencent Cloud COS.
public enum TencentCOS {
    /// How rule sets and addresses name this cloud.
    public static let id: ProviderID = "tencent-cos"

    /// A provider for any COS bucket. Building it sends nothing.
    public static func provider(_ options: ProviderOptions) -> some InventoryProvider {
        HTTPProvider(vendor, options: options)
    }

    /// Everything that there is to say about it.
    public static let vendor = Vendor(
        facts: .tencentCOS, rules: codec, oneOff: .request(codec),
        forms: [
            DocumentForm(
                name: "tencent-cos-json", origin: "Tencent's JavaScript SDK takes", mediaType: "application/json",
                rules: objectCodec, jobs: objectCodec)
        ],
        requests: RequestShape(pageParameter: "continuation-token", plusIsSpace: true),
        replies: ReplyShape(
            requestIDHeaders: ["x-cos-request-id", "x-cos-trace-id"],
            requestIDElements: ["RequestId": "x-cos-request-id", "TraceId": "x-cos-trace-id"]),
        objects: .tencentCOS, credentials: .tencentCOS, example: .init(region: "ap-guangzhou"),
        makeSigner: { TencentCOSSigner() })

    /// Reads and writes COS documents without any server.
    public static let codec = TencentCOSCodec(capabilities: VendorFacts.tencentCOS.capabilities)

    /// Reads and writes the objects that Tencent's JavaScript SDK takes and gives: the elements of the XML document as
    /// members, `SSECOS` for `SSE-COS` and a bare list for `OptionalFields`, within `{"InventoryConfiguration": …}`. What
    /// the SDK returns beside that is about the answer. Source: the SDK's page on inventories.
    public static let objectCodec: some RuleCodec & JobCodec = ObjectRuleCodec(
        codec,
        ObjectForm(
            names: ["SSE-COS": "SSECOS"], isEnveloped: true, beside: ["statusCode", "headers", "RequestId"]))
}
