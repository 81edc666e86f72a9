public import InventoryCore
public import InventoryProviderKit
internal import InventoryVendorFacts

/// Amazon S3, in every partition: AWS, AWS in China, GovCloud, and the others.
public enum AmazonS3 {
    /// How rule sets and addresses name this cloud.
    public static let id: ProviderID = "amazon-s3"

    /// A provider for any S3 bucket. Building it sends nothing.
    public static func provider(_ options: ProviderOptions) -> some InventoryProvider {
        HTTPProvider(vendor, options: options)
    }

    /// Everything that there is to say about it.
    public static let vendor = Vendor(
        facts: .amazonS3, rules: codec,
        forms: [
            DocumentForm(
                name: "amazon-s3-json", origin: "the aws command and the SDKs of S3 take",
                mediaType: "application/json",
                rules: objectCodec)
        ],
        requests: RequestShape(pageParameter: "continuation-token"),
        replies: ReplyShape(
            requestIDHeaders: ["x-amz-request-id", "x-amz-id-2"],
            requestIDElements: ["RequestId": "x-amz-request-id", "HostId": "x-amz-id-2"],
            scopeErrors: ["AuthorizationHeaderMalformed", "AuthorizationQueryParametersError"],
            bucketRegionHeader: "x-amz-bucket-region"),
        objects: .amazonS3, credentials: .amazonS3, example: .init(region: "eu-central-1"),
        makeSigner: { AmazonS3Signer.make() })

    /// Reads and writes S3 documents without any server.
    public static let codec = AmazonS3Codec(capabilities: VendorFacts.amazonS3.capabilities)

    /// The stores that speak S3's dialect: each is the cloud above with the differences that `ProviderSpecs/` has of it. No
    /// keys of Amazon's are ever taken for theirs unless they are named.
    public static let relatives: [Vendor] = VendorFacts.relativesOfAmazonS3.map { facts in
        var relative = vendor
        relative.facts = facts
        relative.rules = AmazonS3Codec(capabilities: facts.capabilities, listRoots: facts.listRoots)
        relative.forms = []
        // Where buckets never stand in the path, no source has a host without one.
        relative.objects.buckets.regionalHost =
            facts.endpoints.pathStyle == .never ? "" : facts.endpoints.standard.filling(["{bucket}.": ""])
        relative.credentials = .ofRelative(facts.capabilities.provider)
        relative.example = Vendor.Example(region: "my-region")
        return relative
    }

    /// Reads and writes the objects of the aws command and the SDKs: the elements of the XML document as members, `SSES3`
    /// for `SSE-S3`, `SSEKMS` for `SSE-KMS` and a bare list for `OptionalFields`. Written bare, as `aws s3api
    /// put-bucket-inventory-configuration --inventory-configuration` takes it; lists are read as the command prints them.
    /// Source: botocore's service model `s3`.
    public static let objectCodec: some RuleCodec = ObjectRuleCodec(
        codec,
        ObjectForm(
            names: ["SSE-S3": "SSES3", "SSE-KMS": "SSEKMS"], truths: ["IsEnabled"], objects: ["SSE-S3", "SSE-KMS"],
            listMember: "InventoryConfigurationList"))
}
