import CloudInventory
import InventoryCore
import InventoryEmulator
import TestSupport
import Testing

/// What the client refuses unsent, as documents that no codec of ours writes: the server refuses it too.
struct RawDocument: CustomTestStringConvertible, Sendable {
    let provider: EmulatedProvider
    /// The feature that such a document asks for, where it is one.
    let feature: Feature?
    let testDescription: String
    let part: String
    let replacement: String
    /// Choices under which the server says so; as it comes, COS passes over what it does not know.
    var quirks: [String: String] = [:]

    private init(
        _ provider: EmulatedProvider, _ feature: Feature?, _ what: String, _ part: String, _ replacement: String
    ) {
        self.provider = provider
        self.feature = feature
        testDescription = "\(provider.rawValue): \(what)"
        self.part = part
        self.replacement = replacement
        if provider == .tencentCOS {
            quirks = ["tencent-cos.unknownElements": "refused", "tencent-cos.unknownFields": "refused"]
        } else if provider == .volcengineTOS {
            quirks = ["volcengine-tos.unknownMembers": "refused"]
        } else if provider == .alibabaOSS {
            quirks = ["alibaba-oss.unknownElements": "refused"]
        }
    }

    private static func absent(
        _ provider: EmulatedProvider, _ feature: Feature, _ part: String, _ replacement: String
    ) -> RawDocument {
        RawDocument(provider, feature, feature.rawValue, part, replacement)
    }

    private static let daily = "<Frequency>Daily</Frequency>"
    private static let current = "<IncludedObjectVersions>Current<"
    private static let size = "<Field>Size</Field>"
    private static let csv = "<Format>CSV</Format>"
    private static let filter = "<Filter><Prefix>rule/</Prefix></Filter>"

    private static let jsonDaily = #""Frequency":"Daily""#
    private static let jsonFilter = #""Prefix":"rule/""#

    /// What no cloud but Alibaba OSS has.
    private static let rare: [RawDocument] = [EmulatedProvider.amazonS3, .huaweiOBS, .tencentCOS].flatMap { cloud in
        [
            absent(
                cloud, .modifiedFilter, filter,
                "<Filter><LastModifyBeginTimeStamp>1</LastModifyBeginTimeStamp></Filter>"),
            absent(cloud, .sizeFilter, filter, "<Filter><LowerSizeBound>1</LowerSizeBound></Filter>"),
            absent(cloud, .reportRole, csv, csv + "<RoleArn>r</RoleArn>"),
        ]
    }

