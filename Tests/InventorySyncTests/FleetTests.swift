import CloudInventory
import Glibc
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// Many buckets. What they cost in memory is recorded, not judged: other tests run beside.
@Suite struct FleetTests {
    @Test func `two thousand buckets in each cloud: each once, bounded at work, least requests`() async throws {
        let count = 2000
        var world = try World([.tencentCOS: count, .huaweiOBS: count])
        let atWork = Locked((now: 0, most: 0))
        let requests = Locked(0)
        world.transport = WatchedTransport(
            world.transport,
            before: { _, _ in
                requests.withLock { $0 += 1 }
                atWork.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                await Task.yield()
            }, after: { _, _ in atWork.withLock { $0.now -= 1 } })
        let rules = set(Ownership(), Safety(onRefusal: .skipBucket), concurrency: 16)
        let targets = (0..<count).lazy.flatMap { [world] in
            [world.cos([rule("a", "a/"), rule("b", "b/")], $0), world.obs([rule("a", "a/"), rule("b", "b/")], $0)]
        }
        let before = Self.peakMemory()
        var seen = Set<Int>()
        for try await outcome in world.sync.converge(rules, on: Array(targets)) {
            #expect(seen.insert(outcome.index).inserted)
            #expect(outcome.words == "a done, b done")
        }
        #expect(seen.count == 2 * count)
        #expect(requests.withLock { $0 } == 2 * count * 4)
        #expect(atWork.withLock { $0.most } <= 16)
        #expect(world.contents().documents.count == 2 * count)
        print("fleet of \(2 * count): peak memory grew by \(Self.peakMemory() - before) KiB")

        let planned = try await world.sync.plan(rules, on: Array(targets))
        #expect(planned.isEmpty && planned.summary.keep == 4 * count)
    }

    /// `VmHWM` in KiB.
    private static func peakMemory() -> Int {
        let text = (try? FileText.read("/proc/self/status")) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}

enum FileText {
    static func read(_ path: String) throws -> String {
        String(decoding: try SystemServices.system.readFile(path) ?? [], as: UTF8.self)
    }
}
