import CloudInventory
import Foundation
import InventoryCore
import InventoryWire
import Testing

/// A document with one part that no rule has.
struct Oddity: Sendable, CustomTestStringConvertible {
    var document: String
    var path: String
    var value: String
    var testDescription: String { path }
}

/// Documents of one rule, with more in some of their places.
private enum Sample {
    /// A COS rule with more in its root, its destination, its schedule and its filter.
    static func cos(
        root: String = "", destination: String = "", filter: String? = nil,
        schedule: String = "<Schedule><Frequency>Daily</Frequency></Schedule>",
        fields: String = "<OptionalFields><Field>Size</Field></OptionalFields>"
    ) -> String {
        "<InventoryConfiguration><Id>nightly</Id><IsEnabled>true</IsEnabled><Destination><COSBucketDestination>"
            + "<Format>CSV</Format><Bucket>qcs::cos:ap-guangzhou::inv-1250000000</Bucket>\(destination)"
            + "</COSBucketDestination></Destination>\(schedule)\(filter ?? "")"
            + "<IncludedObjectVersions>All</IncludedObjectVersions>\(fields)\(root)</InventoryConfiguration>"
    }

    static func obs(root: String = "", destination: String = "", filter: String = "") -> String {
        "<InventoryConfiguration><Id>nightly</Id><IsEnabled>true</IsEnabled>\(filter)<Destination><Format>CSV</Format>"
            + "<Bucket>acme-inv</Bucket>\(destination)</Destination><Schedule><Frequency>Daily</Frequency></Schedule>"
            + "<IncludedObjectVersions>All</IncludedObjectVersions>\(root)</InventoryConfiguration>"
    }

    static func object(_ encryption: String = "null", filter: String = "null", fields: String = #"["Size"]"#)
        -> String
    {
        #"{"Id": "nightly", "IsEnabled": "true", "Destination": {"COSBucketDestination": {"Format": "CSV", "#
            + #""Bucket": "qcs::cos:ap-guangzhou::inv-1250000000", "Prefix": null, "Encryption": \#(encryption)}}, "#
            + #""Schedule": {"Frequency": "Daily"}, "Filter": \#(filter), "IncludedObjectVersions": "All", "#
            + #""OptionalFields": \#(fields)}"#
    }
}

/// A rule's document accounts for each element, text and attribute of it.
@Suite struct `Documents` {
    private func read(_ text: String) throws -> StoredRule { try TencentCOS.codec.decodeRule(Array(text.utf8)) }

