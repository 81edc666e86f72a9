import InventoryCore

extension Capabilities {
    /// A cloud that has everything, each thing spelled `x-` and its name, and no bounds.
    static let complete = Capabilities(
        provider: "test-cloud",
        support: Dictionary(
            uniqueKeysWithValues: Feature.allCases.map { feature in
                let spelling = feature == .userMetadataField ? "x-meta-*" : "x-\(feature.rawValue)"
                return (feature, .native(spelling: spelling, status: .documented))
            }),
        reports: ReportLayout(
            manifest: "{prefix}/{id}/manifest", checksum: nil, defaultPrefix: nil, columns: ["Bucket", "Key"],
            versionColumns: ["VersionId"]))

    /// The same cloud with another answer to some features.
    func answering(_ answer: Support, to features: Feature...) -> Capabilities {
        var cloud = self
        for feature in features { cloud.support[feature] = answer }
        return cloud
    }

    /// The same cloud with a change.
    func with(_ change: (inout Capabilities) -> Void) -> Capabilities {
        var cloud = self
        change(&cloud)
        return cloud
    }
}

extension InventoryRule {
    /// A rule that asks for nothing but a daily report of current versions in CSV.
    static let plain = InventoryRule(
        id: "r1", schedule: .daily, content: InventoryContent(), destination: Destination(bucket: "inv-1250000000"))

    /// A rule that asks for that feature, whatever else.
    static func asking(for feature: Feature) -> InventoryRule {
        var rule = plain
        let foreign = VendorName(provider: "other-cloud", name: "New")
        switch feature {
        case .dailySchedule: rule.schedule = .daily
        case .weeklySchedule: rule.schedule = .weekly
        case .monthlySchedule: rule.schedule = .monthly(day: nil)
        case .monthlyDay: rule.schedule = .monthly(day: 5)
        case .otherSchedule: rule.schedule = .other(foreign)
        case .currentVersions: rule.content.versions = .current
        case .allVersions: rule.content.versions = .all
        case .otherVersions: rule.content.versions = .other(foreign)
        case .prefixFilter: rule.content.filter.prefix = "logs/"
        case .tagFilter: rule.content.filter.tags = [Tag("tier", "cold")]
        case .createdFilter: rule.content.filter.created = CreationWindow(from: UTCInstant(secondsSinceEpoch: 0))
        case .modifiedFilter: rule.content.filter.modified = CreationWindow(from: UTCInstant(secondsSinceEpoch: 0))
        case .sizeFilter: rule.content.filter.size = SizeSpan(from: 1)
        case .storageClassFilter: rule.content.filter.storageClass = "STANDARD"
        case .sizeField, .lastModifiedField, .storageClassField, .eTagField, .isMultipartUploadedField,
            .replicationStatusField, .encryptionStatusField, .tagField, .crc64Field:
            rule.content.fields = ReportFields(ReportField.plain.filter { $0.feature == feature })
        case .userMetadataField: rule.content.fields = [.userMetadata("owner")]
        case .otherField: rule.content.fields = [.other(foreign)]
        case .csvFormat: rule.content.format = .csv
        case .orcFormat: rule.content.format = .orc
        case .parquetFormat: rule.content.format = .parquet
        case .otherFormat: rule.content.format = .other(foreign)
        case .reportPrefix: rule.destination.prefix = "reports"
        case .reportOwner: rule.destination.owner = "100000000001"
        case .reportRole: rule.destination.role = "acs:ram::1:role/reports"
        case .reportEncryption: rule.content.encryption = .serviceManaged
        case .reportKMS:
            rule.content.encryption = .kms
            rule.destination.kmsKey = "key-1"
        case .otherEncryption: rule.content.encryption = .other(foreign)
        case .oneOff: break
        @unknown default: break
        }
        return rule
    }

    /// What `fit` returns may be asked of: every feature that a rule, and not a job, can ask for.
    static let askable = Feature.allCases.filter { $0 != .oneOff }
}

extension Feature {
    /// Frequencies can be replaced, not left out.
    var isFrequency: Bool { [.dailySchedule, .weeklySchedule, .monthlySchedule, .otherSchedule].contains(self) }
}

extension BucketAddress: ExpressibleByStringLiteral {
    /// A bucket by its name alone.
    init(stringLiteral value: String) { self.init(ExactText(value)) }
}
