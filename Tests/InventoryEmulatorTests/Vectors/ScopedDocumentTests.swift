import Foundation
import InventoryWire
import Testing

@testable import InventoryEmulator

/// Documents that the SDKs of OSS and TOS wrote for rules: each is taken, and reads back with all its parts. Fields that
/// are not known yet are switched on.
@Suite struct ScopedDocumentTests {
    struct Written: Decodable, Sendable, CustomTestStringConvertible {
        struct Rule: Decodable, Sendable { var id: String }
        struct Expected: Decodable, Sendable { var body: String }

        var id: String
        var note: String
        var conformance: String
        var rule: Rule
        var expected: Expected

        var testDescription: String { "\(id): \(note)" }
    }

    private struct File: Decodable { var vectors: [Written] }

    private static func written(_ path: String) -> [Written] {
        // What cannot be read fails the test that counts.
        let file = (try? VectorFile.data(path)).flatMap { try? JSONDecoder().decode(File.self, from: $0) }
        return file?.vectors.filter { $0.conformance == "must" } ?? []
    }

    static let oss = written("oss/serialisation.json")
    static let tos = written("tos/serialisation.json")

    @Test func `there are documents of both clouds`() {
        #expect(Self.oss.count == 81)
        #expect(Self.tos.count == 58)
    }

    @Test(arguments: oss) func `OSS takes what its SDKs write`(_ written: Written) throws {
        let harness = try VendorHarness.oss(quirks: [
            "elementOrder": "asReceived", "enabledEcho": "asGiven", "unknownFields": "accepted",
        ])
        let id = PercentEncoding.encode(written.rule.id)
        let answer = harness.call("PUT", "inventory&inventoryId=\(id)", written.expected.body)
        if written.note.contains("1024") {
            // One character more than a prefix may have.
            #expect(answer.number == "0020-00000038")
            return
        }
        #expect(answer.text == "")
        let read = try #require(harness.call("GET", "inventory&inventoryId=\(id)").root)
        #expect(Markup(read) == Markup(try XMLReader.read(Array(written.expected.body.utf8)).root))
    }

    @Test(arguments: tos) func `TOS takes what its SDK writes`(_ written: Written) throws {
        let harness = try VendorHarness.tos(quirks: ["unknownFields": "accepted"])
        let id = PercentEncoding.encode(written.rule.id)
        #expect(harness.call("PUT", "id=\(id)&inventory", written.expected.body).text == "")
        let read = harness.call("GET", "id=\(id)&inventory").json
        let sent = try JSONSerialization.jsonObject(with: Data(written.expected.body.utf8)) as? NSDictionary
        #expect(read as NSDictionary == sent)
    }
}
