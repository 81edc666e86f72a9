import CloudInventory
import Foundation
import InventoryCore
import InventoryWire
import Testing

/// Documents of other clouds and tools, and values that cannot be written again.
@Suite struct `Strange documents` {
    private static let bucket = "qcs::cos:ap-guangzhou::inv-1250000000"

    private static func cos(
        _ root: String = "InventoryConfiguration", bucket: String = bucket, filter: String = "",
        fields: String = "<Field>Size</Field>", id: String = "nightly"
    ) -> String {
        "<\(root)><Id>\(id)</Id><IsEnabled>true</IsEnabled><Destination><COSBucketDestination><Format>CSV</Format>"
            + "<Bucket>\(bucket)</Bucket></COSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency>"
            + "</Schedule>\(filter)<IncludedObjectVersions>All</IncludedObjectVersions><OptionalFields>\(fields)"
            + "</OptionalFields></\(root.prefix { $0 != " " })>"
    }

    private func read(_ text: String) throws -> StoredRule { try TencentCOS.codec.decodeRule(Array(text.utf8)) }

    // MARK: What contradicts itself

    @Test(arguments: [
        ("amazon-s3", "S3", "arn:aws:s3:::inv", "<SSE-S3/><SSE-KMS><KeyId>k</KeyId></SSE-KMS>"),
        ("alibaba-oss", "OSS", "acs:oss:::inv", "<SSE-OSS/><SSE-KMS><KeyId>k</KeyId></SSE-KMS>"),
        ("tencent-cos", "COS", bucket, "<SSE-COS/><SSE-COS/>"),
    ])
    func `A second kind of encryption is a finding, and the first one is read`(
        _ provider: String, _ name: String, _ bucket: String, _ kinds: String
    ) throws {
        let text =
            "<InventoryConfiguration><Id>nightly</Id><IsEnabled>true</IsEnabled><Destination><\(name)BucketDestination>"
            + "<Format>CSV</Format><Bucket>\(bucket)</Bucket><Encryption>\(kinds)</Encryption></\(name)BucketDestination>"
            + "</Destination><Schedule><Frequency>Daily</Frequency></Schedule>"
            + "<IncludedObjectVersions>All</IncludedObjectVersions></InventoryConfiguration>"
        let vendor = try Vendors.vendor(ProviderID(rawValue: provider))
        let stored = try vendor.rules.decodeRule(Array(text.utf8))
        #expect(stored.rule.content.encryption == .serviceManaged && stored.rule.destination.kmsKey == nil)
        #expect(stored.findings.map(\.kind) == [.unrecognized])
        #expect(stored.findings.first?.message.contains("that one was read") == true)
    }

    // MARK: Namespaces and attributes

    @Test(arguments: [
        "http://www.qcloud.com/document/product/436/7751", "https://cloud.tencent.com/document/product/436",
        "http://doc.s3.amazonaws.com/2006-03-01", "http://s3.amazonaws.com/doc/2006-03-01/",
    ])
    func `A namespace that the cloud sends makes no difference`(_ namespace: String) throws {
        let stored = try read(Self.cos("InventoryConfiguration xmlns='\(namespace)'"))
        #expect(stored.findings.isEmpty)
        let plain = try read(Self.cos()).rule
        #expect(stored.rule == plain)
        let prefixed = Self.cos().filling("<", with: "<p:").filling("<p:/", with: "</p:").filling(
            "<p:InventoryConfiguration", with: "<p:InventoryConfiguration xmlns:p='\(namespace)'")
        #expect(try read(prefixed).findings.isEmpty)
    }

    @Test(arguments: [
        "http://obs.cn-north-4.myhuaweicloud.com/doc/2015-06-30/", "http://doc.oss-cn-hangzhou.aliyuncs.com",
    ])
    func `A namespace that no document of the cloud has is a finding`(_ namespace: String) throws {
        let findings = try read(Self.cos("InventoryConfiguration xmlns='\(namespace)'")).findings
        #expect(findings.map(\.path) == ["@xmlns"] && findings.map(\.value) == [namespace])
        #expect(findings.allSatisfy { $0.kind == .unrecognized })
    }

