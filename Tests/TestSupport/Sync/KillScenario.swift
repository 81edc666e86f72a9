package import CloudInventory
internal import InventoryWire

/// Two buckets whose rules change in every way there is.
package struct KillScenario: Sendable {
    package enum Change: String, Sendable, CaseIterable {
        /// On OBS two rules swap their prefixes (one must go first) beside one that is removed to make room for a new one; on
        /// COS a rule is replaced, one is removed and one is new.
        case rollout
        /// Rules come under other ids: on OBS the old one must go first, on COS the new one is stored first.
        case adoption

        package var before: [RuleTemplate] {
            switch self {
            case .rollout: KillScenario.before
            case .adoption:
                [KillScenario.rule("theirs-a", "left/", .daily), KillScenario.rule("theirs-b", "right/", .weekly)]
            }
        }

        package var after: [RuleTemplate] {
            switch self {
            case .rollout: KillScenario.after
            case .adoption: [KillScenario.rule("a", "left/", .daily), KillScenario.rule("b", "right/", .weekly)]
            }
        }

        /// The ids, together those of which one must be there at every moment that is not a bucket's own.
        package var ids: [[InventoryRule.ID]] {
            switch self {
            case .rollout: [["a"], ["b"], ["gone", "new"]]
            case .adoption: [["theirs-a", "a"], ["theirs-b", "b"]]
            }
        }

        /// One bucket after the other, so that the number of a request says where in the run it stands.
        package var ruleSet: RuleSet {
            RuleSet(
                name: "after", rules: after, retired: self == .rollout ? ["gone"] : [],
                pacing: Pacing(concurrency: 1), safety: Safety(onRefusal: .skipBucket))
        }

        package var targets: [SyncTarget] { KillScenario.targets(after) }

        /// Makes the change.
        package func make(_ sync: InventorySync) async throws {
            switch self {
            case .rollout: try await sync.converge(ruleSet, on: targets).collected()
            case .adoption: try await sync.apply(sync.adoptionPlan(ruleSet, on: targets)).collected()
            }
        }
    }

    package let sync: InventorySync

    package init(cosPort: UInt16, obsPort: UInt16, journal: String, services: SystemServices) {
        let catalog = ProviderCatalog(
            transport: CurlTransport(),
            credentials: FixedCredential(Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))),
            connectTo: [
                "tencent-cos": ConnectTarget(host: "127.0.0.1", port: cosPort, isCleartext: true),
                "huawei-obs": ConnectTarget(host: "127.0.0.1", port: obsPort, isCleartext: true),
            ], services: services)
        sync = InventorySync(catalog, journal: .directory(journal), services: services)
    }

    static func rule(_ id: ExactText, _ prefix: ExactText, _ schedule: Schedule) -> RuleTemplate {
        RuleTemplate(
            id: id, schedule: schedule,
            content: InventoryContent(filter: Filter(prefix: prefix), fields: [.size, .eTag]))
    }

    package static let before = [
        rule("a", "left/", .daily), rule("b", "right/", .daily), rule("gone", "gone/", .weekly),
    ]
    package static let after = [
        rule("a", "right/", .weekly), rule("b", "left/", .weekly), rule("new", "gone/new/", .daily),
    ]

    package static func targets(_ rules: [RuleTemplate]) -> [SyncTarget] {
        [
            TargetGroup(
                name: "obs", provider: "huawei-obs", region: ExactText(World.obsRegion), reports: World.obsReports
            ).target(.init(name: ExactText(World.obsName(0))), rules: rules),
            TargetGroup(
                name: "cos", provider: "tencent-cos", region: ExactText(World.cosRegion), reports: World.cosReports
            ).target(.init(name: ExactText(World.cosName(0))), rules: rules),
        ]
    }

}