    fileprivate static let oddities = [
        Oddity(document: Sample.cos(filter: "<Filter>db/</Filter>"), path: "Filter", value: "db/"),
        Oddity(
            document: Sample.cos(filter: "<Filter>x<Prefix>db/</Prefix></Filter>"), path: "Filter", value: "x"),
        Oddity(document: Sample.cos(root: "x"), path: "InventoryConfiguration", value: "x"),
        Oddity(
            document: Sample.cos(destination: "<Encryption>SSE-COS</Encryption>"),
            path: "Destination/COSBucketDestination/Encryption", value: "SSE-COS"),
        Oddity(
            document: Sample.cos(destination: "<Encryption><SSE-COS><Key>k</Key></SSE-COS></Encryption>"),
            path: "Destination/COSBucketDestination/Encryption/SSE-COS/Key", value: "k"),
        Oddity(
            document: Sample.cos(fields: "<OptionalFields>Size,ETag</OptionalFields>"), path: "OptionalFields",
            value: "Size,ETag"),
        Oddity(
            document: Sample.cos(
                filter: "<Filter><And><Tag><Key>a</Key><Value>b</Value><Negate>true</Negate></Tag></And></Filter>",
                fields: "<OptionalFields><Field>Tag</Field></OptionalFields>"),
            path: "Filter/And/Tag/Negate", value: "true"),
        Oddity(
            document: Sample.cos(
                filter: "<Filter><And><Tag><Key>a</Key><Value>b</Value><Value>c</Value></Tag></And></Filter>",
                fields: "<OptionalFields><Field>Tag</Field></OptionalFields>"),
            path: "Filter/And/Tag/Value", value: "c"),
        Oddity(
            document: Sample.cos(filter: "<Filter><Period><StartTime>1</StartTime><Zone>CST</Zone></Period></Filter>"),
            path: "Filter/Period/Zone", value: "CST"),
        Oddity(
            document: Sample.cos(filter: "<Filter><Prefix>a/</Prefix><Prefix>b/</Prefix></Filter>"),
            path: "Filter/Prefix",
            value: "b/"),
        Oddity(
            document: Sample.cos(filter: "<Filter><Prefix>a/</Prefix><And><Prefix>b/</Prefix></And></Filter>"),
            path: "Filter/Prefix", value: "a/"),
        Oddity(
            document: Sample.cos(filter: "<Filter><Prefix>a/</Prefix></Filter><Filter><Prefix>b/</Prefix></Filter>"),
            path: "Filter", value: "Prefix: b/"),
        Oddity(
            document: Sample.cos(root: "<IncludedObjectVersions>Current</IncludedObjectVersions>"),
            path: "IncludedObjectVersions", value: "Current"),
        Oddity(
            document: Sample.cos(root: "<OptionalFields><Field>ETag</Field></OptionalFields>"), path: "OptionalFields",
            value: "Field: ETag"),
        Oddity(
            document: Sample.cos(filter: "<Filter mode='or'><Prefix>a/</Prefix></Filter>"), path: "Filter/@mode",
            value: "or"),
        Oddity(
            document: Sample.cos(filter: "<Filter><Prefix>a/<B>x</B></Prefix></Filter>"), path: "Filter/Prefix/B",
            value: "x"),
        Oddity(
            document: Sample.cos(
                schedule: "<Schedule><Frequency>Daily</Frequency><MonthlyDate>3</MonthlyDate></Schedule>"),
            path: "Schedule/MonthlyDate", value: "3"),
        Oddity(
            document: Sample.cos(
                schedule: "<Schedule><Frequency>Monthly</Frequency><MonthlyDate>99</MonthlyDate></Schedule>"),
            path: "Schedule/MonthlyDate", value: "99"),
        Oddity(
            document: Sample.cos(schedule: "<Schedule>x<Frequency>Daily</Frequency></Schedule>"), path: "Schedule",
            value: "x"),
    ]

    @Test(arguments: oddities)
    func `What nobody has read in a document is a finding with its place`(_ oddity: Oddity) throws {
        let findings = try read(oddity.document).findings
        #expect(findings.map(\.path) == [oddity.path])
        #expect(findings.map(\.value) == [oddity.value])
        #expect(findings.allSatisfy { $0.kind == .unrecognized && $0.message.hasPrefix("line 1, column ") })
    }

    @Test func `The place is a line and a column of the rule's own document`() throws {
        let text = Sample.cos(filter: "\n  <Filter>\n <New/></Filter>")
        #expect(try read(text).findings.first?.message.hasPrefix("line 3, column 2: ") == true)
        let list = "<ListInventoryConfigurationResult>\n\n\(text)</ListInventoryConfigurationResult>"
        guard case .rule(let stored) = try TencentCOS.codec.decodeList(Array(list.utf8)).entries.first else {
            Issue.record("the rule is not read")
            return
        }
        #expect(stored.findings.first?.message.hasPrefix("line 3, column 2: ") == true)
    }

    @Test(arguments: [
        Sample.obs(destination: "<Encryption><SSE-KMS/></Encryption>"), Sample.obs(filter: "<Filter>db/</Filter>"),
        Sample.obs(filter: "<Filter><Prefix>a</Prefix><Prefix>b</Prefix></Filter>"),
        Sample.obs(destination: "<Prefix a='b'>x</Prefix>"),
    ])
    func `…in OBS too`(_ text: String) throws {
        #expect(try HuaweiOBS.codec.decodeRule(Array(text.utf8)).findings.count == 1)
    }

    @Test(arguments: [
        "", "<Filter/>", "<Filter><And/></Filter>", "<Filter><And></And><Prefix></Prefix></Filter>",
        "<Filter><Period></Period></Filter>", "<Filter><Period><StartTime></StartTime><EndTime/></Period></Filter>",
        "<Filter><And><Prefix/><StorageClass></StorageClass></And></Filter>", "<Filter><And><Tag/></And></Filter>",
        "<Filter>\n  <And>\n </And>\n</Filter>",
    ])
    func `An empty part of a filter is none`(_ filter: String) throws {
        let stored = try read(Sample.cos(filter: filter))
        #expect(stored.findings.isEmpty)
        #expect(stored.rule.content.filter == Filter())
        #expect(stored.rule.content.filter.prefix == nil && stored.rule.content.filter.created == nil)
    }

