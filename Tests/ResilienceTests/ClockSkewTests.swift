import CloudInventory
import InventoryEmulator
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// How far a server's clock is ahead, and what becomes of a call.
struct SkewCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var seconds: Int64
    var requests: Int
    var succeeds: Bool

    static let all = [1, -1].flatMap { sign in
        [
            SkewCase(testDescription: "\(sign) × 4 min: nobody minds", seconds: 240, requests: 1, succeeds: true),
            SkewCase(testDescription: "\(sign) × 299 s: nor that", seconds: 299, requests: 1, succeeds: true),
            SkewCase(testDescription: "\(sign) × 16 min", seconds: 16 * 60, requests: 2, succeeds: true),
            SkewCase(testDescription: "\(sign) × 1 h", seconds: 3600, requests: 2, succeeds: true),
            SkewCase(testDescription: "\(sign) × 1 day", seconds: 86_400, requests: 2, succeeds: true),
            SkewCase(testDescription: "\(sign) × 25 h: refused", seconds: 90_000, requests: 1, succeeds: false),
            SkewCase(testDescription: "\(sign) × 1 year: refused", seconds: 31_536_000, requests: 1, succeeds: false),
        ].map { test in
            var test = test
            test.seconds *= Int64(sign)
            return test
        }
    }
}

@Suite struct `A clock that is wrong` {
    static let corrected: @Sendable (CallEvent) -> Int64? = { event in
        if case .clockCorrected(let seconds) = event.kind { seconds } else { nil }
    }

    static func emulator(_ cloud: EmulatedCloud, skew: Int64, quirks: [String: String] = [:]) throws -> Emulator {
        var configuration = cloud.emulator.configuration
        configuration.faults.providers[cloud.provider] = ProviderFaults(clockSkew: skew)
        configuration.quirks = try QuirkSettings(quirks)
        let time = cloud.time
        return Emulator(configuration, clock: { time.seconds })
    }

    static func skewed(
        _ cloud: EmulatedCloud, _ emulator: Emulator, _ endpoints: EndpointState, _ events: Recorder<CallEvent>,
        _ retry: RetryPolicy = .standard
    ) -> ProviderOptions {
        ProviderOptions(
            transport: EmulatorTransport(emulator, as: cloud.provider), credentials: FixedCredential(testCredential),
            retry: retry, services: cloud.time.services(random: 0.5), endpoints: endpoints, observer: { events.add($0) }
        )
    }

    static func client(_ cloud: EmulatedCloud, _ options: ProviderOptions) throws -> InventoryClient {
        InventoryClient(HTTPProvider(try Vendors.vendor(cloud.id), options: options))
    }

    @Test(arguments: EmulatedProvider.allCases, SkewCase.all)
    func `is corrected once, within bounds, remembered and reported`(
        _ provider: EmulatedProvider, _ test: SkewCase
    ) async throws {
        let cloud = try EmulatedCloud(provider)
        let emulator = try Self.emulator(cloud, skew: test.seconds)
        let (endpoints, events) = (EndpointState(), Recorder<CallEvent>())
        let client = try Self.client(cloud, Self.skewed(cloud, emulator, endpoints, events))
        let error = await failure { try await client.store(cloud.rule("a"), in: cloud.bucket) }
        #expect((error == nil) == test.succeeds)
        #expect(emulator.requests.count == test.requests)
        if let error { #expect(error.code == .clockSkewed) }
        #expect(events.all.compactMap(Self.corrected) == (test.requests == 2 ? [test.seconds] : []))
        guard test.succeeds else { return }
        // Remembered: another client of the same endpoint signs right at once.
        let other = try Self.client(cloud, Self.skewed(cloud, emulator, endpoints, events))
        _ = try await other.rule("a", in: cloud.bucket)
        #expect(emulator.requests.count == test.requests + 1)
    }

    @Test(arguments: ["AccessDenied", "RequestTimeTooSkewed"])
    func `is corrected whichever code COS names`(_ code: String) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let quirk = try #require(EmulatorQuirks.all.first { $0.values.contains(code) && $0.provider == .tencentCOS })
        let emulator = try Self.emulator(cloud, skew: 7200, quirks: [quirk.name: code])
        let client = try Self.client(cloud, Self.skewed(cloud, emulator, EndpointState(), Recorder()))
        _ = try await client.store(cloud.rule("a"), in: cloud.bucket)
        #expect(emulator.requests.map(\.status) == [403, 200])
    }

