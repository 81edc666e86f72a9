extension EmulatedProvider {
    /// Volcengine Torch Object Storage, abroad BytePlus.
    public static let volcengineTOS = EmulatedProvider(VolcengineTOSVendor())
}

struct VolcengineTOSVendor: EmulatedVendor {
    let name = "volcengine-tos"
    /// One page says ten rules, a live test makes 102: so there is no limit unless one is set.
    let limits = DocumentedLimits(rules: .max, documentBytes: 512 << 10)
    var quirks: [EmulatorQuirk] { VolcengineTOSQuirks.all }
    var reports: ReportLayout { .volcengineTOS }
    let objects: any ObjectDialect = VolcengineTOSObjects()
    /// The vendor's Python SDK writes a space as `+`.
    let readsQueriesAsForms = true
    let digestCodes = DigestCodes(md5: "BadDigest", sha256: "ContentSHA256Mismatch")

    /// `<bucket>.tos-<region>.volces.com`, inside the cloud `ivolces.com`, abroad `bytepluses.com`. The hosts that speak
    /// Amazon's protocol and those of the control plane are other services.
    func serviceHost(_ labels: [Substring]) -> ServiceHost? {
        guard labels.count >= 3, labels.last == "com",
            ["volces", "ivolces", "bytepluses"].contains(labels[labels.count - 2])
        else { return nil }
        let service = labels[labels.count - 3]
        guard service.hasPrefix("tos-"), !["tos-s3-", "tos-control-"].contains(where: service.hasPrefix) else {
            return nil
        }
        let region = String(service.dropFirst(4))
        return ServiceHost(
            bucket: labels.dropLast(3).joined(separator: "."), region: region == "accelerate" ? nil : region,
            isVendorDomain: true)
    }

    func isSignatureParameter(_ name: String) -> Bool { name.hasPrefix("X-Tos-") }

    func authenticate(
        _ call: Call, at now: Int64, credentials: [EmulatedCredential], quirks: QuirkSettings
    ) throws(VendorError) -> VerifiedSignature {
        try VolcengineTOSAuthentication(call: call, now: now, credentials: credentials).verify()
    }

    func admit(_ call: Call, _ signature: VerifiedSignature, _ quirks: QuirkSettings) throws(VendorError) {
        guard call.location.style == .path, quirks[VolcengineTOSQuirks.pathStyle] == .refused else { return }
        throw VendorError(400, "InvalidPathAccess", "The bucket must be addressed by the host name.")
    }

    func wrongRegion(_ call: Call, _ bucket: EmulatedBucket, _ quirks: QuirkSettings) -> VendorError {
        let status: Int
        let code = quirks[VolcengineTOSQuirks.wrongRegion]
        switch code {
        case .NoSuchBucket: return .noSuchBucket
        case .PermanentRedirect: status = 301
        case .TemporaryRedirect: status = 307
        case .CrossRegionAccessError: status = 400
        }
        return VendorError(
            status, code.rawValue,
            "The bucket you are attempting to access must be addressed using the specified endpoint.",
            details: [Markup("Endpoint", "tos-\(bucket.region).volces.com")],
            headers: [Self.regionHeader: bucket.region])
    }

    static let regionHeader = "x-tos-bucket-region"

    /// HEAD of the bucket tells its region, and `?acl` whose it is: clients ask both before they set a rule up.
    func bucketReply(_ call: Call, _ bucket: EmulatedBucket) -> Reply? {
        guard call.location.isBucketLevel else { return nil }
        if call.request.method == "HEAD" { return .empty(200, headers: [Self.regionHeader: bucket.region]) }
        guard call.request.method == "GET", call.target.has("acl") else { return nil }
        return .json(.members([("Owner", VolcengineTOSObjects.owner), ("Grants", .list([]))]))
    }

    func dialect(_ settings: DialectSettings) -> any Dialect { VolcengineTOSDialect(settings) }
}

extension VerifiedSignature.Scheme {
    static let tos4 = Self("TOS4-HMAC-SHA256")
}

extension Reply {
    /// A document of TOS: it has no root with a name.
    static func json(_ document: JSONPart) -> Reply { .document(root: "", content: document.bytes) }
}
