/// One thing that a rule asks for, and where in the rule it stands.
public struct Requirement: Hashable, Sendable {
    /// What a cloud must have for it.
    public var feature: Feature
    /// The place in the rule's written form: `fields[3]`, `reports.owner`.
    public var path: String
    /// What stands there.
    public var value: String

    public init(_ feature: Feature, path: String, value: String) {
        self.feature = feature
        self.path = path
        self.value = value
    }
}

/// Takes what a rule asks for, one thing after the other. Place and value are only written out for those who want to say
/// something about them.
typealias Asking = (_ feature: Feature, _ path: () -> String, _ value: () -> String) -> Void

/// The requirements that such a walk meets.
private func collect(_ walk: (Asking) -> Void) -> [Requirement] {
    var list: [Requirement] = []
    walk { list.append(Requirement($0, path: $1(), value: $2())) }
    return list
}

extension InventoryRule {
    /// Everything that this rule asks of a cloud, in the order of its written form.
    public var requirements: [Requirement] { collect(ask) }

    func ask(_ ask: Asking) {
        schedule.ask(ask)
        content.ask(ask)
        destination.ask(ask)
    }
}

extension OneOffJob {
    /// Everything that this job asks of a cloud.
    public var requirements: [Requirement] { collect(ask) }

    func ask(_ ask: Asking) {
        ask(.oneOff, { "" }, { "one-off job" })
        content.ask(ask)
        destination.ask(ask)
    }
}

extension Schedule {
    /// The feature of the frequency alone.
    var frequency: Feature {
        switch self {
        case .daily: .dailySchedule
        case .weekly: .weeklySchedule
        case .monthly: .monthlySchedule
        case .other: .otherSchedule
        }
    }

    func ask(_ ask: Asking) {
        ask(frequency, { "schedule" }, { description })
        if case .monthly(let day?) = self { ask(.monthlyDay, { "schedule.monthly" }, { String(day) }) }
    }
}

extension ReportField {
    /// The feature that a cloud must have for this column.
    public var feature: Feature {
        switch self {
        case .size: .sizeField
        case .lastModified: .lastModifiedField
        case .storageClass: .storageClassField
        case .eTag: .eTagField
        case .isMultipartUploaded: .isMultipartUploadedField
        case .replicationStatus: .replicationStatusField
        case .encryptionStatus: .encryptionStatusField
        case .tag: .tagField
        case .crc64: .crc64Field
        case .userMetadata: .userMetadataField
        case .other: .otherField
        }
    }
}

extension InventoryContent {
    func ask(_ ask: Asking) {
        if !filter.effectivePrefix.isEmpty { ask(.prefixFilter, { "prefix" }, { filter.effectivePrefix.string }) }
        if !filter.tags.isEmpty {
            ask(.tagFilter, { "tags" }, { filter.tags.map { "\($0.key)=\($0.value)" }.joined(separator: ", ") })
        }
        if let created = filter.created {
            ask(.createdFilter, { "created" }, { created.description })
        }
        if let modified = filter.modified { ask(.modifiedFilter, { "modified" }, { modified.description }) }
        if let storageClass = filter.storageClass {
            ask(.storageClassFilter, { "storageClass" }, { storageClass.string })
        }
        if let size = filter.size { ask(.sizeFilter, { "size" }, { size.description }) }
        ask(versions.feature, { "versions" }, { versions.description })
        for index in fields.list.indices {
            ask(fields.list[index].feature, { "fields[\(index)]" }, { fields.list[index].description })
        }
        ask(format.feature, { "format" }, { format.description })
        if let feature = encryption.feature { ask(feature, { "encryption" }, { encryption.description }) }
    }
}

extension Capabilities {
    /// The conditions that this content does not meet.
    package func unmetConditions(of content: InventoryContent) -> [Condition] {
        guard !conditions.isEmpty else { return [] }
        let asked = content.features
        return conditions.filter { asked.contains($0.feature) && !asked.contains($0.requires) }
    }
}

extension InventoryContent {
    /// Everything that it asks for, as a set.
    var features: FeatureSet {
        var features = FeatureSet()
        ask { feature, _, _ in features.insert(feature) }
        return features
    }
}

extension ObjectVersions {
    fileprivate var feature: Feature {
        switch self {
        case .current: .currentVersions
        case .all: .allVersions
        case .other: .otherVersions
        }
    }
}

extension ReportFormat {
    fileprivate var feature: Feature {
        switch self {
        case .csv: .csvFormat
        case .orc: .orcFormat
        case .parquet: .parquetFormat
        case .other: .otherFormat
        }
    }
}

extension ReportEncryption {
    fileprivate var feature: Feature? {
        switch self {
        case .none: nil
        case .serviceManaged: .reportEncryption
        case .kms: .reportKMS
        case .other: .otherEncryption
        }
    }
}

extension Destination {
    func ask(_ ask: Asking) {
        if let prefix, !prefix.isEmpty { ask(.reportPrefix, { "reports.prefix" }, { prefix.string }) }
        if let owner { ask(.reportOwner, { "reports.owner" }, { owner.string }) }
        if let role { ask(.reportRole, { "reports.role" }, { role.string }) }
    }
}
