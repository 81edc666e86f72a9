internal import InventoryCore

// The written form of a bucket's plan: one line of a saved plan, and of the journal. Versioned by the header of the file
// that it stands in.
//
//     {"index": 0, "target": {"group": "acme-cos", "provider": "tencent-cos", "bucket": "photos-1250000000", …},
//      "steps": [{"id": "bk-db", "action": "create", "rule": {…}, "findings": []}]}

extension BucketPlan: Codable {
    private enum Key: String, CodingKey { case index, target, steps, leftOut, error, errorCode, causeCode }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            index: try container.decode(Int.self, forKey: .index),
            target: try container.decode(SyncTarget.self, forKey: .target),
            steps: try container.decode([PlannedStep].self, forKey: .steps))
        leftOut = try container.decodeIfPresent(Int.self, forKey: .leftOut) ?? 0
        if let message = try container.decodeIfPresent(String.self, forKey: .error) {
            // Codes of other versions of this package are told as a rejection.
            func code(_ key: Key) throws -> InventoryError.Code? {
                try container.decodeIfPresent(String.self, forKey: key).map { .init(rawValue: $0) ?? .rejected }
            }
            let cause = try code(.causeCode)
            error = InventoryError(
                try code(.errorCode) ?? .rejected, message, provider: target.provider,
                cause: cause.map { InventoryError($0, message, provider: target.provider) })
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(index, forKey: .index)
        try container.encode(target, forKey: .target)
        try container.encode(steps, forKey: .steps)
        if leftOut > 0 { try container.encode(leftOut, forKey: .leftOut) }
        try container.encodeIfPresent(error?.description, forKey: .error)
        try container.encodeIfPresent(error?.code, forKey: .errorCode)
        try container.encodeIfPresent((error?.cause as? InventoryError)?.code, forKey: .causeCode)
    }
}

/// The bucket and how to reach it. The wanted rules are not written: the steps hold what follows from them.
extension SyncTarget: Codable {
    private enum Key: String, CodingKey { case group, provider, bucket, region, endpoint, credentials }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            group: try container.decode(String.self, forKey: .group),
            provider: try container.decode(ProviderID.self, forKey: .provider),
            bucket: BucketAddress(
                try container.decode(ExactText.self, forKey: .bucket),
                region: try container.decodeIfPresent(ExactText.self, forKey: .region),
                endpoint: try container.decodeIfPresent(Endpoint.self, forKey: .endpoint) ?? .standard),
            credentials: try container.decodeIfPresent(String.self, forKey: .credentials), rules: [])
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(group, forKey: .group)
        try container.encode(provider, forKey: .provider)
        try container.encode(bucket.name, forKey: .bucket)
        try container.encodeIfPresent(bucket.region, forKey: .region)
        if bucket.endpoint != .standard { try container.encode(bucket.endpoint, forKey: .endpoint) }
        try container.encodeIfPresent(credentials, forKey: .credentials)
    }
}

extension PlannedStep: Codable {
    private enum Key: String, CodingKey { case id, action, rule, from, found, old, differences, findings }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        id = try container.decode(InventoryRule.ID.self, forKey: .id)
        findings = try container.decodeIfPresent(Findings.self, forKey: .findings) ?? []
        let name = try container.decode(String.self, forKey: .action)
        switch name {
        case "create": action = .create(try container.decode(InventoryRule.self, forKey: .rule))
        case "replace":
            action = .replace(
                try container.decode(InventoryRule.self, forKey: .rule),
                found: try container.decode(FoundRule.self, forKey: .found),
                differences: try container.decode([Difference].self, forKey: .differences))
        case "remove": action = .remove(found: try container.decode(FoundRule.self, forKey: .found))
        case "rename":
            action = .rename(
                try container.decode(InventoryRule.self, forKey: .rule),
                from: try container.decode(InventoryRule.ID.self, forKey: .from),
                found: try container.decode(FoundRule.self, forKey: .found))
            document = try container.decodeIfPresent(FoundRule.self, forKey: .old)?.document
        case "restore":
            action = .restore(
                try container.decode(FoundRule.self, forKey: .old),
                over: try container.decodeIfPresent(FoundRule.self, forKey: .found))
        case "keep": action = .keep
        case "refuse": action = .refuse
        case "orphaned": action = .orphaned
        case "unmanaged": action = .unmanaged
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .action, in: container,
                debugDescription: "unknown action '\(Printable.quoted(name, limit: 40))'; use a newer version")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(action.name, forKey: .action)
        if !findings.isEmpty { try container.encode(findings, forKey: .findings) }
        switch action {
        case .create(let rule): try container.encode(rule, forKey: .rule)
        case .replace(let rule, let found, let differences):
            try container.encode(rule, forKey: .rule)
            try container.encode(found, forKey: .found)
            try container.encode(differences, forKey: .differences)
        case .remove(let found): try container.encode(found, forKey: .found)
        case .rename(let rule, let old, let found):
            try container.encode(rule, forKey: .rule)
            try container.encode(old, forKey: .from)
            try container.encode(found, forKey: .found)
            try container.encodeIfPresent(document.map { FoundRule(rule: nil, document: $0) }, forKey: .old)
        case .restore(let old, let over):
            try container.encode(old, forKey: .old)
            try container.encodeIfPresent(over, forKey: .found)
        case .keep, .refuse, .orphaned, .unmanaged: break
        }
    }
}

extension FoundRule: Codable {
    private enum Key: String, CodingKey { case rule, document, mediaType, provider }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        rule = try container.decodeIfPresent(InventoryRule.self, forKey: .rule)
        document = VendorDocument(
            provider: try container.decode(ProviderID.self, forKey: .provider),
            mediaType: try container.decode(String.self, forKey: .mediaType),
            // Documents are XML or JSON that was read as UTF-8, so text holds every byte.
            bytes: Array(try container.decode(String.self, forKey: .document).utf8))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(rule, forKey: .rule)
        try container.encode(document.text, forKey: .document)
        try container.encode(document.mediaType, forKey: .mediaType)
        try container.encode(document.provider, forKey: .provider)
    }
}
