extension EmulatedProvider {
    /// Tencent Cloud Object Storage.
    public static let tencentCOS = EmulatedProvider(TencentCOSVendor())
}

struct TencentCOSVendor: EmulatedVendor {
    let name = "tencent-cos"
    let limits = DocumentedLimits(rules: 1000, documentBytes: 512 << 10)
    var quirks: [EmulatorQuirk] { TencentCOSQuirks.all }
    var departures: [EmulatorQuirk] { [TencentCOSQuirks.overwriting.described] }
    var reports: ReportLayout { .tencentCOS }
    let objects: any ObjectDialect = TencentCOSObjects()
    let readsQueriesAsForms = true

    /// `<bucket>.cos.<region>.myqcloud.com`, and `service.cos.myqcloud.com` for the buckets of all regions.
    func serviceHost(_ labels: [Substring]) -> ServiceHost? {
        guard let service = labels.lastIndex(where: { ["cos", "cos-internal", "cos-website"].contains($0) }) else {
            return nil
        }
        let isOwn = [["myqcloud", "com"], ["tencentcos", "cn"]].contains { $0.elementsEqual(labels.suffix(2)) }
        // Global acceleration has a name in the region's place.
        let region = isOwn && labels.count == service + 4 ? String(labels[service + 1]) : nil
        let front = labels[..<service].joined(separator: ".")
        return ServiceHost(
            bucket: front == "service" ? "" : front, region: region == "accelerate" ? nil : region,
            isVendorDomain: isOwn)
    }

    func ruleID(_ target: RequestTarget, _ quirks: QuirkSettings) -> String? {
        target["id"] ?? (quirks[TencentCOSQuirks.idParameter] == .anyCase ? target["Id"] : nil)
    }

    func isSignatureParameter(_ name: String) -> Bool { name == "sign" || name.hasPrefix("q-") }

    func authenticate(
        _ call: Call, at now: Int64, credentials: [EmulatedCredential], quirks: QuirkSettings
    ) throws(VendorError) -> VerifiedSignature {
        try TencentCOSAuthentication(call: call, now: now, credentials: credentials, quirks: quirks).verify()
    }

    func dialect(_ settings: DialectSettings) -> any Dialect { TencentCOSDialect(settings) }
}

extension VerifiedSignature.Scheme {
    static let qSign = Self("q-sign")
}
