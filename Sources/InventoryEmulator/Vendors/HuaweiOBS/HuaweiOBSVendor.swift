extension EmulatedProvider {
    /// Huawei Cloud Object Storage Service.
    public static let huaweiOBS = EmulatedProvider(HuaweiOBSVendor())
}

struct HuaweiOBSVendor: EmulatedVendor {
    let name = "huawei-obs"
    let limits = DocumentedLimits(rules: 10, documentBytes: 20 << 10)
    var quirks: [EmulatorQuirk] { HuaweiOBSQuirks.all }
    var reports: ReportLayout { .huaweiOBS }
    let objects: any ObjectDialect = HuaweiOBSObjects()

    /// `<bucket>.obs.<region>.myhuaweicloud.com`; on other domains the label of the service alone is looked for.
    func serviceHost(_ labels: [Substring]) -> ServiceHost? {
        guard let service = labels.lastIndex(where: { ["obs", "oss", "s3"].contains($0) }) else { return nil }
        let isOwn = ["com", "eu"].contains { ["myhuaweicloud", $0].elementsEqual(labels.suffix(2)) }
        return ServiceHost(
            bucket: labels[..<service].joined(separator: "."),
            region: isOwn && labels.count == service + 4 ? String(labels[service + 1]) : nil, isVendorDomain: isOwn)
    }

    func isSignatureParameter(_ name: String) -> Bool {
        ["Signature", "Expires", "AccessKeyId", "AWSAccessKeyId"].contains(name) || name.hasPrefix("X-Amz-")
    }

    func authenticate(
        _ call: Call, at now: Int64, credentials: [EmulatedCredential], quirks: QuirkSettings
    ) throws(VendorError) -> VerifiedSignature {
        try HuaweiOBSAuthentication(call: call, now: now, credentials: credentials).verify()
    }

    func admit(_ call: Call, _ signature: VerifiedSignature, _ quirks: QuirkSettings) throws(VendorError) {
        if call.location.style == .path, quirks[HuaweiOBSQuirks.pathStyle] == .refused {
            throw VendorError(
                403, "VirtualHostDomainRequired", "Virtual host domain is required when accessing a specific bucket.")
        }
        if signature.scheme != .obs, quirks[HuaweiOBSQuirks.awsSignatures] == .refused {
            throw VendorError(400, "InvalidRequest", "This call is available with OBS signatures only.")
        }
    }

    func wrongRegion(_ call: Call, _ bucket: EmulatedBucket, _ quirks: QuirkSettings) -> VendorError {
        guard quirks[HuaweiOBSQuirks.wrongRegion] == .PermanentRedirect else { return .noSuchBucket }
        let endpoint = "\(bucket.name).obs.\(bucket.region).myhuaweicloud.com"
        return VendorError(
            301, "PermanentRedirect",
            "The bucket you are attempting to access must be addressed using the specified endpoint.",
            details: [Markup("Endpoint", endpoint), Markup("Bucket", bucket.name)],
            headers: ["Location": "http://\(endpoint)\(call.request.target)"])
    }

    func dialect(_ settings: DialectSettings) -> any Dialect { HuaweiOBSDialect(settings) }
}

extension VerifiedSignature.Scheme {
    static let obs = Self("OBS")
    static let awsV2 = Self("AWS")
    static let awsV4 = Self("AWS4-HMAC-SHA256")
}

extension Call {
    /// Whether the request is signed the AWS ways, well or not: OBS then answers in the names of AWS.
    var speaksAWS: Bool {
        header("authorization")?.hasPrefix("AWS") ?? (target.has("AWSAccessKeyId") || target.has("X-Amz-Signature"))
    }
}
