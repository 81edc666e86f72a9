import Foundation
import InventoryEmulator
import InventoryWire
import Testing

/// Reports that come by themselves, and reports that are asked for.
@Suite struct DeliveryTests {
    private static let start: Int64 = 1_790_000_000

    /// An emulator of OBS on a clock that the test moves, with rules in one bucket.
    private final class World: Sendable {
        let time = Locked(DeliveryTests.start)
        let emulator: Emulator

        init(_ reports: EmulatedReports = EmulatedReports(), rules: [(id: String, frequency: String, isOn: Bool)]) {
            let time = time
            emulator = Emulator(
                EmulatorConfiguration(
                    credentials: [],
                    buckets: [
                        EmulatedBucket(
                            provider: .huaweiOBS, name: "b-1", region: "r", objects: [EmulatedObject("a/x", .text("x"))]
                        ),
                        EmulatedBucket(provider: .huaweiOBS, name: "inv-1", region: "r"),
                    ], reports: reports)
            ) { time.withLock { $0 } }
            for rule in rules {
                let text = """
                    <InventoryConfiguration><Id>\(rule.id)</Id><IsEnabled>\(rule.isOn)</IsEnabled>\
                    <Filter><Prefix>a/</Prefix></Filter><Destination><Bucket>inv-1</Bucket></Destination>\
                    <Schedule><Frequency>\(rule.frequency)</Frequency></Schedule></InventoryConfiguration>
                    """
                emulator.place(Array(text.utf8), as: rule.id, in: "b-1", of: .huaweiOBS)
            }
        }

        func due(after seconds: Int64) -> Int {
            time.withLock { $0 = DeliveryTests.start + seconds }
            return emulator.deliverDue()
        }

        func post(_ target: String) -> EmulatorResponse {
            emulator.respond(to: EmulatorRequest(method: "POST", target: target, headers: [:]), as: .huaweiOBS)
        }
    }

    @Test func `a rule's reports come at once and then as its schedule says, in days of the wished length`() {
        let world = World(
            EmulatedReports(daySeconds: 10),
            rules: [
                ("daily", "Daily", true), ("weekly", "Weekly", true), ("off", "Daily", false), ("odd", "Once", true),
            ])
        #expect(world.due(after: 0) == 3)
        #expect(world.due(after: 9) == 0)
        #expect(world.due(after: 10) == 1)
        // Missed ones are one.
        #expect(world.due(after: 55) == 1)
        #expect(world.due(after: 70) == 2)
    }

    @Test func `nothing comes unasked without the wish for it`() {
        #expect(World(rules: [("daily", "Daily", true)]).due(after: 1000) == 0)
    }

    @Test func `a fault strikes the delivery that it names, and no other`() {
        let world = World(
            EmulatedReports(daySeconds: 60, faults: [.init(.late, rule: "a", delivery: 2), .init(.lost, rule: "b")]),
            rules: [("a", "Daily", true), ("b", "Daily", true)])
        for day in 0..<3 { #expect(world.due(after: Int64(day) * 60) == 2) }
        let manifests = world.emulator.objects(in: "inv-1", of: .huaweiOBS).map(\.key).filter { $0.hasSuffix(".json") }
        #expect(manifests == ["14-13Z", "14-15Z"].map { "BucketInventory/b-1/a/2026-09-21T\($0)/manifest.json" })
    }

    @Test(arguments: [
        ("/-/deliver?bucket=b-1&rule=a", 200), ("/-/deliver?bucket=b-1&rule=a&fault=cut", 200),
        ("/-/deliver?bucket=b-1&rule=a&fault=odd", 400), ("/-/deliver?bucket=b-1", 400),
        ("/-/deliver?bucket=b-1&rule=none", 404), ("/-/deliver?bucket=none&rule=a", 404),
    ]) func `a report is delivered when the emulator is told, without a signature`(_ target: String, _ status: Int) {
        let world = World(rules: [("a", "Daily", true)])
        let reply = world.post(target)
        #expect(reply.status == status)
        #expect(String(decoding: reply.body, as: UTF8.self).hasSuffix("manifest.json\n") == (status == 200))
        // Only that path: everything else is for the cloud.
        #expect(world.post("/-/deliver/x").status == 400)
    }

    @Test(arguments: [
        (#""reports": {"daySeconds": 5, "faults": [{"fault": "late", "provider": "huawei-obs"}]}"#, nil),
        (#""reports": {"daySeconds": 0}"#, "1 to 1000000"), (#""reports": {"day": 5}"#, "unknown key 'day'"),
        (#""reports": {"faults": [{"fault": "odd"}]}"#, "there is no fault 'odd'"),
        (#""reports": {"faults": [{"rule": "r"}]}"#, "it is missing"),
    ]) func `the wish stands in the configuration, and what is wrong with it is named`(
        _ text: String, _ problem: String?
    ) {
        let json = #"{"credentials": [], "buckets": [], \#(text)}"#
        do {
            let read = try JSONDecoder().decode(EmulatorConfiguration.self, from: Data(json.utf8))
            #expect(problem == nil && read.reports.daySeconds == 5)
        } catch {
            #expect("\(error)".contains(problem ?? "nothing is wrong"))
        }
    }
}
