import InventoryCore
import InventoryVendorFacts
import Testing

@Suite struct ReportLayoutTests {
    static let cos = VendorFacts.tencentCOS.capabilities
    static let obs = VendorFacts.huaweiOBS.capabilities
    static let time = UTCInstant(secondsSinceEpoch: 1_709_190_305)

    private static func location(_ cloud: Capabilities, bucket: BucketAddress, prefix: ExactText?) -> ReportLocation {
        var rule = InventoryRule.plain
        rule.destination.prefix = prefix
        return cloud.reportLocation(of: rule, in: bucket)
    }

    @Test(
        arguments: [
            ("reports", "reports/1250000000/my-photos/r1/20240229/manifest", true),
            ("a/b", "a/b/1250000000/my-photos/r1/20240229/manifest", true),
            ("a/", "a//1250000000/my-photos/r1/20240229/manifest", false),
            (nil, "1250000000/my-photos/r1/20240229/manifest", false),
            ("", "1250000000/my-photos/r1/20240229/manifest", false),
        ] as [(ExactText?, String, Bool)])
    func `COS puts its reports there`(_ prefix: ExactText?, _ name: String, _ isCertain: Bool) {
        let location = Self.location(Self.cos, bucket: "my-photos-1250000000", prefix: prefix)
        #expect(location.bucket == "inv-1250000000")
        #expect(location.manifest(at: Self.time) == ExactText(name + ".json"))
        #expect(location.checksum(at: Self.time) == ExactText(name + ".checksum"))
        #expect(location.isCertain == isCertain)
    }

    @Test(
        arguments: [
            ("reports", "reports/photos/r1/2024-02-29T07-05Z/manifest.json"),
            (nil, "BucketInventory/photos/r1/2024-02-29T07-05Z/manifest.json"),
        ] as [(ExactText?, ExactText)]) func `OBS puts its reports there`(_ prefix: ExactText?, _ name: ExactText)
    {
        let location = Self.location(Self.obs, bucket: "photos", prefix: prefix)
        #expect(location.manifest(at: Self.time) == name)
        #expect(location.checksum(at: Self.time) == nil)
        #expect(location.isCertain)
    }

    @Test(arguments: ["{yyyyMMdd}", "{id}/{bucket}", "{prefix}/", "{yyyy-MM-dd'T'HH-mm'Z'}"])
    func `a prefix is a name, whatever it looks like`(_ prefix: String) {
        let location = Self.location(Self.obs, bucket: "{id}", prefix: ExactText(prefix))
        #expect(location.manifest(at: Self.time).string == "\(prefix)/{id}/r1/2024-02-29T07-05Z/manifest.json")
        #expect(location.manifestPattern == "\(prefix)/{id}/r1/{yyyy-MM-dd'T'HH-mm'Z'}/manifest.json")
    }

    @Test func `reports have the columns of every report, of versions, and those asked for`() {
        var rule = InventoryRule.plain
        rule.content.fields = [.size, .crc64, .userMetadata("owner")]
        #expect(Self.cos.reportColumns(of: rule) == ["Appid", "Bucket", "Key", "Size", "Crc64", "x-cos-meta-owner"])
        #expect(Self.obs.reportColumns(of: rule) == ["Bucket", "Key", "Size"])
        rule.content.versions = .all
        rule.content.fields = []
        #expect(
            Self.obs.reportColumns(of: rule) == [
                "Bucket", "Key", "VersionId", "IsLatest", "DeleteMarker|IsDeleteMarker",
            ])
    }
}
