import InventoryWire
import Testing

@testable import InventoryEmulator

@Suite struct QuirkTests {
    /// Every value of every quirk of COS and OBS that is not the standard one.
    static let values: [(String, String)] = [EmulatedProvider.tencentCOS, .huaweiOBS].flatMap(\.vendor.quirks).flatMap {
        quirk in
        quirk.values.filter { $0 != quirk.standard }.map { (quirk.name, $0) }
    }

    @Test func `every quirk says what it is about and where it is open`() {
        #expect(EmulatorQuirks.all.count >= 40)
        #expect(Set(EmulatorQuirks.all.map(\.name)).count == EmulatorQuirks.all.count)
        for quirk in EmulatorQuirks.all {
            #expect(quirk.name.hasPrefix(quirk.provider.rawValue + "."))
            #expect(quirk.values.contains(quirk.standard) && quirk.values.count >= 2)
            #expect(!quirk.sentence.isEmpty && !quirk.source.isEmpty)
        }
    }

    /// A switch that switches nothing would let a client pass under a quirk that it never met.
    @Test(arguments: values) func `every value of a quirk changes some answer`(_ name: String, _ value: String) throws {
        let standard = try Self.transcript([:])
        #expect(try Self.transcript([:]) == standard)
        #expect(try Self.transcript([name: value]) != standard)
    }

    @Test func `COS refuses to write over a rule where it is told to be a cloud that only creates`() throws {
        let harness = try Harness(quirks: ["tencent-cos.overwriting": "refused"])
        #expect(harness.cos("PUT", "inventory&id=a", Documents.cos("a")).status == 200)
        let second = harness.cos("PUT", "inventory&id=a", Documents.cos("a", versions: "Current"))
        #expect(second.status == 409 && second.code == "InventoryAlreadyExist")
        #expect(harness.cos("GET", "inventory&id=a").text.contains("All"))
        #expect(harness.cos("DELETE", "inventory&id=a").status == 204)
        #expect(harness.cos("PUT", "inventory&id=a", Documents.cos("a", versions: "Current")).status == 200)
    }

    @Test func `a behaviour against a vendor's pages is not among the open points`() {
        #expect(EmulatorQuirks.departures.map(\.name) == ["tencent-cos.overwriting"])
        #expect(Set(EmulatorQuirks.all.map(\.name)).isDisjoint(with: EmulatorQuirks.departures.map(\.name)))
    }

    @Test func `an unknown quirk or value is refused with the known ones`() {
        let unknown = #expect(throws: QuirkError.self) { try QuirkSettings(["tencent-cos.emptylist": "404"]) }
        #expect(unknown?.description.contains("tencent-cos.emptyList") == true)
        let value = #expect(throws: QuirkError.self) { try QuirkSettings(["tencent-cos.emptyList": "403"]) }
        #expect(value?.description.contains("known are 200, 404") == true)
    }

    @Test func `an empty list is 404 where the quirk says so, and not on a bucket that is missing`() throws {
        let harness = try Harness(quirks: ["tencent-cos.emptyList": "404", "huawei-obs.emptyList": "404"])
        #expect(harness.cos("GET", "inventory").code == "InventoryConfigurationNotFoundError")
        #expect(harness.obs("GET", "inventory").code == "NoSuchInventoryConfiguration")
        #expect(harness.obs("GET", "inventory", host: "127.0.0.1", path: "/nobody").code == "NoSuchBucket")
    }

    @Test func `an error without a body says its code in the headers of OBS`() throws {
        let harness = try Harness(quirks: ["huawei-obs.errorBody": "empty"])
        let answer = harness.obs("GET", "inventory&id=a%0d%0ab")
        #expect(answer.status == 404)
        #expect(answer.response.body.isEmpty)
        #expect(answer.response.headers["x-obs-error-code"] == "NoSuchInventoryConfiguration")
        let message = answer.response.headers["x-obs-error-message"] ?? "\n"
        #expect(!ASCII.hasControlCharacter(message))
    }

