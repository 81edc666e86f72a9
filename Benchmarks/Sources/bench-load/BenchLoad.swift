import CloudInventory
import Glibc
import LoadMeter
import Synchronization

/// Puts load on a server of this machine. Prints `REQUESTS WALL_NS CPU_NS PEAK_KB` of this process.
///
/// With BENCH_TLS=PORT:CA_FILE in the environment, every call goes over TLS to that port, whatever ports are named.
@main
struct BenchLoad {
    static func main() async throws {
        let words = CommandLine.arguments.dropFirst()
        let numbers = words.dropFirst().compactMap { Int($0) }
        switch (words.first, numbers.count) {
        case ("transport", 3): try await transport(port: numbers[0], inFlight: numbers[1], count: numbers[2])
        case ("store-cos", 3): try await store(.cos, numbers[0], inFlight: numbers[1], count: numbers[2])
        case ("store-obs", 3): try await store(.obs, numbers[0], inFlight: numbers[1], count: numbers[2])
        case ("seed", 3): try await seed(Fleet(buckets: numbers[2], cos: numbers[0], obs: numbers[1]))
        case ("plan", 3...4):
            try await plan(
                Fleet(
                    buckets: numbers[2], cos: numbers[0], obs: numbers[1],
                    rulesEach: numbers.count == 4 ? numbers[3] : 10))
        case ("replay", 3): try await replay(Fleet(buckets: numbers[2], cos: numbers[0], obs: numbers[1]))
        case ("apply", 5):
            try await apply(
                Fleet(buckets: numbers[2], cos: numbers[0], obs: numbers[1], rulesEach: numbers[3]),
                requestsPerSecond: numbers[4])
        case ("canned-plan", 1): try await cannedPlan(buckets: numbers[0])
        case ("canned-daemon", 2): try await cannedDaemon(runs: numbers[0], buckets: numbers[1])
        default:
            print(
                """
                bench-load transport PORT IN_FLIGHT COUNT | store-cos|store-obs PORT IN_FLIGHT COUNT
                bench-load seed|plan|replay COS_PORT OBS_PORT BUCKETS_OF_EACH_CLOUD [RULES]
                bench-load apply COS_PORT OBS_PORT BUCKETS_OF_EACH_CLOUD RULES REQUESTS_PER_SECOND (0: no limit)
                bench-load canned-plan BUCKETS_OF_EACH_CLOUD | canned-daemon RUNS BUCKETS_OF_EACH_CLOUD
                """)
            exit(64)
        }
    }

    /// Gets `/1k.xml` by the transport alone.
    static func transport(port: Int, inFlight: Int, count: Int) async throws {
        let transport = CurlTransport()
        let request = HTTPRequest(method: .get, scheme: .http, host: "127.0.0.1:\(port)", path: "/1k.xml")
        try await LoadMeter.measure(count) {
            try await LoadMeter.spread(count, inFlight) { _ in
                let answer = try await transport.send(request, timeout: .seconds(30))
                guard answer.status == 200, answer.body.count > 900 else { throw Wrong(what: "\(answer.status)") }
            }
        }
        await transport.shutDown()
    }

    /// The whole call, from a rule to its receipt.
    static func store(_ cloud: Cloud, _ port: Int, inFlight: Int, count: Int) async throws {
        let transport = CurlTransport()
        let client = try catalog(transport, [cloud.id: port]).client(for: cloud.id)
        // Each of those in flight replaces its own rule in its own bucket.
        let places = (0..<inFlight).map { (cloud.bucket($0), cloud.rule(0)) }
        for (bucket, rule) in places { _ = try await client.store(rule, in: bucket) }
        try await LoadMeter.measure(count) {
            try await LoadMeter.spread(count, inFlight) { worker in
                _ = try await client.store(places[worker].1, in: places[worker].0)
            }
        }
        await transport.shutDown()
    }

    static func seed(_ fleet: Fleet) async throws {
        let transport = CurlTransport()
        let clouds = catalog(transport, [Cloud.cos.id: fleet.cos, Cloud.obs.id: fleet.obs])
        let targets = Array(fleet.targets)
        try await LoadMeter.measure(targets.count * 10) {
            let clients = try Dictionary(
                uniqueKeysWithValues: [Cloud.cos, .obs].map { ($0.id, try clouds.client(for: $0.id)) })
            let next = Counter(0)
            try await LoadMeter.spread(targets.count, 32) { _ in
                let target = targets[next.value.wrappingAdd(1, ordering: .relaxed).oldValue]
                for rule in target.rules { _ = try await clients[target.provider]?.store(rule, in: target.bucket) }
            }
        }
        await transport.shutDown()
    }

    /// A plan with nothing to do, bucket by bucket as fleets are planned.
    static func plan(_ fleet: Fleet) async throws {
        let transport = CountingTransport(makeTransport())
        let sync = InventorySync(catalog(transport, [Cloud.cos.id: fleet.cos, Cloud.obs.id: fleet.obs]))
        try await LoadMeter.measure(transport.count.load(ordering: .relaxed)) { try await planNothing(sync, fleet) }
        await transport.real.shutDown()
    }

