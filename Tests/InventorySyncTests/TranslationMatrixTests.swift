import CloudInventory
import InventoryCore
import TestSupport
import Testing

/// What becomes of each thing that a rule can say, between every two clouds: the table that users plan by. A change of
/// facts must show here.
@Suite struct TranslationMatrixTests {
    private static let clouds: [ProviderID] = ["tencent-cos", "huawei-obs"]

    /// A rule that says one thing beside the least that a rule must.
    private static var samples: [(name: String, change: (inout InventoryRule) -> Void)] {
        [
            ("weekly", { $0.schedule = .weekly }), ("monthly", { $0.schedule = .monthly(day: nil) }),
            ("monthly: 5", { $0.schedule = .monthly(day: 5) }), ("disabled", { $0.isEnabled = false }),
            ("versions: all", { $0.content.versions = .all }), ("prefix", { $0.content.filter.prefix = "db/" }),
            (
                "tags",
                {
                    $0.content.filter.tags = [Tag("tier", "cold")]
                    $0.content.fields = [.tag]
                }
            ),
            ("created", { $0.content.filter.created = CreationWindow(from: UTCInstant(secondsSinceEpoch: 86_400)) }),
            ("modified", { $0.content.filter.modified = CreationWindow(from: UTCInstant(secondsSinceEpoch: 86_400)) }),
            ("size", { $0.content.filter.size = SizeSpan(from: 1) }),
            ("storageClass", { $0.content.filter.storageClass = "STANDARD" }), ("ORC", { $0.content.format = .orc }),
            ("Parquet", { $0.content.format = .parquet }),
            ("encryption: service-managed", { $0.content.encryption = .serviceManaged }),
            ("encryption: kms", { $0.content.encryption = .kms }),
            ("reports.prefix", { $0.destination.prefix = "inventory" }),
            ("reports.owner", { $0.destination.owner = "100000000001" }),
            ("userMetadata", { $0.content.fields = [.userMetadata("owner")] }),
        ]
            + ReportField.plain.map { field in (field.description, { $0.content.fields = [field] }) }
    }

    /// `held`, `refused`, or what is lost on the way from a cloud that holds the rule; `-` where that one does not.
    private func word(_ rule: InventoryRule, from: ProviderID, to: ProviderID) throws -> String {
        let (source, goal) = (try Vendors.vendor(from).capabilities, try Vendors.vendor(to).capabilities)
        let there = source.fit(rule, fidelity: .exact)
        guard there.findings.refusals.isEmpty else { return "-" }
        // Where the reports go is said for each cloud anew.
        var carried = there.value
        carried.destination = rule.destination
        let fitted = goal.fit(carried, fidelity: .exact)
        guard let first = fitted.findings.refusals.first else { return "held" }
        return "\(first.kind) \(first.feature?.rawValue ?? first.path)"
    }

    @Test func `the matrix of features and pairs of clouds`() throws {
        var lines: [String] = []
        for (name, change) in Self.samples {
            var rule = InventoryRule(
                id: "rule", schedule: .daily, content: InventoryContent(),
                destination: Destination(bucket: "inv-1250000000", region: "r"))
            change(&rule)
            let words = try Self.clouds.flatMap { from in
                try Self.clouds.filter { $0 != from }.map { try word(rule, from: from, to: $0) }
            }
            lines.append("\(name): \(words.joined(separator: " | "))")
        }
        #expect(lines.joined(separator: "\n") == Self.golden)
    }

    /// Feature: COS to OBS | OBS to COS.
    private static let golden = """
        weekly: held | held
        monthly: substituted schedule.monthly | -
        monthly: 5: substituted schedule.monthly | -
        disabled: held | held
        versions: all: held | held
        prefix: held | held
        tags: lost filter.tags | -
        created: lost filter.created | -
        modified: - | -
        size: - | -
        storageClass: lost filter.storageClass | -
        ORC: lost format.ORC | -
        Parquet: lost format.Parquet | -
        encryption: service-managed: lost report.encryption | -
        encryption: kms: - | -
        reports.prefix: held | held
        reports.owner: lost report.owner | -
        userMetadata: lost field.userMetadata | -
        Size: held | held
        LastModifiedDate: held | held
        StorageClass: held | held
        ETag: held | held
        IsMultipartUploaded: held | held
        ReplicationStatus: held | held
        EncryptionStatus: - | lost field.EncryptionStatus
        Tag: lost field.Tag | -
        Crc64: lost field.Crc64 | -
        """
}