    @Test(arguments: [
        Sample.cos(destination: "<AccountId></AccountId><Prefix/><Encryption/>"),
        Sample.cos(fields: "<OptionalFields><Field>Size</Field><Field/></OptionalFields>"),
        Sample.cos(schedule: "<Schedule><Frequency>Daily</Frequency><MonthlyDate/></Schedule>"),
        Sample.cos(root: "<OptionalFields/>"),
        Sample.cos(fields: "<OptionalFields/><OptionalFields><Field>Size</Field></OptionalFields>"),
    ])
    func `An empty element makes no difference`(_ text: String) throws {
        let stored = try read(text)
        #expect(stored.findings.isEmpty)
        #expect(stored.rule == (try read(Sample.cos()).rule))
    }

    @Test(arguments: ["Id", "IsEnabled", "Format", "Bucket", "Frequency", "IncludedObjectVersions"])
    func `A rule without a value that it needs is refused by its name`(_ name: String) throws {
        let text = Sample.cos()
        let start = try #require(text.range(of: "<\(name)>")).upperBound
        let end = try #require(text.range(of: "</\(name)>")).lowerBound
        let error = #expect(throws: InventoryError.self) {
            try read(text.replacingCharacters(in: start..<end, with: ""))
        }
        #expect(error?.message.contains(name) == true)
    }

    @Test(arguments: [
        Sample.cos(), Sample.cos(filter: "<Filter><And><Tag><Key>a</Key><Value/></Tag></And></Filter>"),
        Sample.cos(fields: "<OptionalFields><Field/><Field>New</Field><Field>x-cos-meta-</Field></OptionalFields>"),
        Sample.cos(schedule: "<Schedule><Frequency> Hourly\n</Frequency></Schedule>"),
        Sample.cos(schedule: "<Schedule><Frequency>Monthly</Frequency><MonthlyDate>31</MonthlyDate></Schedule>"),
        Sample.cos(filter: "<Filter><Period><EndTime>253402300799</EndTime></Period></Filter>"),
    ])
    func `What was read can be written and read again`(_ text: String) throws {
        let rule = try read(text).rule
        let written = try JSONText.encode(rule)
        #expect(try JSONText.decode(InventoryRule.self, from: written) == rule)
    }

