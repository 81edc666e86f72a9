import InventoryCore
import InventoryVendorFacts
import SpecKit
import Testing

/// What the library says a cloud can do, in words that the manuals use.
struct CapabilityFactTests {
    @Test(arguments: Vendor.all) func `Spellings of one kind differ, so that a document can be read back`(
        vendor: Vendor
    ) {
        let capabilities = vendor.constant.capabilities
        for kind in ["schedule.", "versions.", "field.", "format.", "report.encryption"] {
            let spellings = Feature.allCases.filter { $0.rawValue.hasPrefix(kind) && $0 != .monthlyDay }
                .compactMap { capabilities[$0].spelling }
            #expect(Set(spellings).count == spellings.count, "\(kind)")
            #expect(!spellings.contains(""), "\(kind)")
        }
    }

    @Test(arguments: Vendor.all) func `The metadata spelling is a pattern that ends in a star`(vendor: Vendor) {
        let spelling = vendor.constant.capabilities[.userMetadataField].spelling
        #expect(spelling == nil || spelling?.hasSuffix("-*") == true)
    }

    @Test(arguments: Vendor.all)
    func `A cloud's own names are never promised`(vendor: Vendor) {
        for feature in Feature.allCases where feature.rawValue.hasSuffix(".other") {
            #expect(vendor.constant.capabilities[feature] == .absent, "\(feature.rawValue)")
        }
    }

    @Test(arguments: Vendor.all)
    func `A manifest pattern holds what tells two rules' reports apart`(vendor: Vendor) {
        let reports = vendor.constant.capabilities.reports
        for pattern in [reports.manifest, reports.checksum].compactMap({ $0 }) {
            for part in ["{prefix}/", "{id}", "manifest."] { #expect(pattern.contains(part), "\(pattern)") }
            #expect(pattern.contains("{bucket}") || (pattern.contains("{bucketName}") && pattern.contains("{account}")))
            #expect(pattern.contains("{yyyyMMdd}") || pattern.contains("{yyyy-MM-dd'T'HH-mm'Z'}"))
        }
        #expect(!reports.columns.isEmpty && !reports.versionColumns.isEmpty)
    }

    @Test func `The limits are the documented ones`() {
        let cos = VendorFacts.tencentCOS.capabilities
        #expect(cos.limits.ruleCount == Limits.Bound(1000, .documented))
        #expect(cos.limits.idLength == nil)
        #expect(cos.limits.allowsOverlap)
        #expect(cos.listPageSize == 100)
        #expect(cos.naming.accountSuffix == .documented)
        #expect(cos.naming.smallLetters == .disputed)
        #expect(cos.naming.endpoints == ["accelerate", "internal", "tencentcos"])
        let obs = VendorFacts.huaweiOBS.capabilities
        #expect(obs.limits.ruleCount == Limits.Bound(10, .disputed))
        #expect(obs.limits.idLength == Limits.Bound(64, .documented))
        #expect(obs.limits.documentBytes == Limits.Bound(20480, .documented))
        #expect(!obs.limits.allowsOverlap)
        #expect(obs.listPageSize == nil)
        #expect(obs.naming.accountSuffix == nil)
        #expect(obs.naming.longestBucket == Limits.Bound(63, .documented))
        let s3 = VendorFacts.amazonS3.capabilities
        #expect(s3.limits.ruleCount == Limits.Bound(1000, .documented))
        #expect(s3.limits.idLength == nil)
        #expect(s3.listPageSize == 100)
        #expect(s3.naming.partition(of: "cn-north-1")?.hostSuffix == "amazonaws.com.cn")
        #expect(s3.naming.partition(of: "eu-central-1")?.isUsual == true)
    }

    @Test func `The report of the one-off page lies where the page says`() throws {
        let file = try #require(Cases.wire.first { $0.name == "one-off-disposable" })
        guard case .job(let job) = file.rule else { throw SpecError(file.name, "this is no one-off job") }
        let rule = InventoryRule(id: job.id, schedule: .daily, content: job.content, destination: job.destination)
        let location = VendorFacts.tencentCOS.capabilities.reportLocation(
            of: rule, in: BucketAddress("examplebucket-1250000000"))
        let time = try #require(UTCInstant("2022-11-20"))
        let folder = "cos_bucket_inventory/1250000000/examplebucket/disposable/20221120"
        #expect(location.manifest(at: time).string == "\(folder)/manifest.json")
        #expect(location.checksum(at: time)?.string == "\(folder)/manifest.checksum")
    }
}