    static let all: [RawDocument] =
        rare + [
            absent(.amazonS3, .monthlySchedule, daily, "<Frequency>Monthly</Frequency>"),
            absent(.amazonS3, .monthlyDay, daily, daily + "<MonthlyDate>1</MonthlyDate>"),
            absent(.amazonS3, .otherSchedule, daily, "<Frequency>Hourly</Frequency>"),
            absent(.amazonS3, .otherVersions, current, "<IncludedObjectVersions>Newest<"),
            absent(.amazonS3, .tagFilter, filter, "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>"),
            absent(.amazonS3, .createdFilter, filter, "<Filter><Period><StartTime>1</StartTime></Period></Filter>"),
            absent(.amazonS3, .storageClassFilter, filter, "<Filter><StorageClass>STANDARD</StorageClass></Filter>"),
            absent(.amazonS3, .tagField, size, "<Field>Tag</Field>"),
            absent(.amazonS3, .crc64Field, size, "<Field>Crc64</Field>"),
            absent(.amazonS3, .userMetadataField, size, "<Field>x-amz-meta-owner</Field>"),
            absent(.amazonS3, .otherField, size, "<Field>ObjectAcl</Field>"),
            absent(.amazonS3, .otherFormat, csv, "<Format>XLSX</Format>"),
            absent(.amazonS3, .otherEncryption, csv, csv + "<Encryption><SSE-C></SSE-C></Encryption>"),
            RawDocument(.amazonS3, nil, "another id within than without", "<Id>rule<", "<Id>other<"),
            absent(.huaweiOBS, .monthlySchedule, daily, "<Frequency>Monthly</Frequency>"),
            absent(.huaweiOBS, .monthlyDay, daily, daily + "<MonthlyDate>1</MonthlyDate>"),
            absent(.huaweiOBS, .otherSchedule, daily, "<Frequency>Hourly</Frequency>"),
            absent(.huaweiOBS, .otherVersions, current, "<IncludedObjectVersions>Newest<"),
            absent(.huaweiOBS, .tagFilter, filter, "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>"),
            absent(.huaweiOBS, .createdFilter, filter, "<Filter><Period><StartTime>1</StartTime></Period></Filter>"),
            absent(.huaweiOBS, .storageClassFilter, filter, "<Filter><StorageClass>STANDARD</StorageClass></Filter>"),
            absent(.huaweiOBS, .tagField, size, "<Field>Tag</Field>"),
            absent(.huaweiOBS, .crc64Field, size, "<Field>Crc64</Field>"),
            absent(.huaweiOBS, .userMetadataField, size, "<Field>x-obs-meta-owner</Field>"),
            absent(.huaweiOBS, .otherField, size, "<Field>ObjectAcl</Field>"),
            absent(.huaweiOBS, .orcFormat, csv, "<Format>ORC</Format>"),
            absent(.huaweiOBS, .parquetFormat, csv, "<Format>Parquet</Format>"),
            absent(.huaweiOBS, .otherFormat, csv, "<Format>XLSX</Format>"),
            absent(.huaweiOBS, .reportOwner, csv, csv + "<AccountId>1</AccountId>"),
            absent(.huaweiOBS, .reportEncryption, csv, csv + "<Encryption><SSE-OBS></SSE-OBS></Encryption>"),
            absent(
                .huaweiOBS, .reportKMS, csv, csv + "<Encryption><SSE-KMS><KeyId>k</KeyId></SSE-KMS></Encryption>"),
            absent(.huaweiOBS, .otherEncryption, csv, csv + "<Encryption><SSE-C></SSE-C></Encryption>"),
            absent(.tencentCOS, .otherSchedule, daily, "<Frequency>Hourly</Frequency>"),
            absent(.tencentCOS, .otherVersions, current, "<IncludedObjectVersions>Newest<"),
            absent(.tencentCOS, .encryptionStatusField, size, "<Field>EncryptionStatus</Field>"),
            absent(.tencentCOS, .otherField, size, "<Field>ObjectAcl</Field>"),
            absent(.tencentCOS, .otherFormat, csv, "<Format>XLSX</Format>"),
            absent(.tencentCOS, .reportKMS, csv, csv + "<Encryption><SSE-KMS></SSE-KMS></Encryption>"),
            absent(.tencentCOS, .otherEncryption, csv, csv + "<Encryption><SSE-C></SSE-C></Encryption>"),
            absent(.volcengineTOS, .monthlySchedule, jsonDaily, #""Frequency":"Monthly""#),
            absent(.volcengineTOS, .monthlyDay, jsonDaily, jsonDaily + #","MonthlyDate":1"#),
            absent(.volcengineTOS, .otherSchedule, jsonDaily, #""Frequency":"Hourly""#),
            absent(.volcengineTOS, .otherVersions, #""Current""#, #""Newest""#),
            absent(.volcengineTOS, .tagFilter, jsonFilter, jsonFilter + #","Tag":[{"Key":"a","Value":"b"}]"#),
            absent(.volcengineTOS, .createdFilter, jsonFilter, jsonFilter + #","Period":{"StartTime":1}"#),
            absent(.volcengineTOS, .modifiedFilter, jsonFilter, jsonFilter + #","LastModifyBeginTimeStamp":1"#),
            absent(.volcengineTOS, .sizeFilter, jsonFilter, jsonFilter + #","LowerSizeBound":1"#),
            absent(.volcengineTOS, .storageClassFilter, jsonFilter, jsonFilter + #","StorageClass":"STANDARD""#),
            absent(.volcengineTOS, .userMetadataField, #""Size""#, #""x-tos-meta-owner""#),
            absent(.volcengineTOS, .otherField, #""Size""#, #""ObjectAcl""#),
            absent(.volcengineTOS, .orcFormat, #""CSV""#, #""ORC""#),
            absent(.volcengineTOS, .parquetFormat, #""CSV""#, #""Parquet""#),
            absent(.volcengineTOS, .otherFormat, #""CSV""#, #""XLSX""#),
            absent(.volcengineTOS, .reportEncryption, #""CSV""#, #""CSV","Encryption":{"SSE-TOS":{}}"#),
            absent(.volcengineTOS, .reportKMS, #""CSV""#, #""CSV","Encryption":{"SSE-KMS":{"KeyId":"k"}}"#),
            absent(.volcengineTOS, .otherEncryption, #""CSV""#, #""CSV","Encryption":{"SSE-C":{}}"#),
            RawDocument(.volcengineTOS, nil, "another id within than without", #""Id":"rule""#, #""Id":"other""#),
            RawDocument(.volcengineTOS, nil, "no role", #","Role":"TosArchiveTOSInventory""#, ""),
            RawDocument(.volcengineTOS, nil, "no account", #""AccountId":"2100000000","#, ""),
            absent(.alibabaOSS, .otherSchedule, daily, "<Frequency>Hourly</Frequency>"),
            absent(.alibabaOSS, .otherVersions, current, "<IncludedObjectVersions>Newest<"),
            absent(.alibabaOSS, .tagFilter, filter, "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>"),
            absent(.alibabaOSS, .createdFilter, filter, "<Filter><Period><StartTime>1</StartTime></Period></Filter>"),
            absent(.alibabaOSS, .replicationStatusField, size, "<Field>ReplicationStatus</Field>"),
            absent(.alibabaOSS, .tagField, size, "<Field>Tag</Field>"),
            absent(.alibabaOSS, .userMetadataField, size, "<Field>x-oss-meta-owner</Field>"),
            absent(.alibabaOSS, .otherField, size, "<Field>Colour</Field>"),
            absent(.alibabaOSS, .orcFormat, csv, "<Format>ORC</Format>"),
            absent(.alibabaOSS, .parquetFormat, csv, "<Format>Parquet</Format>"),
            absent(.alibabaOSS, .otherFormat, csv, "<Format>XLSX</Format>"),
            absent(.alibabaOSS, .otherEncryption, csv, csv + "<Encryption><SSE-C></SSE-C></Encryption>"),
            RawDocument(.alibabaOSS, nil, "another id within than without", "<Id>rule<", "<Id>other<"),
            RawDocument(
                .alibabaOSS, nil, "no role", "<RoleArn>acs:ram::1000000000000000:role/AliyunOSSRole</RoleArn>", ""),
            RawDocument(.alibabaOSS, nil, "no account", "<AccountId>1000000000000000</AccountId>", ""),
            RawDocument(
                .tencentCOS, nil, "tags without the column Tag", filter,
                "<Filter><And><Tag><Key>a</Key><Value>b</Value></Tag></And></Filter>"),
            RawDocument(
                .tencentCOS, nil, "reports in another region", "qcs::cos:ap-guangzhou:", "qcs::cos:ap-beijing:"),
            RawDocument(
                .huaweiOBS, nil, "a prefix of 1025 bytes", "rule/", String(repeating: "x", count: 1025)),
            RawDocument(.huaweiOBS, nil, "another id within than without", "<Id>rule<", "<Id>other<"),
            RawDocument(.tencentCOS, nil, "another id within than without", "<Id>rule<", "<Id>other<"),
        ]
}

@Suite struct `What the server refuses` {
    @Test(arguments: RawDocument.all.filter { EmulatedProvider.allCases.contains($0.provider) })
    func refuses(_ raw: RawDocument) async throws {
        let cloud = try EmulatedCloud(raw.provider, quirks: raw.quirks)
        let provider = cloud.client().provider
        let rule = cloud.client().capabilities.fit(cloud.rule(), in: cloud.bucket).value
        var document = try provider.rendering(of: rule)
        _ = try await provider.store(document, as: rule.id, in: cloud.bucket)
        #expect(cloud.documents.map(\.document) == [document.bytes], "the document is fine before it is spoilt")
        cloud.emulator.reset()

        let spoilt = document.text.replacing(raw.part, with: raw.replacement)
        try #require(spoilt != document.text, "the document does not hold what is to be spoilt")
        document.bytes = Array(spoilt.utf8)
        let raw = document
        let error = await #expect(throws: InventoryError.self) {
            _ = try await provider.store(raw, as: rule.id, in: cloud.bucket)
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.reply?.status == 400)
        #expect(cloud.documents.isEmpty)
    }

    /// No source gives ids of S3 an alphabet, and those of OSS differ: neither side refuses any there.
    @Test(arguments: EmulatedProvider.allCases.filter { ![.amazonS3, .alibabaOSS].contains($0) })
    func `Ids that the client refuses`(_ provider: EmulatedProvider) async throws {
        let cloud = try EmulatedCloud(provider)
        let longest = String(repeating: "x", count: 65)
        for id in ["a/b", "a b", "é", "a&id=b"] + (provider == .huaweiOBS ? [longest] : []) {
            let rule = cloud.client().capabilities.fit(cloud.rule(id, prefix: "rule/"), in: cloud.bucket).value
            let provider = cloud.client().provider
            let error = await #expect(throws: InventoryError.self) {
                _ = try await provider.store(provider.rendering(of: rule), as: rule.id, in: cloud.bucket)
            }
            #expect(error?.code == .invalidRequest, "\(id)")
        }
        #expect(cloud.emulator.requestCount > 0)
        #expect(cloud.documents.isEmpty)
    }

    /// One-off jobs cannot be written as a rule's document; the emulator's own tests post them to OBS.
    @Test(arguments: EmulatedProvider.allCases)
    func `Every feature that a cloud lacks is tried`(_ provider: EmulatedProvider) throws {
        let capabilities = try Vendors.vendor(ProviderID(rawValue: provider.rawValue)).capabilities
        let tried = Set(RawDocument.all.filter { $0.provider == provider }.compactMap(\.feature))
        let lacking = Feature.allCases.filter { feature in
            if case .native = capabilities[feature] { return false }
            return feature != .oneOff
        }
        #expect(tried == Set(lacking))
    }
}
