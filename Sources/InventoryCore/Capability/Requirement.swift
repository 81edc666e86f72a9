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

extension InventoryRule {
    /// Everything that this rule asks of a cloud, in the order of its written form.
    public var requirements: [Requirement] {
        schedule.requirements + content.requirements + destination.requirements
    }
}

extension OneOffJob {
    /// Everything that this job asks of a cloud.
    public var requirements: [Requirement] {
        [Requirement(.oneOff, path: "", value: "one-off job")] + content.requirements + destination.requirements
    }
}

extension Schedule {
    var requirements: [Requirement] {
        switch self {
        case .daily: [Requirement(.dailySchedule, path: "schedule", value: description)]
        case .weekly: [Requirement(.weeklySchedule, path: "schedule", value: description)]
        case .monthly(nil): [Requirement(.monthlySchedule, path: "schedule", value: description)]
        case .monthly(let day?):
            [
                Requirement(.monthlySchedule, path: "schedule", value: description),
                Requirement(.monthlyDay, path: "schedule.monthly", value: String(day)),
            ]
        case .other: [Requirement(.otherSchedule, path: "schedule", value: description)]
        }
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
    var requirements: [Requirement] {
        var list: [Requirement] = []
        func ask(_ feature: Feature, _ path: String, _ value: String) {
            list.append(Requirement(feature, path: path, value: value))
        }
        if !filter.effectivePrefix.isEmpty { ask(.prefixFilter, "prefix", filter.effectivePrefix.string) }
        if !filter.tags.isEmpty {
            ask(.tagFilter, "tags", filter.tags.map { "\($0.key)=\($0.value)" }.joined(separator: ", "))
        }
        if let created = filter.created {
            ask(.createdFilter, "created", "\(created.from?.description ?? "…") to \(created.to?.description ?? "…")")
        }
        if let storageClass = filter.storageClass { ask(.storageClassFilter, "storageClass", storageClass.string) }
        switch versions {
        case .current: ask(.currentVersions, "versions", versions.description)
        case .all: ask(.allVersions, "versions", versions.description)
        case .other: ask(.otherVersions, "versions", versions.description)
        }
        for (index, field) in fields.list.enumerated() { ask(field.feature, "fields[\(index)]", field.description) }
        switch format {
        case .csv: ask(.csvFormat, "format", format.description)
        case .orc: ask(.orcFormat, "format", format.description)
        case .parquet: ask(.parquetFormat, "format", format.description)
        case .other: ask(.otherFormat, "format", format.description)
        }
        switch encryption {
        case .none: break
        case .serviceManaged: ask(.reportEncryption, "encryption", encryption.description)
        case .kms: ask(.reportKMS, "encryption", encryption.description)
        case .other: ask(.otherEncryption, "encryption", encryption.description)
        }
        return list
    }
}

extension Destination {
    var requirements: [Requirement] {
        var list: [Requirement] = []
        if let prefix, !prefix.isEmpty {
            list.append(Requirement(.reportPrefix, path: "reports.prefix", value: prefix.string))
        }
        if let owner { list.append(Requirement(.reportOwner, path: "reports.owner", value: owner.string)) }
        return list
    }
}
