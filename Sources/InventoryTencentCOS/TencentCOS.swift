public import InventoryCore
public import InventoryProviderKit
internal import InventoryVendorFacts

/// Tencent Cloud COS.
public enum TencentCOS {
    /// How rule sets and addresses name this cloud.
    public static let id: ProviderID = "tencent-cos"

    /// A provider for any COS bucket. Building it sends nothing.
    public static func provider(_ options: ProviderOptions) -> some InventoryProvider {
        WireProvider(dialect, options: options)
    }

    /// Reads and writes COS documents without any server.
    public static var codec: any RuleCodec { dialect.codec }

    /// Reads and writes the objects of Tencent's JavaScript SDK.
    public static var objectCodec: any RuleCodec {
        TencentCOSObjectCodec(TencentCOSCodec(capabilities: dialect.facts.capabilities))
    }

    package static let dialect = VendorDialect(
        facts: .tencentCOS, codec: TencentCOSCodec(capabilities: VendorFacts.tencentCOS.capabilities),
        names: WireNames(
            requestIDHeaders: ["x-cos-request-id", "x-cos-trace-id"],
            requestIDElements: ["RequestId": "x-cos-request-id", "TraceId": "x-cos-trace-id"],
            pageParameter: "continuation-token", plusIsSpace: true),
        makeSigner: { TencentCOSSigner() })
}
