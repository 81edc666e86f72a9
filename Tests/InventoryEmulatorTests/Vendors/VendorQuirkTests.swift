import InventoryWire
import Testing

@testable import InventoryEmulator

/// A switch that switches nothing would let a client pass under a quirk that it never met.
@Suite struct VendorQuirkTests {
    /// Every value of every quirk of OSS and TOS that is not the standard one.
    static let values: [(EmulatedProvider, String, String)] = [EmulatedProvider.alibabaOSS, .volcengineTOS].flatMap {
        provider in
        provider.vendor.quirks.flatMap { quirk in
            quirk.values.filter { $0 != quirk.standard }
                .map { (provider, String(quirk.name.dropFirst(provider.rawValue.count + 1)), $0) }
        }
    }

    @Test(arguments: values) func `every value of a quirk changes some answer`(
        _ provider: EmulatedProvider, _ name: String, _ value: String
    ) throws {
        let transcript = provider == .alibabaOSS ? Self.oss : Self.tos
        let standard = try transcript([:])
        #expect(try transcript([:]) == standard)
        #expect(try transcript([name: value]) != standard)
    }

    /// The answers to calls that touch every open point of OSS.
    private static func oss(_ quirks: [String: String]) throws -> [EmulatorResponse] {
        let reports = EmulatedBucket(provider: .alibabaOSS, name: "example-reports", region: "cn-hangzhou")
        var harness = try VendorHarness.oss(quirks: quirks, destinationBuckets: [reports])
        let bucket = VendorHarness.bucketName
        let put = { (document: String) in
            harness.call("PUT", "inventory&inventoryId=a", document)
        }
        var answers = [
            harness.call("GET", "inventory"), harness.call("DELETE", "inventory&inventoryId=none"),
            harness.call("GET", "inventory", host: "\(bucket).oss-cn-qingdao.aliyuncs.com"),
            harness.call("GET", "inventory", host: "\(bucket).oss-accelerate.aliyuncs.com"),
            harness.callInVersion1("GET", "inventory"),
        ]
        let long = String(repeating: "x", count: 193)
        let incremental = "<IncrementalInventory><IsEnabled>true</IsEnabled></IncrementalInventory>"
        let documents = [
            Documents.oss("a", enabled: "<IsEnabled>tRue</IsEnabled>", more: "<New>1</New>"),
            Documents.oss("a", filter: "<Filter><LowerSizeBound>1</LowerSizeBound></Filter>"),
            Documents.oss("a", prefix: long), Documents.oss("a", schedule: "<Frequency>Once</Frequency>"),
            Documents.oss("a", schedule: "<Frequency>Monthly</Frequency>"), Documents.oss("a", last: incremental),
            Documents.oss("a", fields: "<OptionalFields><Field>Colour</Field></OptionalFields>"),
            Documents.oss("a", destination: "acs:oss:::elsewhere"),
        ]
        for document in documents {
            answers += [
                put(document), put(document), harness.call("GET", "inventory&inventoryId=a"),
                harness.call("DELETE", "inventory&inventoryId=a"),
            ]
        }
        answers.append(harness.call("PUT", "inventory&inventoryId=A_b", Documents.oss("A_b")))
        harness.scopeRegion = "cn-qingdao"
        return (answers + [harness.call("GET", "inventory")]).map(\.response)
    }

    /// The answers to calls that touch every open point of TOS.
    private static func tos(_ quirks: [String: String]) throws -> [EmulatorResponse] {
        let reports = EmulatedBucket(provider: .volcengineTOS, name: "example-reports", region: "cn-beijing")
        let harness = try VendorHarness.tos(
            quirks: quirks, objects: [EmulatedObject("old", .text("x"), storageClass: "ARCHIVE")],
            destinationBuckets: [reports])
        var answers = [
            harness.call("GET", "inventory"), harness.call("DELETE", "id=none&inventory"),
            harness.call("GET", "inventory", host: "\(VendorHarness.bucketName).tos-cn-shanghai.volces.com"),
            harness.call("GET", "inventory", host: "127.0.0.1", path: "/\(VendorHarness.bucketName)/"),
            harness.call("GET", ""), harness.call("GET", "", path: "/old"),
        ]
        let documents = [
            Documents.tos("a"), #"{"InventoryConfiguration":\#(Documents.tos("a"))}"#,
            Documents.tos("a", compression: ""), Documents.tos("a", frequency: "Once"),
            Documents.tos("a", fields: #"["Colour"]"#), Documents.tos("a", more: #","New":1"#), Documents.tos("b"),
            Documents.tos("a", role: "MyRole"), Documents.tos("a", destination: "elsewhere"),
        ]
        for document in documents {
            answers += [
                harness.call("PUT", "id=a&inventory", document), harness.call("GET", "id=a&inventory"),
                harness.call("GET", "inventory"), harness.call("DELETE", "id=a&inventory"),
            ]
        }
        return answers.map(\.response)
    }
}
