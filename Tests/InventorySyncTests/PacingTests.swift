import CloudInventory
import InventoryCore
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// Requests are spread evenly, and the spreading costs nothing beyond itself.
@Suite struct PacingTests {
    @Test(arguments: [0.5, 7, 20, 333] as [Double])
    func `no second has more requests than allowed, and the run takes as long as it must`(_ rate: Double) async throws {
        var world = try World([.tencentCOS: 40])
        let time = world.time
        let sent = Locked<[Duration]>([])
        world.transport = WatchedTransport(world.transport) { _, _ in sent.withLock { $0.append(time.uptime) } }
        var rules = set(Ownership(), Safety(onRefusal: .skipBucket), concurrency: 1)
        rules.pacing.requestsPerSecond = rate
        let targets = (0..<40).map { world.cos([rule("a"), rule("b")], $0) }
        try await world.sync.converge(rules, on: targets).collected()
        let times = sent.withLock { $0 }
        #expect(times.count == 40 * 4)
        for (index, start) in times.enumerated() {
            let within = times[index...].prefix { $0 - start < .seconds(1) }.count
            #expect(Double(within) <= rate + 1)
        }
        let took = try #require(times.last) - times[0]
        let ideal = Duration.seconds(Double(times.count - 1) / rate)
        #expect(took >= ideal * 0.999 && took <= ideal * 1.05)
    }

    @Test func `with many buckets at work the turns go round in the order asked for`() async throws {
        let clock = SleeperClock()
        let rate = 50.0
        var world = try World([.tencentCOS: 25, .huaweiOBS: 25])
        let sent = Locked<[EmulatedProvider: [Duration]]>([:])
        world.transport = WatchedTransport(world.transport) { request, _ in
            let cloud: EmulatedProvider = request.host.contains("myqcloud") ? .tencentCOS : .huaweiOBS
            sent.withLock { $0[cloud, default: []].append(clock.uptime) }
        }
        var services = world.time.services
        services.uptime = { clock.uptime }
        services.sleep = { try await clock.sleep($0) }
        let sync = InventorySync(world.catalog, journal: .directory(world.journal.path), services: services)
        var rules = set(Ownership(), Safety(onRefusal: .skipBucket), concurrency: 16)
        rules.pacing.requestsPerSecond = rate
        let targets = (0..<25).flatMap { [world.cos([rule("a")], $0), world.obs([rule("a")], $0)] }
        let driver = Task { await clock.drive() }
        let outcomes = try await sync.converge(rules, on: targets).collected()
        driver.cancel()
        #expect(outcomes.count == 50 && outcomes.allSatisfy { $0.words == "a done" })
        for (_, times) in sent.withLock({ $0 }) {
            #expect(times.count == 75)
            let took = (times.max() ?? .zero) - (times.min() ?? .zero)
            let ideal = Duration.seconds(Double(times.count - 1) / rate)
            #expect(took >= ideal * 0.999)
        }
    }

    @Test func `requests that are repeated wait for their turn as well`() async throws {
        let faults = EmulatedFaults(
            providers: [
                .tencentCOS: ProviderFaults(
                    rules: [FaultRule(.error, probability: 0.4, status: 500, code: "InternalError")])
            ])
        var world = try World([.tencentCOS: 20], faults: faults)
        let time = world.time
        let sent = Locked<[Duration]>([])
        world.transport = WatchedTransport(world.transport) { _, _ in sent.withLock { $0.append(time.uptime) } }
        var rules = set(Ownership(), Safety(onRefusal: .skipBucket), concurrency: 1)
        rules.pacing.requestsPerSecond = 5
        try await world.sync.converge(rules, on: (0..<20).map { world.cos([rule("a")], $0) }).collected()
        let times = sent.withLock { $0 }
        // Three a bucket are needed; the rest are repetitions.
        #expect(times.count > 70)
        for (index, start) in times.enumerated() {
            #expect(times[index...].prefix { $0 - start < .seconds(1) }.count <= 6)
        }
    }

    @Test func `waiting for a turn does not use up a call's own time`() async throws {
        var world = try World([.tencentCOS: 3])
        world.retry.operationTimeout = .seconds(5)
        var rules = set(Ownership(), Safety(onRefusal: .skipBucket), concurrency: 1)
        rules.pacing.requestsPerSecond = 0.01
        let outcomes = try await world.sync.converge(rules, on: (0..<3).map { world.cos([rule("a")], $0) }).collected()
        #expect(outcomes.allSatisfy { $0.words == "a done" })
    }
}

/// A clock for many sleepers: it goes on to the next one that wakes when nobody else has anything to do.
final class SleeperClock: Sendable {
    private struct State: Sendable {
        var uptime: Duration = .zero
        var sleepers: [(until: Duration, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Locked(State())

    var uptime: Duration { state.withLock { $0.uptime } }

    func sleep(_ duration: Duration) async throws {
        try Task.checkCancellation()
        await withCheckedContinuation { continuation in
            state.withLock { $0.sleepers.append(($0.uptime + duration, continuation)) }
        }
    }

    func drive() async {
        while !Task.isCancelled {
            let before = state.withLock { $0.sleepers.count }
            for _ in 0..<5 { await Task.yield() }
            let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard state.sleepers.count == before,
                    let first = state.sleepers.indices.min(by: { state.sleepers[$0].until < state.sleepers[$1].until })
                else { return nil }
                let sleeper = state.sleepers.remove(at: first)
                state.uptime = max(state.uptime, sleeper.until)
                return sleeper.continuation
            }
            next?.resume()
        }
    }
}
