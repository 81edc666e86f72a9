import InventoryCore
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// One of the reference cases that the AWS SDKs of the 2026 rules assert, with jitter fixed at its largest.
struct RetryCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The statuses of the answers, call by call.
    var calls: [[Int]]
    var attempts = 3
    var longestDelay: Duration = .seconds(20)
    var quota = 500
    /// The delays, in milliseconds.
    var delays: [Int]
    /// What is left after each answer.
    var quotas: [Int]
    /// Whether each call succeeds.
    var succeeds: [Bool]

    static let all = [
        RetryCase(
            testDescription: "succeeds in the end", calls: [[500, 500, 200]], delays: [50, 100],
            quotas: [486, 472, 486], succeeds: [true]),
        RetryCase(
            testDescription: "fails with its last attempt", calls: [[502, 502, 502]], delays: [50, 100],
            quotas: [486, 472, 472], succeeds: [false]),
        RetryCase(
            testDescription: "one retry uses the quota up", calls: [[500, 500]], quota: 14, delays: [50],
            quotas: [0, 0], succeeds: [false]),
        RetryCase(
            testDescription: "no quota, no retry", calls: [[500]], quota: 0, delays: [], quotas: [0], succeeds: [false]),
        RetryCase(
            testDescription: "delays double", calls: [[500, 500, 500, 500, 500]], attempts: 5,
            delays: [50, 100, 200, 400], quotas: [486, 472, 458, 444, 444], succeeds: [false]),
        RetryCase(
            testDescription: "delays have a cap", calls: [[500, 500, 500, 500, 500]], attempts: 5,
            longestDelay: .milliseconds(200), delays: [50, 100, 200, 200], quotas: [486, 472, 458, 444, 444],
            succeeds: [false]),
        RetryCase(
            testDescription: "stops when the rest does not pay for a retry", calls: [[500, 502]], attempts: 5,
            quota: 20, delays: [50], quotas: [6, 6], succeeds: [false]),
        RetryCase(
            testDescription: "success fills the quota again", calls: [[500, 502, 200], [500, 200]], attempts: 5,
            quota: 30, delays: [50, 100, 50], quotas: [16, 2, 16, 2, 16], succeeds: [true, true]),
    ]
}

@Suite struct `Retries follow the published rules` {
    @Test(arguments: RetryCase.all)
    func `Reference case`(_ test: RetryCase) async throws {
        let time = VirtualTime()
        let endpoints = EndpointState()
        endpoints.setQuota(Cloud.obs.key, test.quota)
        let answers = test.calls.flatMap { $0 }
        // An answer's effect on the quota shows when the next request comes, or the call ends.
        let seen = Recorder<Int>()
        let transport = ScriptedTransport(
            answers.map { status in
                { _ in
                    seen.add(endpoints.quota(Cloud.obs.key))
                    return .init(status: status)
                }
            })
        let client = Cloud.obs.client(
            options(
                transport, time: time,
                retry: RetryPolicy(attempts: test.attempts, longestDelay: test.longestDelay), endpoints: endpoints))
        var succeeded: [Bool] = []
        var quotas: [Int] = []
        for _ in test.calls {
            let before = seen.all.count
            succeeded.append(await failure { try await client.removeRule("a", in: Cloud.obs.bucket) } == nil)
            quotas += seen.all[(before + 1)...] + [endpoints.quota(Cloud.obs.key)]
        }
        #expect(time.sleeps == test.delays.map { .milliseconds($0) })
        #expect(quotas == test.quotas)
        #expect(succeeded == test.succeeds)
        #expect(transport.requests.count == answers.count)
    }

    @Test func `Where nothing else is asked for, the numbers are the published ones`() {
        let policy = RetryPolicy.standard
        #expect(policy.attempts == 3 && policy.onExhausted == .fail)
        #expect(policy.transientBase == .milliseconds(50) && policy.throttledBase == .seconds(1))
        #expect(policy.longestDelay == .seconds(20))
        #expect(policy.attemptTimeout == .seconds(30) && policy.operationTimeout == .seconds(90))
        #expect(RetryQuota.capacity == 500)
    }

    @Test func `No attempt gets more time than its own limit and the call's leave it`() async {
        let time = VirtualTime()
        let timeouts = Recorder<Duration>()
        let transport = TimedTransport { timeout in
            timeouts.add(timeout)
            time.advance(by: timeout)
            throw TransportError(.timedOut, "no answer", mayHaveReachedServer: true)
        }
        let client = Cloud.obs.client(options(transport, time: time, retry: RetryPolicy(attempts: 9)))
        #expect(await failure { try await client.rule("a", in: Cloud.obs.bucket) }?.code == .timedOut)
        // Delays of 50, 100 and 200 ms between them; for a fourth attempt nothing would be left.
        #expect(timeouts.all == [.seconds(30), .seconds(30), .milliseconds(29_850)])
        #expect(time.uptime <= .seconds(90))
    }

    @Test func `Throttling costs five and waits from a second`() async {
        let time = VirtualTime()
        let endpoints = EndpointState()
        let client = Cloud.cos.client(
            options(ScriptedTransport(statuses: [429]), time: time, endpoints: endpoints))
        #expect(await failure { try await client.removeRule("a", in: Cloud.cos.bucket) }?.code == .throttled)
        #expect(time.sleeps == [.seconds(1), .seconds(2)])
        #expect(endpoints.quota(Cloud.cos.key) == 490)
    }

    @Test func `A call without trouble gives one back`() async throws {
        let endpoints = EndpointState()
        endpoints.setQuota(Cloud.cos.key, 498)
        let client = Cloud.cos.client(
            options(ScriptedTransport(statuses: [204]), time: VirtualTime(), endpoints: endpoints))
        for expected in [499, 500, 500] {
            _ = try await client.removeRule("a", in: Cloud.cos.bucket)
            #expect(endpoints.quota(Cloud.cos.key) == expected)
        }
    }

    @Test func `Buckets of an endpoint share a quota, endpoints do not`() {
        func key(_ host: String, _ bucket: String?, _ target: String? = nil) -> String {
            EndpointState.key("x", host: host, bucket: bucket, connectTo: target)
        }
        #expect(key("a.obs.one.example", "a") == key("B.OBS.one.example", "B"))
        #expect(key("a.obs.one.example", "a") != key("a.obs.two.example", "a"))
        #expect(key("a.example", nil) != key("b.example", nil))
        #expect(key("a.obs.one.example", "a") != key("a.obs.one.example", "a", "127.0.0.1:1"))
        #expect(key("aa.obs.example", "a") == "x aa.obs.example")
    }

    @Test func `The memory of endpoints is bounded, and forgets the one least recently met`() {
        let memory = EndpointState()
        memory.setQuota("kept", 7)
        memory.setQuota("forgotten", 7)
        for number in 0..<1022 { memory.setQuota("\(number)", 7) }
        #expect(memory.quota("kept") == 7)
        memory.setQuota("one more", 7)
        #expect(memory.quota("kept") == 7)
        #expect(memory.quota("forgotten") == 500)
    }
}
