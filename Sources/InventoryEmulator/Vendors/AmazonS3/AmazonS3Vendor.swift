extension EmulatedProvider {
    /// Amazon S3, and the stores that speak its dialect.
    public static let amazonS3 = EmulatedProvider(AmazonS3Vendor())
}

struct AmazonS3Vendor: EmulatedVendor {
    let name = "amazon-s3"
    /// The account that owns every bucket.
    static let account = "123456789012"
    /// No page says how long a document may be.
    let limits = DocumentedLimits(rules: 1000, documentBytes: 1 << 20)
    var quirks: [EmulatorQuirk] { AmazonS3Quirks.all }
    var reports: ReportLayout { .amazonS3 }
    let objects: any ObjectDialect = AmazonS3Objects()

    /// `<bucket>.s3.<region>.<partition>`, with `dualstack` and as FIPS and accelerated endpoint; `s3.amazonaws.com`.
    func serviceHost(_ labels: [Substring]) -> ServiceHost? {
        let suffix = Self.suffixes.first { labels.suffix($0.count).elementsEqual($0) }
        var rest = labels.dropLast(suffix?.count ?? 0)
        guard suffix != nil else {
            guard let service = rest.lastIndex(of: "s3") else { return nil }
            return ServiceHost(
                bucket: rest[..<service].joined(separator: "."), region: nil, isVendorDomain: false)
        }
        var region: String?
        if let last = rest.last, !Self.services.contains(String(last)), last != "dualstack" {
            region = String(last)
            rest = rest.dropLast()
        }
        if rest.last == "dualstack" { rest = rest.dropLast() }
        guard let service = rest.last, Self.services.contains(String(service)) else { return nil }
        // The host without a region is that of the first one, but for acceleration.
        return ServiceHost(
            bucket: rest.dropLast().joined(separator: "."),
            region: region ?? (service == "s3" ? "us-east-1" : nil), isVendorDomain: true)
    }

    private static let services: Set<String> = ["s3", "s3-fips", "s3-accelerate"]
    private static let suffixes: [[Substring]] = [
        ["amazonaws", "com", "cn"], ["amazonaws", "com"], ["amazonaws", "eu"], ["c2s", "ic", "gov"],
        ["sc2s", "sgov", "gov"], ["cloud", "adc-e", "uk"], ["csp", "hci", "ic", "gov"],
    ]

    func isSignatureParameter(_ name: String) -> Bool { name.hasPrefix("X-Amz-") }

    func authenticate(
        _ call: Call, at now: Int64, credentials: [EmulatedCredential], quirks: QuirkSettings
    ) throws(VendorError) -> VerifiedSignature {
        try AmazonS3Authentication(call: call, now: now, credentials: credentials).verify()
    }

    func admit(_ call: Call, _ signature: VerifiedSignature, _ quirks: QuirkSettings) throws(VendorError) {
        if let owner = call.header("x-amz-expected-bucket-owner"), owner != Self.account {
            throw VendorError(403, "AccessDenied", "Access Denied")
        }
    }

    func wrongRegion(_ call: Call, _ bucket: EmulatedBucket, _ quirks: QuirkSettings) -> VendorError {
        let endpoint = "\(bucket.name).s3.\(bucket.region).amazonaws.com"
        let places = [Markup("Endpoint", endpoint), Markup("Bucket", bucket.name)]
        let region = ["x-amz-bucket-region": bucket.region]
        return switch quirks[AmazonS3Quirks.wrongRegion] {
        case .PermanentRedirect:
            VendorError(
                301, "PermanentRedirect",
                "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all "
                    + "future requests to this endpoint.",
                details: places, headers: region)
        case .TemporaryRedirect:
            VendorError(
                307, "TemporaryRedirect", "Please re-send this request to the specified temporary endpoint.",
                details: places,
                headers: region.merging(["Location": "http://\(endpoint)\(call.request.target)"]) { first, _ in first })
        case .AuthorizationHeaderMalformed:
            AmazonS3Authentication.wrongRegion(call.location.region ?? "", expected: bucket.region, isInURL: false)
        case .IllegalLocationConstraintException:
            VendorError(
                400, "IllegalLocationConstraintException",
                "The \(bucket.region) location constraint is incompatible for the region specific endpoint this request "
                    + "was sent to.")
        }
    }

    func dialect(_ settings: DialectSettings) -> any Dialect { AmazonS3Dialect(settings) }
}