    @Test(arguments: [
        ("<Filter xmlns='urn:other'><Prefix>a/</Prefix></Filter>", "{urn:other}Filter"),
        ("<x:Filter xmlns:x='urn:other'><x:Prefix>a/</x:Prefix></x:Filter>", "{urn:other}Filter"),
        ("<Filter><x:Prefix xmlns:x='urn:other'>a/</x:Prefix></Filter>", "Filter/{urn:other}Prefix"),
        ("<Filter xml:lang='en'><Prefix>a/</Prefix></Filter>", "Filter/@xml:lang"),
        ("<Filter xmlns:xsi='urn:i' xsi:type='Or'><Prefix>a/</Prefix></Filter>", "Filter/@xsi:type"),
        ("<Filter><Prefix xml:space='preserve'>a/</Prefix></Filter>", "Filter/Prefix/@xml:space"),
    ])
    func `What is of another namespace is no part of a rule, and is said`(_ filter: String, _ path: String) throws {
        let stored = try read(Self.cos(filter: filter))
        #expect(stored.findings.map(\.path) == [path])
        #expect((stored.rule.content.filter.prefix == nil) == !path.contains("@"))
    }

    @Test func `A rule of another namespace in a list is unreadable`() throws {
        let list =
            "<ListInventoryConfigurationResult><x:InventoryConfiguration xmlns:x='urn:other'><x:Id>a</x:Id>"
            + "</x:InventoryConfiguration></ListInventoryConfigurationResult>"
        let entries = try TencentCOS.codec.decodeList(Array(list.utf8)).entries
        guard entries.count == 1, case .unreadable = entries[0] else {
            Issue.record("\(entries)")
            return
        }
    }

    // MARK: Report buckets

    @Test func `The account in a bucket's name is read where it is the bucket's, and said where it is not`() throws {
        let same = try read(Self.cos(bucket: "qcs::cos:ap-guangzhou:uid/1250000000:inv-1250000000"))
        let plain = try read(Self.cos()).rule
        #expect(same.findings.isEmpty && same.rule == plain)
        for account in ["1250000001", "", "250000000", "a/b"] {
            let other = try read(Self.cos(bucket: "qcs::cos:ap-guangzhou:uid/\(account):inv-1250000000"))
            #expect(other.findings.map(\.value) == ["uid/\(account)"])
            #expect(other.findings.map(\.path) == ["Destination/COSBucketDestination/Bucket"])
        }
    }

    @Test(arguments: [
        "qcs::cos::inv-1250000000", "qcs::cos:ap-guangzhou::", "qcs::cos:::inv-1250000000",
        "qcs:cos:ap-guangzhou::inv-1",
        "qcs::cos:ap-guangzhou::inv-1250000000:x", "qcs::cos:ap-guangzhou:x:inv-1", "qcs::cvm:ap-guangzhou::inv-1",
        "qcs:",
        "QCS::cos:ap-guangzhou::inv-1", "arn:aws:s3:::inv", "ARN:aws:s3:::inv",
        "https://inv-1.cos.ap-guangzhou.myqcloud.com",
    ])
    func `A name of a bucket that COS does not write is refused with its place`(_ name: String) throws {
        let error = #expect(throws: InventoryError.self) { try read(Self.cos(bucket: name)) }
        #expect(error?.message.contains("line 1, column") == true)
        #expect(error?.message.contains(Printable.quoted(name)) == true)
    }

    // MARK: What cannot be written again

    @Test(arguments: [
        (cos(filter: "<Filter><And><Tag><Key>a</Key><Value>b</Value></Tag></And></Filter>"), "filter.tags"),
        (cos(filter: "<Filter><Period><StartTime>20</StartTime><EndTime>10</EndTime></Period></Filter>"), "ends"),
        (cos(id: "a b"), "an id may hold"), (cos(bucket: "qcs::cos:ap-guangzhou::inv"), "APPID"),
        (cos(bucket: "qcs::cos:ap guangzhou::inv-1"), "the name of a region"),
    ])
    func `What was read and the cloud takes from nobody is remarked on`(_ text: String, _ words: String) throws {
        let stored = try read(text)
        #expect(stored.findings.count == 1)
        #expect(stored.findings.allSatisfy { $0.kind == .violation && $0.disposition == .noted })
        #expect(stored.findings.first?.message.contains(words) == true)
        // It is the same that the gate refuses.
        let capabilities = try Vendors.vendor(TencentCOS.id).capabilities
        #expect(!capabilities.fit(stored.rule).findings.refusals.isEmpty)
    }

