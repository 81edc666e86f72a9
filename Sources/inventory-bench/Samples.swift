import CloudInventory
import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryWire

/// What the cases work on: rules as people have them, not the smallest that are valid.
enum Samples {
    static let credential = Credential(
        accessKey: "AKIDbenchEXAMPLE0000000000000000000000", secretKey: Secret("benchSecretEXAMPLE00000000000000"))
    static let instant = UTCInstant(secondsSinceEpoch: 1_700_000_000)
    static let cosBucket = BucketAddress("photos-1250000000", region: "ap-guangzhou")
    static let obsBucket = BucketAddress("acme-photos", region: "cn-north-4")

    /// A COS rule; the number decides which parts it has.
    static func cosRule(_ number: Int) -> InventoryRule {
        var filter = Filter(prefix: ExactText("team-\(number % 10)/数据 & logs/\(number)/"))
        if number % 2 == 0 {
            filter.tags = [Tag("owner", ExactText("unit \(number)")), Tag("stage", "prod<eu>")]
            filter.storageClass = "STANDARD"
        }
        if number % 4 == 0 {
            filter.created = CreationWindow(
                from: UTCInstant(secondsSinceEpoch: 1_600_000_000), to: UTCInstant(secondsSinceEpoch: 1_700_000_000))
        }
        return InventoryRule(
            id: ExactText("rule-\(number)"), isEnabled: number % 7 != 0,
            schedule: number % 3 == 0 ? .daily : .weekly,
            content: InventoryContent(
                filter: filter, versions: number % 2 == 0 ? .all : .current,
                fields: [
                    .size, .lastModified, .storageClass, .eTag, .isMultipartUploaded, .replicationStatus, .tag, .crc64,
                ],
                format: .csv, encryption: number % 3 == 0 ? .serviceManaged : .none),
            destination: Destination(
                bucket: "inventory-1250000000", region: "ap-guangzhou", prefix: "reports/photos", owner: "100000000001")
        )
    }

    /// An OBS rule; its prefixes overlap with no other number's.
    static func obsRule(_ number: Int) -> InventoryRule {
        InventoryRule(
            id: ExactText("rule-\(number)"), isEnabled: number % 7 != 0,
            schedule: number % 3 == 0 ? .daily : .weekly,
            content: InventoryContent(
                filter: Filter(prefix: ExactText("team-\(number % 10)/数据 & logs/\(number)/")),
                versions: number % 2 == 0 ? .all : .current,
                fields: [
                    .size, .lastModified, .storageClass, .eTag, .isMultipartUploaded, .replicationStatus,
                    .encryptionStatus,
                ]),
            destination: Destination(bucket: "acme-inventory", prefix: "reports/photos"))
    }

    static func cosPage() throws -> [UInt8] {
        try page("ListInventoryConfigurationResult", TencentCOS.codec, cosRule)
    }

    static func obsPage() throws -> [UInt8] {
        try page("ListInventoryConfiguration", HuaweiOBS.codec, obsRule)
    }

    /// A list of 100 rules on one line, as servers send it; every tenth has an unknown element.
    private static func page(
        _ root: String, _ codec: any RuleCodec, _ rule: (Int) -> InventoryRule
    ) throws -> [UInt8] {
        var page = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><\(root)>".utf8)
        for number in 0..<100 {
            var document = try codec.encode(rule(number)).bytes
            if number % 10 == 0 {
                let end = "</InventoryConfiguration>".utf8.count
                document.insert(contentsOf: "<NewPart>new</NewPart>".utf8, at: document.count - end)
            }
            page += document
        }
        return page + Array("<IsTruncated>false</IsTruncated></\(root)>".utf8)
    }
}