    @Test func `that was set right is believed again`() async throws {
        let cloud = try EmulatedCloud(.huaweiOBS)
        let (endpoints, events) = (EndpointState(), Recorder<CallEvent>())
        let wrong = try Self.emulator(cloud, skew: 7200)
        _ = try await Self.client(cloud, Self.skewed(cloud, wrong, endpoints, events)).store(
            cloud.rule("a"), in: cloud.bucket)
        let right = try Self.emulator(cloud, skew: 0)
        _ = try await Self.client(cloud, Self.skewed(cloud, right, endpoints, events)).store(
            cloud.rule("a"), in: cloud.bucket)
        #expect(right.requests.count == 2)
        #expect(events.all.compactMap(Self.corrected) == [7200, 0])
    }

    /// `Date` of the answer in seconds ahead of ours, and its status.
    private func claims(_ dates: [Int64?], status: Int = 403, cloud: Cloud = .obs) -> (ScriptedTransport, VirtualTime) {
        let time = VirtualTime()
        let steps: [ScriptedTransport.Step] = dates.map { ahead in
            { _ in
                var headers = HTTPHeaders()
                headers["Date"] = ahead.map { UTCInstant(secondsSinceEpoch: time.seconds + $0).httpDate }
                return HTTPResponse(status: status, headers: headers, body: errorDocument("RequestTimeTooSkewed"))
            }
        }
        return (ScriptedTransport(steps), time)
    }

    @Test(
        arguments: [
            ([3600, 7200, 10800], 2), ([3600], 2), ([240], 1), ([-240], 1), ([299], 1), ([301], 2), ([nil], 1),
            ([86_401], 1), ([-86_400], 2), ([Int64(1) << 40], 1),
        ] as [([Int64?], Int)])
    func `A server that always claims skew does not loop`(_ dates: [Int64?], _ requests: Int) async {
        let (transport, time) = claims(dates)
        let client = Cloud.obs.client(options(transport, time: time, retry: RetryPolicy(attempts: 9)))
        #expect(await failure { try await client.rule("a", in: Cloud.obs.bucket) }?.code == .clockSkewed)
        #expect(transport.requests.count == requests)
        #expect(time.sleeps.isEmpty)
    }

    @Test func `A failing server's clock is not believed`() async {
        let (transport, time) = claims([3600], status: 503)
        let endpoints = EndpointState()
        let client = Cloud.obs.client(options(transport, time: time, endpoints: endpoints))
        _ = await failure { try await client.rule("a", in: Cloud.obs.bucket) }
        #expect(endpoints.clockOffset(Cloud.obs.key) == 0)
        #expect(transport.requests.count == 1)
    }

    @Test func `Who asks for one attempt gets one`() async {
        let (transport, time) = claims([3600])
        let client = Cloud.obs.client(options(transport, time: time, retry: .never))
        _ = await failure { try await client.rule("a", in: Cloud.obs.bucket) }
        #expect(transport.requests.count == 1)
    }

    /// What a server says whose clock is two hours ahead, behind a proxy whose clock is one hour ahead.
    @Test(arguments: [("Z", 7200), (".000Z", 7200), (" tomorrow", 3600)] as [(String, Int64)])
    func `The time in the error's document comes before that of the answer`(_ end: String, _ ahead: Int64) async throws
    {
        let time = VirtualTime()
        let now = UTCInstant(secondsSinceEpoch: time.seconds)
        let said = "\(now.advanced(by: 7200))".replacing("Z", with: end)
        let body = "<Error><Code>RequestTimeTooSkewed</Code><ServerTime>\(said)</ServerTime></Error>"
        let transport = ScriptedTransport([
            { _ in
                HTTPResponse(
                    status: 403, headers: ["Date": now.advanced(by: 3600).httpDate], body: Array(body.utf8))
            }
        ])
        let events = Recorder<CallEvent>()
        let client = InventoryClient(
            HTTPProvider(
                try Vendors.vendor("amazon-s3"), options: options(transport, time: time, observer: { events.add($0) })))
        _ = await failure { try await client.rule("a", in: BucketAddress("photos", region: "eu-west-1")) }
        #expect(events.all.compactMap(Self.corrected) == [ahead])
    }

    @Test(arguments: ["", "yesterday", "Thu, 99 Foo 2024 00:00:00 GMT", "Thu, 29 Feb 99999999999 00:00:00 GMT"])
    func `A Date that is none changes nothing`(_ date: String) async {
        let transport = ScriptedTransport([
            { _ in
                HTTPResponse(status: 403, headers: ["Date": date], body: errorDocument("RequestTimeTooSkewed"))
            }
        ])
        let client = Cloud.obs.client(options(transport, time: VirtualTime()))
        _ = await failure { try await client.rule("a", in: Cloud.obs.bucket) }
        #expect(transport.requests.count == 1)
    }
}