    /// The requests of that plan once more, by the transport alone: the most that a plan could do.
    static func replay(_ fleet: Fleet) async throws {
        let transport = CountingTransport(CurlTransport())
        let sync = InventorySync(catalog(transport, [Cloud.cos.id: fleet.cos, Cloud.obs.id: fleet.obs]))
        try await sync.plan(RuleSet(name: "bench", rules: []), on: fleet.targets) { _ in }
        let requests = transport.requests.withLock { $0 }
        try await LoadMeter.measure(requests.count) {
            let next = Counter(0)
            try await LoadMeter.spread(requests.count, Pacing().concurrency) { _ in
                let request = requests[next.value.wrappingAdd(1, ordering: .relaxed).oldValue]
                let answer = try await transport.real.send(request, timeout: .seconds(30))
                guard answer.status == 200 else { throw Wrong(what: "\(answer.status)") }
            }
        }
        await transport.real.shutDown()
    }

    /// Writes every rule of the fleet into empty buckets, with a journal in the folder at hand, and verifies.
    static func apply(_ fleet: Fleet, requestsPerSecond: Int) async throws {
        let transport = CountingTransport(makeTransport())
        let sync = InventorySync(
            catalog(transport, [Cloud.cos.id: fleet.cos, Cloud.obs.id: fleet.obs]), journal: .directory("journal"))
        let ruleSet = RuleSet(
            name: "bench", rules: [],
            pacing: Pacing(requestsPerSecond: requestsPerSecond > 0 ? Double(requestsPerSecond) : nil),
            safety: Safety(onRefusal: .skipBucket))
        try await LoadMeter.measure(transport.count.load(ordering: .relaxed)) {
            var done = 0
            for try await outcome in sync.converge(ruleSet, on: Array(fleet.targets)) {
                guard !outcome.isFailure else { throw Wrong(what: "\(outcome)") }
                done += 1
            }
            guard done == fleet.buckets * 2 else { throw Wrong(what: "\(done) buckets") }
        }
        await transport.real.shutDown()
    }

    /// A plan against answers made in this process: for the memory of fleets that no emulator could hold.
    static func cannedPlan(buckets: Int) async throws {
        let fleet = Fleet(buckets: buckets, cos: 0, obs: 0)
        let sync = InventorySync(catalog(try CannedClouds(fleet), [:]))
        try await LoadMeter.measure(buckets * 2) { try await planNothing(sync, fleet) }
    }

    /// A daemon's hourly runs, one after the other. Prints `RUNS WALL_NS CPU_NS KB_AFTER_10 KB_AFTER_ALL`.
    static func cannedDaemon(runs: Int, buckets: Int) async throws {
        let fleet = Fleet(buckets: buckets, cos: 0, obs: 0)
        let sync = InventorySync(catalog(try CannedClouds(fleet), [:]))
        var afterTen = 0
        let clock = ContinuousClock()
        let (start, before) = (clock.now, LoadMeter.cpuNanoseconds())
        for run in 1...runs {
            try await planNothing(sync, fleet)
            if run == 10 { afterTen = LoadMeter.residentKilobytes() }
        }
        let wall = Int((clock.now - start) / .nanoseconds(1))
        print(runs, wall, LoadMeter.cpuNanoseconds() - before, afterTen, LoadMeter.residentKilobytes())
    }

    private static func planNothing(_ sync: InventorySync, _ fleet: Fleet) async throws {
        var summary = PlanSummary()
        try await sync.plan(RuleSet(name: "bench", rules: []), on: fleet.targets) { summary.add($0) }
        guard summary.keep == fleet.buckets * 2 * fleet.rulesEach, summary.changes == 0, summary.failed == 0 else {
            throw Wrong(what: "\(summary)")
        }
    }

    /// The port and the authority of BENCH_TLS.
    private static let tls: (port: UInt16, authority: String)? = {
        guard let words = getenv("BENCH_TLS").map({ String(cString: $0) })?.split(separator: ":"), words.count == 2,
            let port = UInt16(words[0])
        else { return nil }
        return (port, String(words[1]))
    }()

    private static func makeTransport() -> CurlTransport {
        CurlTransport(.init(authorities: tls.map { .file($0.authority) } ?? .system))
    }

    private static func catalog(_ transport: any HTTPTransport, _ ports: [ProviderID: Int]) -> ProviderCatalog {
        ProviderCatalog(
            transport: transport,
            credentials: FixedCredential(
                Credential(accessKey: "AKIDbenchEXAMPLE00000000", secretKey: Secret("benchSecretEXAMPLE000000"))),
            connectTo: ports.mapValues { port in
                ConnectTarget(host: "127.0.0.1", port: tls?.port ?? UInt16(port), isCleartext: tls == nil)
            },
            retry: .never)
    }
}

/// Counts requests, and keeps them where they are to be sent again.
final class CountingTransport: HTTPTransport {
    let real: CurlTransport
    let count = Atomic(0)
    let requests = Mutex<[HTTPRequest]>([])
    init(_ real: CurlTransport) { self.real = real }

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        count.wrappingAdd(1, ordering: .relaxed)
        if keepsRequests { requests.withLock { $0.append(request) } }
        return try await real.send(request, timeout: timeout)
    }

    private let keepsRequests = CommandLine.arguments.dropFirst().first == "replay"
}
