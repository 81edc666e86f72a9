import CloudInventory
import Glibc
import Synchronization

/// Puts load on a server of this machine. Prints `REQUESTS WALL_NS CPU_NS PEAK_KB` of this process.
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
        case ("plan", 3): try await plan(Fleet(buckets: numbers[2], cos: numbers[0], obs: numbers[1]))
        default:
            print(
                """
                bench-load transport PORT IN_FLIGHT COUNT | store-cos|store-obs PORT IN_FLIGHT COUNT
                bench-load seed|plan COS_PORT OBS_PORT BUCKETS_OF_EACH_CLOUD
                """)
            exit(64)
        }
    }

    /// Gets `/1k.xml` by the transport alone.
    static func transport(port: Int, inFlight: Int, count: Int) async throws {
        let transport = CurlTransport()
        let request = HTTPRequest(method: .get, scheme: .http, host: "127.0.0.1:\(port)", path: "/1k.xml")
        try await measure(count) {
            try await spread(count, inFlight) { _ in
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
        try await measure(count) {
            try await spread(count, inFlight) { worker in
                _ = try await client.store(places[worker].1, in: places[worker].0)
            }
        }
        await transport.shutDown()
    }

    static func seed(_ fleet: Fleet) async throws {
        let transport = CurlTransport()
        let clouds = catalog(transport, [Cloud.cos.id: fleet.cos, Cloud.obs.id: fleet.obs])
        let targets = Array(fleet.targets)
        try await measure(targets.count * 10) {
            let clients = try Dictionary(
                uniqueKeysWithValues: [Cloud.cos, .obs].map { ($0.id, try clouds.client(for: $0.id)) })
            let next = Atomic(0)
            try await spread(targets.count, 32) { _ in
                let target = targets[next.wrappingAdd(1, ordering: .relaxed).oldValue]
                for rule in target.rules { _ = try await clients[target.provider]?.store(rule, in: target.bucket) }
            }
        }
        await transport.shutDown()
    }

    /// A plan with nothing to do, bucket by bucket as fleets are planned.
    static func plan(_ fleet: Fleet) async throws {
        let transport = CountingTransport(CurlTransport())
        let sync = InventorySync(catalog(transport, [Cloud.cos.id: fleet.cos, Cloud.obs.id: fleet.obs]))
        try await measure({ transport.count.load(ordering: .relaxed) }) {
            var summary = PlanSummary()
            try await sync.plan(RuleSet(name: "bench", rules: []), on: fleet.targets) { summary.add($0) }
            guard summary.keep == fleet.buckets * 20, summary.changes == 0, summary.failed == 0 else {
                throw Wrong(what: "\(summary)")
            }
        }
        await transport.real.shutDown()
    }

    private static func catalog(_ transport: any HTTPTransport, _ ports: [ProviderID: Int]) -> ProviderCatalog {
        ProviderCatalog(
            transport: transport,
            credentials: FixedCredential(
                Credential(accessKey: "AKIDbenchEXAMPLE00000000", secretKey: Secret("benchSecretEXAMPLE000000"))),
            connectTo: ports.mapValues { ConnectTarget(host: "127.0.0.1", port: UInt16($0), isCleartext: true) },
            retry: .never)
    }

    /// Runs the operation `count` times, by that many workers.
    private static func spread(
        _ count: Int, _ workers: Int, _ operation: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let left = Counter(count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    while left.value.wrappingSubtract(1, ordering: .relaxed).newValue >= 0 { try await operation(worker) }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func measure(_ requests: Int, _ body: () async throws -> Void) async throws {
        try await measure({ requests }, body)
    }

    private static func measure(_ requests: () -> Int, _ body: () async throws -> Void) async throws {
        let clock = ContinuousClock()
        let (start, before) = (clock.now, cpuNanoseconds())
        try await body()
        let (wall, cpu) = (clock.now - start, cpuNanoseconds() - before)
        print(requests(), Int(wall / .nanoseconds(1)), cpu, peakKilobytes())
    }

    private static func cpuNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// The most memory that this process has had resident.
    private static func peakKilobytes() -> Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}

struct Wrong: Error { var what: String }

final class Counter: Sendable {
    let value: Atomic<Int>
    init(_ start: Int) { value = Atomic(start) }
}

final class CountingTransport: HTTPTransport {
    let real: CurlTransport
    let count = Atomic(0)
    init(_ real: CurlTransport) { self.real = real }

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        count.wrappingAdd(1, ordering: .relaxed)
        return try await real.send(request, timeout: timeout)
    }
}
