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
        forms: [
            // Source: ossutil 2, put-bucket-inventory; it names the members as the elements.
            DocumentForm(
                name: "alibaba-oss-json", origin: "ossutil 2 takes", mediaType: "application/json",
                rules: ObjectRuleCodec(
                    codec,
                    ObjectForm(
                        truths: [
                            "IsEnabled", "LowerSizeBound", "UpperSizeBound", "LastModifyBeginTimeStamp",
                            "LastModifyEndTimeStamp", "DayOfMonth",
                        ],
                        objects: ["SSE-OSS", "SSE-KMS"], namesFields: true,
                        listMember: "InventoryConfiguration")))
        ],
        requests: RequestShape(idParameter: "inventoryId", pageParameter: "continuation-token", plusIsSpace: true),
        replies: ReplyShape(
            requestIDHeaders: ["x-oss-request-id", "x-oss-ec"],
            requestIDElements: ["RequestId": "x-oss-request-id", "EC": "x-oss-ec"], errorDocumentHeader: "x-oss-err",
            // Source: the support pages of these numbers, for signatures in the URL and in the header.
            wrongRegionNumbers: ["0002-00000226", "0002-00000228"]),
        objects: .alibabaOSS, credentials: .alibabaOSS,
        example: .init(
            region: "cn-hangzhou", owner: "1000000000000000", role: "acs:ram::1000000000000000:role/AliyunOSSRole"),
        makeSigner: { AlibabaOSSSigner.make() },
        olderSigners: ["v1": { AlibabaOSSVersion1Signer.make() }])

    /// Reads and writes OSS documents without any server.
    public static let codec = AlibabaOSSCodec(capabilities: VendorFacts.alibabaOSS.capabilities)
}
