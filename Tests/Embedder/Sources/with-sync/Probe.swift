import CloudInventory

/// A tool that keeps rules in many buckets of many clouds. Nobody has credentials here, so nothing is sent.
@main enum Probe {
    static func main() async throws {
        let catalog = ProviderCatalog(transport: CurlTransport()) { need in
            throw InventoryError(.credentialsMissing, "this probe sends nothing", provider: need.provider)
        }
        let content = InventoryContent(fields: [.size])
        let rule = InventoryRule(
            id: "nightly", schedule: .daily, content: content, destination: Destination(bucket: "inv-1250000000"))
        let ruleSet = RuleSet(name: "probe", rules: [RuleTemplate(id: "nightly", schedule: .daily, content: content)])
        let targets = Vendors.ids.map { provider in
            SyncTarget(
                group: "all", provider: provider,
                bucket: BucketAddress("photos-1250000000", region: "ap-guangzhou"), rules: [rule])
        }
        let plan = try await InventorySync(catalog).plan(ruleSet, on: targets)
        for bucket in plan.buckets { print(bucket.target, bucket.error?.shortDescription ?? "\(bucket.steps.count)") }
    }
}