    @Test(arguments: ["\\u0000", "\\u001b", "\\uffff"])
    func `A character that XML cannot hold is refused in an object, with its place`(_ escape: String) throws {
        for (name, text) in [
            ("Id", #"{"Id": "a\#(escape)"}"#), ("Prefix", #"{"Filter": {"Prefix": "\#(escape)b"}}"#),
            ("Value", #"{"Filter": {"Tag": {"Key": "a", "Value": "\#(escape)"}}}"#),
            ("Field", #"{"OptionalFields": {"Field": ["Size", "x-cos-meta-\#(escape)"]}}"#),
        ] {
            let error = #expect(throws: InventoryError.self) { try TencentCOS.objectCodec.decodeRule(Array(text.utf8)) }
            #expect(error?.message.contains("line 1, column") == true && error?.message.contains(name) == true)
        }
    }

    // MARK: White space

    @Test func `White space around a value is no part of it, but of a prefix and a tag`() throws {
        let text = Self.cos(
            filter: "<Filter><And><Prefix> a </Prefix><StorageClass>\n STANDARD </StorageClass></And>"
                + "<Period><StartTime>\n1\n</StartTime></Period></Filter>",
            fields: "<Field>\n  Size\n</Field><Field> x-cos-meta-a\t</Field>")
        var spaced = text
        for value in ["true", "CSV", "Daily", "All", "nightly", Self.bucket] {
            spaced = spaced.filling(">\(value)<", with: ">\r\n\t \(value) \n<")
        }
        let (plain, padded) = (try read(text), try read(spaced))
        #expect(padded.findings.isEmpty && padded.rule == plain.rule)
        #expect(plain.rule.content.filter.prefix == " a " && plain.rule.content.filter.storageClass == "STANDARD")
        #expect(plain.rule.content.fields.list == [.size, .userMetadata("a")])
        #expect(plain.rule.content.filter.created?.from == UTCInstant(secondsSinceEpoch: 1))
    }

    @Test(arguments: ["\n\n ", "\u{FEFF}", "\u{FEFF} \r\n\t"])
    func `White space around an object is none`(_ space: String) throws {
        let object = try String(decoding: TencentCOS.objectCodec.encode(read(Self.cos()).rule).bytes, as: UTF8.self)
        let stored = try TencentCOS.objectCodec.decodeRule(Array((space + object + " \n\n").utf8))
        #expect(stored.findings.isEmpty && stored.rule.id == "nightly")
    }

    // MARK: Lists and wrappers of objects

    @Test func `A list of one object is that one, and a longer list is refused`() throws {
        let object = try String(decoding: TencentCOS.objectCodec.encode(read(Self.cos()).rule).bytes, as: UTF8.self)
        #expect(try TencentCOS.objectCodec.decodeRule(Array("[\(object)]".utf8)).rule.id == "nightly")
        let error = #expect(throws: InventoryError.self) {
            try TencentCOS.objectCodec.decodeRule(Array("[\(object), \(object)]".utf8))
        }
        #expect(error?.message.contains("a list of 2") == true)
        let twice = #"{"InventoryConfiguration": [{"Id": "a"}, {"Id": "b"}]}"#
        #expect(throws: InventoryError.self) { try TencentCOS.objectCodec.decodeRule(Array(twice.utf8)) }
    }

    @Test(arguments: [
        "{}", "null", "[]", "[[]]", "[null]", "7", "\"\"", #"{"InventoryConfiguration": {}}"#,
        #"{"InventoryConfiguration": null}"#, #"{"InventoryConfiguration": []}"#,
        #"{"InventoryConfiguration": "nightly"}"#,
        #"{"Id": {}, "IsEnabled": []}"#, #"{"Id": [["a"]]}"#,
    ])
    func `An object without a rule is refused`(_ text: String) {
        #expect(throws: InventoryError.self) { try TencentCOS.objectCodec.decodeRule(Array(text.utf8)) }
    }
}
