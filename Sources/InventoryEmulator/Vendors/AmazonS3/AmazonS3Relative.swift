extension EmulatedProvider {
    /// The stores that speak S3's dialect and have inventories. What is not known of one is played as S3 has it.
    public static let relatives = [
        // CW: the vendor's Terraform provider and pages.
        EmulatedProvider(
            AmazonS3Relative(
                name: "coreweave-s3", service: ["cwobject"], domain: ["com"], hasRegion: false,
                habits: AmazonS3Habits(
                    notFoundCode: "NoSuchInventoryConfiguration", formats: ["CSV", "TSV", "JSON", "ORC", "Parquet"],
                    fields: [
                        "Size", "LastModifiedDate", "LastAccessedDate", "StorageClass", "ETag", "IsMultipartUploaded",
                        "EncryptionStatus", "ChecksumAlgorithm",
                    ], hasEncryption: false, demandsField: true))),
        // JDDOC: its page of the schema.
        EmulatedProvider(
            AmazonS3Relative(
                name: "jdcloud-oss", service: ["s3"], domain: ["jdcloud-oss", "com"],
                habits: AmazonS3Habits(
                    listRoot: "ListBucketInventoryConfigurationsOutput", formats: ["CSV"], hasVersions: false,
                    hasEncryption: false))),
        // WASABI: its pages of the four calls.
        EmulatedProvider(AmazonS3Relative(name: "wasabi-s3", service: ["s3"], domain: ["wasabisys", "com"])),
    ]
}

/// A store that speaks S3's dialect, with hosts and habits of its own.
struct AmazonS3Relative: EmulatedVendor {
    let name: String
    /// The host's labels: what stands before the region, and what behind it.
    let service: [Substring]
    let domain: [Substring]
    var hasRegion = true
    var habits = AmazonS3Habits()
    private let model = AmazonS3Vendor()

    init(
        name: String, service: [Substring], domain: [Substring], hasRegion: Bool = true,
        habits: AmazonS3Habits = AmazonS3Habits()
    ) {
        self.name = name
        self.service = service
        self.domain = domain
        self.hasRegion = hasRegion
        self.habits = habits
    }

    var limits: DocumentedLimits { model.limits }
    var quirks: [EmulatorQuirk] { [] }
    var reports: ReportLayout { model.reports }
    var objects: any ObjectDialect { model.objects }

    func serviceHost(_ labels: [Substring]) -> ServiceHost? {
        guard labels.suffix(domain.count).elementsEqual(domain) else { return nil }
        var rest = labels.dropLast(domain.count)
        let region = hasRegion ? rest.popLast().map(String.init) : nil
        guard rest.suffix(service.count).elementsEqual(service) else { return nil }
        return ServiceHost(
            bucket: rest.dropLast(service.count).joined(separator: "."), region: region, isVendorDomain: true)
    }

    func isSignatureParameter(_ name: String) -> Bool { model.isSignatureParameter(name) }

    func authenticate(
        _ call: Call, at now: Int64, credentials: [EmulatedCredential], quirks: QuirkSettings
    ) throws(VendorError) -> VerifiedSignature {
        try model.authenticate(call, at: now, credentials: credentials, quirks: quirks)
    }

    /// Where hosts have no region, buckets never stand in the path.
    func admit(_ call: Call, _ signature: VerifiedSignature, _ quirks: QuirkSettings) throws(VendorError) {
        guard hasRegion || call.location.style != .path else {
            throw VendorError(400, "InvalidRequest", "Path-style requests are not supported.")
        }
        try model.admit(call, signature, quirks)
    }

    func dialect(_ settings: DialectSettings) -> any Dialect {
        // The open points are those of S3, and are set for S3.
        var settings = settings
        settings.quirks = QuirkSettings()
        return AmazonS3Dialect(settings, habits)
    }
}
