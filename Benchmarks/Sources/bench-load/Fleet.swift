import CloudInventory

/// The emulated clouds; loads.py writes the same names into the emulator's configuration.
enum Cloud: Sendable {
    case cos, obs

    var id: ProviderID {
        switch self {
        case .cos: "tencent-cos"
        case .obs: "huawei-obs"
        }
    }

    func bucket(_ number: Int) -> BucketAddress {
        switch self {
        case .cos: BucketAddress(ExactText("bench\(number)-1250000000"), region: "ap-guangzhou")
        case .obs: BucketAddress(ExactText("bench\(number)"), region: "cn-north-4")
        }
    }

    func rule(_ number: Int) -> InventoryRule {
        InventoryRule(
            id: ExactText("rule-\(number)"), schedule: .daily,
            content: InventoryContent(
                filter: Filter(prefix: ExactText("team-\(number)/")), versions: .all,
                fields: [.size, .lastModified, .eTag, .storageClass, .isMultipartUploaded, .replicationStatus]),
            destination: self == .cos
                ? Destination(
                    bucket: "inventory-1250000000", region: "ap-guangzhou", prefix: "reports", owner: "100000000001")
                : Destination(bucket: "acme-inventory", prefix: "reports"))
    }
}

/// Buckets of both clouds, each with the same rules.
struct Fleet {
    var buckets: Int
    var cos: Int
    var obs: Int
    var rulesEach = 10

    /// Made as they are asked for: the fleet itself takes no memory.
    var targets: some Collection<SyncTarget> {
        let rules = [Cloud.cos, .obs].map { cloud in (0..<rulesEach).map(cloud.rule) }
        return (0..<buckets * 2).lazy.map { number in
            let cloud: Cloud = number % 2 == 0 ? .cos : .obs
            return SyncTarget(
                group: "bench", provider: cloud.id, bucket: cloud.bucket(number / 2), rules: rules[number % 2])
        }
    }
}
