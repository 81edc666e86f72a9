// The written form of rules, for people as much as for programs: one flat object, every key optional but `id`,
// `schedule` and `reports`. An unknown key is an error, so that a typo cannot quietly become a default.
//
//     {"id": "bk-db", "schedule": "daily", "prefix": "db/", "versions": "all", "fields": ["Size", "ETag"],
//      "encryption": "service-managed", "reports": {"bucket": "inv-1250000000", "region": "ap-guangzhou"}}

/// The keys of a rule, a one-off job and a rule-set entry.
package enum RuleKey: String, CodingKey, CaseIterable {
    case id, enabled, schedule, prefix, tags, created, modified, storageClass, size, versions, fields, format,
        encryption
    case reports
}

/// The keys of a one-off job: those of a rule without schedule and switch.
private enum JobKey: String, CodingKey, CaseIterable {
    case id, prefix, tags, created, modified, storageClass, size, versions, fields, format, encryption, reports
}

extension InventoryRule: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: RuleKey.self, of: "a rule")
        id = try container.decode(ID.self, forKey: .id)
        isEnabled = try container.decodeIfPresent(Bool.self, forKey: .enabled) ?? true
        schedule = try container.decode(Schedule.self, forKey: .schedule)
        content = try InventoryContent(fromRule: decoder)
        destination = try container.decode(Destination.self, forKey: .reports)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: RuleKey.self)
        try container.encode(id, forKey: .id)
        try container.encode(isEnabled, forKey: .enabled)
        try container.encode(schedule, forKey: .schedule)
        try content.encode(inRule: encoder)
        try container.encode(destination, forKey: .reports)
    }
}

extension OneOffJob: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: JobKey.self, of: "a one-off job")
        id = try container.decode(InventoryRule.ID.self, forKey: .id)
        content = try InventoryContent(fromRule: decoder)
        destination = try container.decode(Destination.self, forKey: .reports)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: JobKey.self)
        try container.encode(id, forKey: .id)
        try content.encode(inRule: encoder)
        try container.encode(destination, forKey: .reports)
    }
}

extension InventoryContent {
    /// Reads the content keys of an object that has others beside them; what is absent is taken from `defaults`.
    package init(fromRule decoder: any Decoder, defaults: InventoryContent = InventoryContent()) throws {
        let container = try decoder.container(keyedBy: RuleKey.self)
        self = defaults
        filter = Filter(
            prefix: try container.decodeIfPresent(ExactText.self, forKey: .prefix),
            tags: try container.decodeIfPresent(TagList.self, forKey: .tags)?.tags ?? [],
            created: try container.decodeIfPresent(CreationWindow.self, forKey: .created),
            modified: try container.decodeIfPresent(CreationWindow.self, forKey: .modified),
            storageClass: try container.decodeIfPresent(ExactText.self, forKey: .storageClass),
            size: try container.decodeIfPresent(SizeSpan.self, forKey: .size))
        if let value = try container.decodeIfPresent(ObjectVersions.self, forKey: .versions) { versions = value }
        if let value = try container.decodeIfPresent(ReportFields.self, forKey: .fields) { fields = value }
        if let value = try container.decodeIfPresent(ReportFormat.self, forKey: .format) { format = value }
        if let value = try container.decodeIfPresent(ReportEncryption.self, forKey: .encryption) { encryption = value }
    }

    /// Writes the content keys into an object that has others beside them.
    package func encode(inRule encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: RuleKey.self)
        try container.encodeIfPresent(filter.prefix, forKey: .prefix)
        if !filter.tags.isEmpty { try container.encode(TagList(tags: filter.tags), forKey: .tags) }
        try container.encodeIfPresent(filter.created, forKey: .created)
        try container.encodeIfPresent(filter.modified, forKey: .modified)
        try container.encodeIfPresent(filter.storageClass, forKey: .storageClass)
        try container.encodeIfPresent(filter.size, forKey: .size)
        try container.encode(versions, forKey: .versions)
        try container.encode(fields, forKey: .fields)
        try container.encode(format, forKey: .format)
        try container.encode(encryption, forKey: .encryption)
    }
}

/// Tags as people write them, `{tier: cold}`; where a key stands twice, as a list of `{key, value}`.
private struct TagList: Codable {
    var tags: [Tag]

    private struct Entry: Codable {
        var key: ExactText
        var value: ExactText

        enum CodingKeys: String, CodingKey, CaseIterable { case key, value }

        init(key: ExactText, value: ExactText) {
            self.key = key
            self.value = value
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.strictContainer(keyedBy: CodingKeys.self, of: "a tag")
            key = try container.decode(ExactText.self, forKey: .key)
            value = try container.decode(ExactText.self, forKey: .value)
        }
    }

    init(tags: [Tag]) { self.tags = tags }

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            tags = []
            while !list.isAtEnd {
                let entry = try list.decode(Entry.self)
                tags.append(Tag(entry.key, entry.value))
            }
        } else {
            let container = try decoder.container(keyedBy: AnyKey.self)
            tags = try container.allKeys.map {
                Tag(ExactText($0.stringValue), try container.decode(ExactText.self, forKey: $0))
            }.sorted()
        }
    }

    func encode(to encoder: any Encoder) throws {
        // Keys of one object are compared as Swift strings: a composed and a decomposed `é` would fall together.
        if Set(tags.map(\.key.string)).count == tags.count, tags == tags.sorted() {
            var container = encoder.container(keyedBy: AnyKey.self)
            for tag in tags { try container.encode(tag.value, forKey: AnyKey(tag.key.string)) }
        } else {
            try tags.map { Entry(key: $0.key, value: $0.value) }.encode(to: encoder)
        }
    }
}