    @Test func `documents read back as their quirks say`() throws {
        let filtered = Documents.cos(
            "a", filter: "<Filter><Prefix>p</Prefix></Filter>", more: "<Encryption><SSE-COS></SSE-COS></Encryption>")
        let harness = try Harness(quirks: [
            "tencent-cos.prefixEcho": "and", "tencent-cos.enabledEcho": "capitalised",
            "tencent-cos.destinationPrefixEcho": "trailingSlash", "tencent-cos.encryptionEcho": "bare",
            "tencent-cos.fieldOrder": "reversed", "huawei-obs.destinationPrefixEcho": "defaulted",
        ])
        _ = harness.cos("PUT", "inventory&id=a", filtered)
        let rule = try #require(harness.cos("GET", "inventory&id=a").root)
        #expect(rule.child("Filter")?.child("And")?.child("Prefix")?.text == "p")
        #expect(rule.child("IsEnabled")?.text == "True")
        let destination = try #require(rule.child("Destination")?.child("COSBucketDestination"))
        #expect(destination.child("Prefix")?.text == "reports/")
        #expect(destination.child("SSE-COS") != nil && destination.child("Encryption") == nil)
        #expect(rule.child("OptionalFields")?.children.map(\.text) == ["ETag", "Size"])
        // What is stored is what came, whatever is echoed.
        #expect(
            harness.emulator.document("a", in: Harness.cosBucket, of: .tencentCOS)?.document == Array(filtered.utf8))
        _ = harness.obs("PUT", "inventory&id=a", Documents.obs("a", destinationPrefix: ""))
        let obs = harness.obs("GET", "inventory&id=a").root
        #expect(obs?.child("Destination")?.child("Prefix")?.text == "BucketInventory")
    }

    /// The answers to calls that touch every open point.
    private static func transcript(_ quirks: [String: String]) throws -> [EmulatorResponse] {
        let nowhere = EmulatedBucket(provider: .tencentCOS, name: "x-1", region: "ap-guangzhou")
        let here = EmulatedBucket(provider: .huaweiOBS, name: "destbucket", region: "cn-north-4")
        let other = EmulatedBucket(provider: .huaweiOBS, name: "otherdest", region: "cn-north-4")
        // The id last: an order that no page shows.
        let moved = { (document: String) in
            guard let start = document.firstRange(of: "<Id>"), let end = document.firstRange(of: "</Id>") else {
                return document
            }
            let id = document[start.lowerBound..<end.upperBound]
            return document.replacing(id, with: "").replacing(
                "</InventoryConfiguration>", with: id + "</InventoryConfiguration>")
        }
        var harness = try Harness(
            quirks: quirks, limits: [.tencentCOS: EmulatedLimits(maximumRules: 8)],
            destinationBuckets: [nowhere, here, other])
        let odd = "<OptionalFields><Field>Colour</Field></OptionalFields>"
        let encrypted = "<Encryption><SSE-COS></SSE-COS></Encryption><Unknown>1</Unknown>"
        let monthly = "<Schedule><Frequency>Monthly</Frequency></Schedule>"
        let both = "<Filter><And><Prefix>p</Prefix></And></Filter>"
        let plain = "<Filter><Prefix>p</Prefix></Filter>"
        let mixed = "<IsEnabled>tRue</IsEnabled>"
        var answers = [
            harness.cos("GET", "inventory"), harness.cos("DELETE", "inventory&id=none"),
            harness.cos("PUT", "inventory&id=a", Documents.cos("a", enabled: mixed, more: encrypted)),
            harness.cos("PUT", "inventory&id=b", Documents.cos("b", filter: both, fields: odd)),
            harness.cos("PUT", "inventory&id=c", Documents.cos("c", filter: plain)),
            harness.cos("PUT", "inventory&id=d", Documents.cos("d", schedule: monthly)),
            harness.cos("PUT", "inventory&id=e", Documents.cos("e", format: "ORC")),
            harness.cos("PUT", "inventory&id=f", Documents.cos("f", destination: "qcs::cos:ap-guangzhou::gone-1")),
            harness.cos("PUT", "inventory&Id=g", Documents.cos("g")),
            harness.cos("POST", "inventory&id=j", Documents.job("j")),
            harness.cos("POST", "inventory&id=j", Documents.job("j")),
            harness.cos("GET", "inventory&id=none"),
            harness.cos("PUT", "inventory&id=c", moved(Documents.cos("c", filter: plain))),
            harness.cos("GET", "inventory"),
        ]
        for number in 0..<8 {
            answers.append(harness.cos("PUT", "inventory&id=n\(number)", Documents.cos("n\(number)")))
        }
        answers += ["a", "b", "c"].map { harness.cos("GET", "inventory&id=\($0)") }
        answers += [
            harness.obs("GET", "inventory"), harness.obs("DELETE", "inventory&id=none"),
            harness.obs("PUT", "inventory&id=w", Documents.obs("w", prefix: "")),
            harness.obs("DELETE", "inventory&id=w"),
            harness.obs("PUT", "inventory&id=w", moved(Documents.obs("w", destinationPrefix: ""))),
            harness.obs("GET", "inventory&id=w"),
            harness.obs("PUT", "inventory&id=x", Documents.obs("x", prefix: "x", destination: "otherdest")),
            harness.obs("PUT", "inventory&id=y", Documents.obs("y", fields: odd)),
            harness.obs("PUT", "inventory&id=w", Documents.obs("w", fields: "<Unknown/>")),
            harness.obs("PUT", "inventory&id=z", Documents.obs("z", destination: "nowhere")),
            harness.obs("GET", "inventory"), harness.obs("GET", "inventory&id=none"),
            harness.obs("GET", "inventory", host: "127.0.0.1", path: "/examplebucket"),
            harness.obs("GET", "inventory", scheme: "AWS"),
            harness.obs("GET", "inventory", host: "examplebucket.obs.cn-east-3.myhuaweicloud.com"),
        ]
        harness.clientTime = 0
        answers.append(harness.cos("GET", "inventory"))
        return answers.map(\.response)
    }
}
