internal import InventoryWire

extension EmulatedProvider {
    /// Alibaba Cloud Object Storage Service.
    public static let alibabaOSS = EmulatedProvider(AlibabaOSSVendor())
}

struct AlibabaOSSVendor: EmulatedVendor {
    let name = "alibaba-oss"
    let limits = DocumentedLimits(rules: 1000, documentBytes: 512 << 10)
    var quirks: [EmulatorQuirk] { AlibabaOSSQuirks.all }
    var reports: ReportLayout { .alibabaOSS }
    let objects: any ObjectDialect = AlibabaOSSObjects()
    /// One of the vendor's SDKs writes a space as `+`.
    let readsQueriesAsForms = true
    let digestCodes = DigestCodes(md5: "InvalidDigest", sha256: "InvalidArgument")

    /// `<bucket>.oss-<region>.aliyuncs.com`, `…-internal`, `<bucket>.<region>.oss.aliyuncs.com`, the accelerated hosts
    /// without a region, and the oldest ones, which are those of Hangzhou.
    func serviceHost(_ labels: [Substring]) -> ServiceHost? {
        guard labels.count >= 3, ["aliyuncs", "com"].elementsEqual(labels.suffix(2)) else { return nil }
        var front = labels.dropLast(3)
        let region: String?
        switch labels[labels.count - 3] {
        case "oss-accelerate", "oss-accelerate-overseas": region = nil
        case "oss-internal": region = Self.oldestRegion
        case "oss":
            if let label = front.last, Self.isRegion(label) {
                region = String(label)
                front = front.dropLast()
            } else {
                region = Self.oldestRegion
            }
        case let label where label.hasPrefix("oss-"):
            let name = label.dropFirst(4)
            region = String(name.hasSuffix("-internal") ? name.dropLast(9) : name)
        default: return nil
        }
        return ServiceHost(bucket: front.joined(separator: "."), region: region, isVendorDomain: true)
    }

    private static let oldestRegion = "cn-hangzhou"

    /// Two letters and a hyphen begin every region; a bucket before `oss.aliyuncs.com` that is named so is not found.
    private static func isRegion(_ label: Substring) -> Bool {
        let bytes = Array(label.utf8.prefix(3))
        return bytes.count == 3 && bytes[2] == 0x2D && bytes.prefix(2).allSatisfy { (0x61...0x7A).contains($0) }
    }

    func ruleID(_ target: RequestTarget, _ quirks: QuirkSettings) -> String? { target["inventoryId"] }

    func isSignatureParameter(_ name: String) -> Bool {
        ["Signature", "Expires", "OSSAccessKeyId", "security-token"].contains(name) || name.hasPrefix("x-oss-")
    }

    func authenticate(
        _ call: Call, at now: Int64, credentials: [EmulatedCredential], quirks: QuirkSettings
    ) throws(VendorError) -> VerifiedSignature {
        try AlibabaOSSAuthentication(call: call, now: now, credentials: credentials, quirks: quirks).verify()
    }

    /// The public hosts want the bucket before them; an address has no other way to name one than the path.
    func admit(_ call: Call, _ signature: VerifiedSignature, _ quirks: QuirkSettings) throws(VendorError) {
        let isPublic = HostName(ASCII.lowercased(call.host)).text.hasSuffix(".aliyuncs.com")
        if [.path, .service].contains(call.location.style), isPublic {
            throw VendorError(
                403, "SecondLevelDomainForbidden",
                "The bucket you are attempting to access must be addressed using OSS third level domain.")
        }
        // Of the public hosts the accelerated ones alone name no region.
        if isPublic, call.location.region == nil, quirks[AlibabaOSSQuirks.acceleration] == .refused {
            throw VendorError(
                403, "TransferAccelerationDisabled", "The bucket you are visiting has no transfer acceleration.")
        }
    }

    func wrongRegion(_ call: Call, _ bucket: EmulatedBucket, _ quirks: QuirkSettings) -> VendorError {
        VendorError(
            403, quirks[AlibabaOSSQuirks.wrongEndpoint].rawValue,
            "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
            details: [
                Markup("Bucket", bucket.name), Markup("Endpoint", "oss-\(bucket.region).aliyuncs.com"),
            ])
    }

    /// Where a bucket is and whose it is, as clients ask before they set a rule up.
    func bucketReply(_ call: Call, _ bucket: EmulatedBucket) -> Reply? {
        guard call.request.method == "GET", call.location.isBucketLevel else { return nil }
        var writer = MarkupWriter()
        if call.target.has("location") {
            writer.raw("oss-\(bucket.region)")
            return .document(root: "LocationConstraint", content: writer.bytes)
        }
        guard call.target.has("bucketInfo") else { return nil }
        writer.element(
            Markup(
                "Bucket",
                children: AlibabaOSSObjects.facts(of: bucket) + [
                    Markup("StorageClass", "Standard"), Markup("Owner", children: AlibabaOSSObjects.owner),
                ]))
        return .document(root: "BucketInfo", content: writer.bytes)
    }

    func dialect(_ settings: DialectSettings) -> any Dialect { AlibabaOSSDialect(settings) }
}
