import InventoryAmazonS3
import InventoryCore
import InventoryTencentCOS

/// The rule as the vectors write it (`Tests/Vectors/README.md`), and the same view of our own rules.
struct NeutralRule: Decodable, Hashable, Sendable {
    var id: String
    var enabled: Bool?
    var frequency: String?
    var included_versions: String
    var filter: Filter?
    var destination: Destination
    var optional_fields: [String]

    struct Filter: Decodable, Hashable, Sendable {
        var prefix: String?
        var tags: [[String]]?
        var storage_class: String?
        var modified_from: Int64?
        var modified_to: Int64?
        var size_min: Int64?
        var size_max: Int64?
    }

    struct Destination: Decodable, Hashable, Sendable {
        var format: String
        var bucket: String
        var account_id: String?
        var prefix: String?
        var role: String?
        var encryption: Encryption?
    }

    struct Encryption: Decodable, Hashable, Sendable {
        var kind: String
        var key_id: String?
    }

    // MARK: To ours

    func content(_ cloud: Capabilities) -> InventoryContent {
        let window = CreationWindow(
            from: filter?.modified_from.map { UTCInstant(secondsSinceEpoch: $0) },
            to: filter?.modified_to.map { UTCInstant(secondsSinceEpoch: $0) })
        // The vectors have one name for what clouds judge by: COS calls it creation.
        let isModification = cloud[.modifiedFilter].spelling != nil
        return InventoryContent(
            filter: InventoryCore.Filter(
                prefix: filter?.prefix.map { ExactText($0) },
                tags: (filter?.tags ?? []).map { Tag(ExactText($0[0]), ExactText($0[1])) },
                created: isModification ? nil : window, modified: isModification ? window : nil,
                storageClass: filter?.storage_class.map { ExactText($0) },
                size: SizeSpan(from: filter?.size_min, to: filter?.size_max)),
            versions: included_versions == "All" ? .all : .current,
            fields: ReportFields(optional_fields.map { cloud.field(spelled: $0) }),
            format: ReportFormat(knownName: destination.format) ?? .other(own(destination.format, cloud)),
            encryption: Self.encryptions[destination.encryption?.kind ?? ""] ?? .none)
    }

    private static let encryptions: [String: ReportEncryption] = ["managed": .serviceManaged, "kms": .kms]

    func target(_ cloud: Capabilities) -> InventoryCore.Destination {
        var target = InventoryCore.Destination(
            bucket: "", prefix: destination.prefix.map { ExactText($0) },
            owner: destination.account_id.map { ExactText($0) },
            role: destination.role.map { ExactText($0) },
            kmsKey: destination.encryption?.key_id.map { ExactText($0) })
        if cloud.destinationRegion == .partition {
            let name = AmazonS3BucketName(destination.bucket)
            (target.bucket, target.region) = (name.bucket, name.partition.map { ExactText($0) })
        } else {
            let name = COSBucketName(destination.bucket)
            (target.bucket, target.region) = (name?.bucket ?? ExactText(destination.bucket), name?.region)
        }
        return target
    }

    func schedule(_ cloud: Capabilities) -> Schedule? {
        switch frequency {
        case nil: nil
        case "Daily": .daily
        case "Weekly": .weekly
        case "Monthly": .monthly(day: nil)
        case let other?: .other(own(other, cloud))
        }
    }

    private func own(_ name: String, _ cloud: Capabilities) -> VendorName {
        VendorName(provider: cloud.provider, name: ExactText(name))
    }

    // MARK: From ours

    init(_ rule: InventoryRule, _ cloud: Capabilities) {
        self.init(
            id: rule.id, enabled: rule.isEnabled, frequency: Self.spelling(rule.schedule), content: rule.content,
            target: rule.destination, cloud)
    }

    init(
        id: InventoryRule.ID, enabled: Bool?, frequency: String?, content: InventoryContent,
        target: InventoryCore.Destination, _ cloud: Capabilities
    ) {
        self.id = id.string
        self.enabled = enabled
        self.frequency = frequency
        included_versions = content.versions == .all ? "All" : "Current"
        let given = content.filter
        let window = cloud[.modifiedFilter].spelling == nil ? given.created : given.modified
        filter = Filter(
            prefix: given.prefix?.string,
            tags: given.tags.isEmpty ? nil : given.tags.map { [$0.key.string, $0.value.string] },
            storage_class: given.storageClass?.string, modified_from: window?.from?.secondsSinceEpoch,
            modified_to: window?.to?.secondsSinceEpoch, size_min: given.size?.from, size_max: given.size?.to)
        if filter == Filter() { filter = nil }
        destination = Destination(
            format: cloud.name(of: content.format),
            bucket: cloud.destinationRegion == .partition
                ? AmazonS3BucketName(target).text : COSBucketName(target).text,
            account_id: target.owner?.string,
            prefix: target.prefix?.string, role: target.role?.string,
            encryption: Self.encryptions.first { $0.value == content.encryption }.map {
                Encryption(kind: $0.key, key_id: target.kmsKey?.string)
            })
        optional_fields = content.fields.list.map { cloud.spelling(of: $0) ?? $0.description }
    }

    private static func spelling(_ schedule: Schedule) -> String {
        switch schedule {
        case .daily: "Daily"
        case .weekly: "Weekly"
        case .monthly: "Monthly"
        case .other(let name): name.name.string
        }
    }
}

extension Capabilities {
    fileprivate func name(of format: ReportFormat) -> String {
        if case .other(let name) = format { name.name.string } else { format.description }
    }
}
