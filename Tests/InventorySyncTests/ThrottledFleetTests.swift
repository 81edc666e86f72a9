import CloudInventory
import Glibc
import InventoryCore
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// Fleets against clouds that take fifty requests a second and no more. Time is virtual. `make soak` has ten thousand
/// buckets.
@Suite struct ThrottledFleetTests {
    private static let rate = 50
    private static let buckets = getenv("SOAK_BUCKETS").flatMap { Int(String(cString: $0)) } ?? 300

    /// How many requests arrived at each cloud, and when the last one did.
    private struct Arrivals: Sendable {
        var count = 0
        var last = Duration.zero
    }

    /// Converges half of the buckets in each cloud.
    private func run(pacing: Pacing) async throws -> (outcomes: [BucketOutcome], [EmulatedProvider: Arrivals]) {
        let clock = SleeperClock()
        let half = Self.buckets / 2
        let throttled = ProviderFaults(throttle: Throttle(requestsPerSecond: Self.rate))
        let world = try World(
            [.tencentCOS: half, .huaweiOBS: half],
            faults: EmulatedFaults(providers: [.tencentCOS: throttled, .huaweiOBS: throttled]),
            onRequest: { clock.uptime.components.seconds })
        let start = world.time.seconds
        let arrivals = Locked<[EmulatedProvider: Arrivals]>([:])
        let transport = WatchedTransport(world.transport) { request, _ in
            let cloud: EmulatedProvider = request.host.contains("myqcloud") ? .tencentCOS : .huaweiOBS
            arrivals.withLock {
                $0[cloud, default: Arrivals()].count += 1
                $0[cloud]?.last = clock.uptime
            }
        }
        var services = world.time.services
        services.now = { UTCInstant(secondsSinceEpoch: start + clock.uptime.components.seconds) }
        services.uptime = { clock.uptime }
        services.sleep = { try await clock.sleep($0) }
        let catalog = ProviderCatalog(
            transport: transport,
            credentials: FixedCredential(Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))),
            retry: .batch, services: services)
        let sync = InventorySync(catalog, journal: .directory(world.journal.path), services: services)
        var rules = set(Ownership(), Safety(onRefusal: .skipBucket))
        rules.pacing = pacing
        let targets = (0..<half).flatMap { [world.cos([rule("a")], $0), world.obs([rule("a")], $0)] }
        let driver = Task { await clock.drive() }
        defer { driver.cancel() }
        let outcomes = try await sync.converge(rules, on: targets).collected()
        return (outcomes, arrivals.withLock(\.self))
    }

    @Test func `all buckets are done at the pace that is asked for, with hardly a request more, and both clouds alike`()
        async throws
    {
        let (outcomes, arrivals) = try await run(pacing: Pacing(requestsPerSecond: Double(Self.rate)))
        #expect(outcomes.count == Self.buckets)
        #expect(outcomes.allSatisfy { $0.words == "a done" }, "\(outcomes.first { $0.words != "a done" }?.words ?? "")")
        // One list, one write and one list for every bucket.
        let least = Self.buckets / 2 * 3
        for (cloud, arrived) in arrivals {
            #expect(Double(arrived.count) <= Double(least) * 1.3, "\(cloud): \(arrived.count) of \(least)")
        }
        let ends = arrivals.values.map { $0.last / .seconds(1) }
        #expect(ends.count == 2 && ends.max()! <= ends.min()! * 1.1, "\(ends)")
        print(
            "\(Self.buckets) buckets at \(Self.rate)/s: \(arrivals.values.map(\.count)) requests in \(ends) virtual seconds"
        )
    }

    @Test func `without a pace an exhausted quota is waited for, and no bucket fails for it`() async throws {
        let (outcomes, arrivals) = try await run(pacing: Pacing(concurrency: 16))
        #expect(outcomes.count == Self.buckets)
        let failed = outcomes.filter { $0.words != "a done" }
        #expect(failed.isEmpty, "\(failed.count): \(failed.first?.words ?? "") \(failed.first?.error?.message ?? "")")
        print("\(Self.buckets) buckets without a pace: \(arrivals.values.map(\.count)) requests")
    }
}