    @Test func `A window without bounds is none in every rule, and nothing is lost with it`() throws {
        var rule = try read(
            Sample.obs().filling("acme-inv", with: "x").filling(
                "<Destination><Format>CSV</Format><Bucket>x</Bucket></Destination>",
                with:
                    "<Destination><COSBucketDestination><Format>CSV</Format><Bucket>x</Bucket></COSBucketDestination></Destination>"
            )
        ).rule
        rule.content.filter.created = CreationWindow()
        #expect(rule.content.filter == Filter())
        #expect(rule.content.filter.created == nil && Filter(created: CreationWindow()).created == nil)
        let findings = try Vendors.vendor(HuaweiOBS.id).capabilities.fit(rule, fidelity: .exact).findings
        #expect(
            !findings.contains {
                $0.path.hasPrefix("created") || $0.feature?.rawValue.hasPrefix("filter.created") == true
            })
    }

    @Test func `A time in milliseconds is refused with its place`() throws {
        let error = #expect(throws: InventoryError.self) {
            try read(Sample.cos(filter: "<Filter><Period><StartTime>1704067200000</StartTime></Period></Filter>"))
        }
        #expect(error?.message.contains("line 1, column") == true && error?.message.contains("9999") == true)
    }

    // MARK: Other clouds

    @Test(arguments: [
        "S3BucketDestination", "OSSBucketDestination", "TOSBucketDestination",
    ])
    func `A rule of another cloud is refused with what it is`(_ element: String) throws {
        let text = Sample.cos().filling("COSBucketDestination", with: element)
        let error = #expect(throws: InventoryError.self) { try read(text) }
        #expect(error?.message.contains("it is a rule of \(element.prefix(while: { $0 != "B" }))") == true)
        if element != "S3BucketDestination" {
            #expect(throws: InventoryError.self) { try HuaweiOBS.codec.decodeRule(Array(text.utf8)) }
        }
    }

    @Test(arguments: ["arn:aws:s3:::inv", "acs:oss:cn:1:inv"])
    func `The resource name of another cloud is no report bucket`(_ name: String) throws {
        let cos = Sample.cos().filling("qcs::cos:ap-guangzhou::inv-1250000000", with: name)
        #expect(throws: InventoryError.self) { try read(cos) }
        let obs = Sample.obs().filling("acme-inv", with: name)
        let error = #expect(throws: InventoryError.self) { try HuaweiOBS.codec.decodeRule(Array(obs.utf8)) }
        #expect(error?.message.contains("in another cloud") == true)
    }

    // MARK: Objects of the JavaScript SDK

    private func object(_ text: String) throws -> StoredRule { try TencentCOS.objectCodec.decodeRule(Array(text.utf8)) }

    @Test(arguments: [
        #"{"SSE-COS": null}"#, #"{"SSE-COS": {}}"#, #"{"SSECOS": ""}"#, #"{"SSECOS": []}"#, #"[{"SSECOS": null}]"#,
    ])
    func `JSON's null is an empty element`(_ encryption: String) throws {
        let stored = try object(Sample.object(encryption))
        #expect(stored.rule.content.encryption == .serviceManaged)
        #expect(stored.findings.isEmpty)
        #expect(try object(Sample.object()).rule.content.encryption == .none)
    }

    @Test(arguments: [#"["Size", "ETag"]"#, #"{"Field": ["Size", "ETag"]}"#, #"[{"Field": ["Size", "ETag"]}]"#])
    func `Columns are read from every form of a list`(_ fields: String) throws {
        let stored = try object(Sample.object(fields: fields))
        #expect(stored.rule.content.fields.list == [.size, .eTag])
        #expect(stored.findings.isEmpty)
    }

    @Test func `Every value in a list of one is that value`() throws {
        let text =
            #"{"InventoryConfiguration": [{"Id": ["nightly"], "IsEnabled": [true], "Destination": [{"COSBucketDestination": "#
            + #"[{"Format": ["CSV"], "Bucket": ["qcs::cos:ap-guangzhou::inv-1250000000"]}]}], "Schedule": "#
            + #"[{"Frequency": ["Daily"]}], "IncludedObjectVersions": ["All"], "OptionalFields": ["Size"]}]}"#
        let stored = try object(text)
        #expect(stored.findings.isEmpty)
        #expect(stored.rule == (try object(Sample.object()).rule))
    }

    @Test(
        arguments: [
            (Sample.object(filter: #""db/""#), "Filter"), (Sample.object(fields: #""Size""#), "OptionalFields"),
            (Sample.object(filter: #"{"Prefix": ["a", "b"]}"#), "Filter/Prefix"),
            (Sample.object(filter: #"["db/"]"#), "Filter"),
            (Sample.object(#"{"SSECOS": false}"#), "Destination/COSBucketDestination/Encryption/SSECOS"),
            (Sample.object(fields: #"[["Size"]]"#), "OptionalFields/OptionalFields"),
            (Sample.object().filling("\"Id\"", with: "\"New\": [], \"Id\""), "New"),
        ])
    func `What an object has that no rule has is a finding`(_ text: String, _ path: String) throws {
        #expect(try object(text).findings.map(\.path) == [path])
    }

    @Test func `What stands beside the rule in its envelope is a finding, but for what the SDK returns`() throws {
        let text =
            #"{"InventoryConfiguration": \#(Sample.object()), "statusCode": 200, "headers": {"a": "b"}, "Other": 1}"#
        #expect(try object(text).findings.map(\.path) == ["Other"])
    }

    @Test func `A rule is written as an object and read again`() throws {
        let rule = try read(
            Sample.cos(
                destination: "<Encryption><SSE-COS/></Encryption>",
                filter: "<Filter><And><Prefix>a</Prefix><Tag><Key>k</Key><Value>1</Value></Tag>"
                    + "<Tag><Key>l</Key><Value>2</Value></Tag></And></Filter>")
        ).rule
        let document = try TencentCOS.objectCodec.encode(rule)
        #expect(document.text.hasPrefix(#"{"InventoryConfiguration":{"#) && document.text.holds(#""SSECOS":"""#))
        #expect(try object(document.text).rule == rule)
    }
}
