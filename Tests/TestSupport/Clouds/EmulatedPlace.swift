package import CloudInventory
package import InventoryCore
package import InventoryEmulator

/// Where the buckets of the sync's tests are in an emulated cloud, and where their reports go.
package struct EmulatedPlace: Sendable {
    /// The group that its buckets are in.
    package let group: String
    package let provider: EmulatedProvider
    package let region: String
    /// The name of a bucket; `#` stands for its number.
    private let name: String
    /// With all that the cloud demands of a rule.
    package let reports: Destination

    /// A row for every cloud.
    private static let all: [EmulatedPlace] = [
        EmulatedPlace(
            "oss", .alibabaOSS, "cn-hangzhou", "media#",
            Destination(
                bucket: "oss-inv", prefix: "of/{bucket}", owner: "1000000000000000",
                role: "acs:ram::1000000000000000:role/AliyunOSSRole")),
        EmulatedPlace(
            "s3", .amazonS3, "eu-central-1", "shots#", Destination(bucket: "s3-inv", prefix: "of/{bucket}")),
        EmulatedPlace(
            "obs", .huaweiOBS, "cn-north-4", "archive#", Destination(bucket: "acme-inv", prefix: "inventory/{bucket}")),
        EmulatedPlace(
            "cos", .tencentCOS, "ap-guangzhou", "photos#-1250000000",
            Destination(
                bucket: "inv-1250000000", region: "ap-guangzhou", prefix: "inventory/{bucket}", owner: "100000000001")),
        EmulatedPlace(
            "tos", .volcengineTOS, "cn-beijing", "clips#",
            Destination(
                bucket: "tos-inv", prefix: "of/{bucket}", owner: "2100000000", role: "TosArchiveTOSInventory")),
    ]

    private init(
        _ group: String, _ provider: EmulatedProvider, _ region: String, _ name: String, _ reports: Destination
    ) {
        (self.group, self.provider, self.region, self.name, self.reports) = (group, provider, region, name, reports)
    }

    fileprivate static func of(_ provider: EmulatedProvider) -> EmulatedPlace {
        guard let place = all.first(where: { $0.provider == provider }) else {
            fatalError("EmulatedPlace has no row for \(provider)")
        }
        return place
    }

    package var id: ProviderID { ProviderID(rawValue: provider.rawValue) }

    package func bucketName(_ number: Int) -> String {
        name.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(number)")
    }

    package func bucket(_ number: Int) -> EmulatedBucket {
        EmulatedBucket(provider: provider, name: bucketName(number), region: region)
    }

    /// What a document of this cloud says; nil for one that is no rule.
    package func rule(_ document: String) -> InventoryRule? {
        let vendor = Vendors.all.first { $0.id == id }
        return try? vendor?.rules.decodeRule(Array(document.utf8)).rule
    }

    /// One of its buckets with the rules that it shall hold.
    package func target(
        _ rules: [RuleTemplate], _ number: Int = 0, accepting features: Set<Feature> = [], maximumRules: Int? = nil
    ) -> SyncTarget {
        TargetGroup(
            name: group, provider: id, region: ExactText(region), reports: reports,
            accept: .init(rules.map { ($0.id, features) }, uniquingKeysWith: { first, _ in first }),
            maximumRules: maximumRules
        ).target(.init(name: ExactText(bucketName(number))), rules: rules)
    }
}

extension EmulatedProvider {
    package var place: EmulatedPlace { .of(self) }
}
