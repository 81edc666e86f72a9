package import CloudInventory
internal import InventoryWire

/// Two buckets whose rules change in every way there is: on OBS two rules swap their prefixes (one must go first) beside
/// one that is removed and one that is new; on COS a rule is replaced, one is removed and one is new.
package struct KillScenario: Sendable {
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

    private static func rule(_ id: ExactText, _ prefix: ExactText, _ schedule: Schedule) -> RuleTemplate {
        RuleTemplate(
            id: id, schedule: schedule,
            content: InventoryContent(filter: Filter(prefix: prefix), fields: [.size, .eTag]))
    }

    package static let before = [
        rule("a", "left/", .daily), rule("b", "right/", .daily), rule("gone", "gone/", .weekly),
    ]
    package static let after = [
        rule("a", "right/", .weekly), rule("b", "left/", .weekly), rule("new", "new/", .daily),
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

    package var targetsBefore: [SyncTarget] { Self.targets(Self.before) }
    package var targetsAfter: [SyncTarget] { Self.targets(Self.after) }

    package var original: RuleSet { RuleSet(name: "before", rules: Self.before, pacing: Pacing(concurrency: 1)) }

    /// One bucket after the other, so that the number of a request says where in the run it stands.
    package var changed: RuleSet {
        RuleSet(
            name: "after", rules: Self.after, retired: ["gone"], pacing: Pacing(concurrency: 1),
            safety: Safety(onRefusal: .skipBucket))
    }
}
