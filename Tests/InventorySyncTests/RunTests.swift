import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// How a run over many buckets begins, goes on and ends.
@Suite struct RunTests {
    private func down(_ host: String, _ base: any HTTPTransport) -> WatchedTransport {
        WatchedTransport(base) { request, _ in
            if request.host.contains(host) {
                throw TransportError(.connectionRefused, "down", mayHaveReachedServer: false)
            }
        }
    }

    private let skipping = Safety(onRefusal: .skipBucket)

    @Test func `every target comes exactly once, with its index, in the order of completion`() async throws {
        let world = try World([.tencentCOS: 30, .huaweiOBS: 30])
        let targets = (0..<30).flatMap { [world.cos([rule("a")], $0), world.obs([rule("a")], $0)] }
        let outcomes = try await world.sync.converge(set(Ownership(), skipping, concurrency: 8), on: targets)
            .collected()
        #expect(outcomes.map(\.index).sorted() == Array(0..<60))
        #expect(outcomes.allSatisfy { $0.target == targets[$0.index] && $0.words == "a done" })
    }

    @Test func `a bucket that takes long is told of late, and holds nobody up`() async throws {
        var world = try World([.tencentCOS: 6, .huaweiOBS: 1])
        let gate = AsyncStream<Void>.makeStream()
        world.transport = WatchedTransport(world.transport) { request, _ in
            if request.host.hasPrefix("photos0") { for await _ in gate.stream {} }
        }
        let targets = (0..<6).map { world.cos([rule("a")], $0) }
        var order: [Int] = []
        for try await outcome in world.sync.converge(set(Ownership(), skipping, concurrency: 2), on: targets) {
            order.append(outcome.index)
            if order.count == 5 { gate.continuation.finish() }
        }
        #expect(order == [1, 2, 3, 4, 5, 0])
    }

    @Test func `after five straight failures a cloud is left alone, and the other goes on`() async throws {
        var world = try World([.tencentCOS: 20, .huaweiOBS: 20])
        world.retry = .never
        world.transport = down("myhuaweicloud", world.transport)
        let targets = (0..<20).flatMap { [world.cos([rule("a")], $0), world.obs([rule("a")], $0)] }
        let outcomes = try await world.sync.converge(set(Ownership(), skipping, concurrency: 1), on: targets)
            .collected()
        let codes = outcomes.filter { $0.target.provider == "huawei-obs" }.map { $0.error?.code }
        // Five, and from time to time one to see whether it is back.
        #expect(codes.prefix(5).allSatisfy { $0 == .connectionFailed } && codes.count == 20)
        #expect(codes.count { $0 == .notAttempted } >= 8)
        #expect(outcomes.filter { $0.target.provider == "tencent-cos" }.allSatisfy { $0.words == "a done" })
    }

    @Test func `the circuit of a plan counts what was tried, not what was left alone`() async throws {
        var world = try World([.huaweiOBS: 20])
        world.retry = .never
        world.transport = down("myhuaweicloud", world.transport)
        let targets = (0..<20).map { world.obs([rule("a")], $0) }
        let plan = try await world.sync.plan(set(concurrency: 1), on: targets)
        #expect(plan.buckets.map { $0.error?.code }.count { $0 == .notAttempted } >= 8)
        #expect(plan.summary.failed == 20)
    }

    @Test func `failures of single buckets open no circuit`() async throws {
        let world = try World([.tencentCOS: 2, .huaweiOBS: 1])
        var targets = (0..<12).map { number in
            var target = world.cos([rule("a")])
            target.bucket.name = ExactText("missing\(number)-1250000000")
            return target
        }
        targets.append(world.cos([rule("a")]))
        let outcomes = try await world.sync.converge(set(Ownership(), skipping, concurrency: 1), on: targets)
            .collected()
        #expect(outcomes.dropLast().allSatisfy { $0.error?.code == .bucketNotFound })
        #expect(outcomes.last?.words == "a done")
    }

    @Test func `what failed while planning is not held against those that were planned well`() async throws {
        var world = try World([.tencentCOS: 10, .huaweiOBS: 1])
        world.retry = .never
        let slow = ["photos0", "photos2", "photos4", "photos6", "photos8"]
        let isPlanning = Locked(true)
        world.transport = WatchedTransport(world.transport) { request, _ in
            if isPlanning.withLock({ $0 }), slow.contains(where: request.host.hasPrefix) {
                throw TransportError(.timedOut, "slow start", mayHaveReachedServer: true)
            }
        }
        let targets = (0..<10).map { world.cos([rule("a")], $0) }
        var serial = try await world.sync.plan(set(concurrency: 1), on: targets)
        #expect(serial.summary.failed == 5)
        isPlanning.withLock { $0 = false }
        serial.buckets = serial.buckets.filter { $0.error != nil } + serial.buckets.filter { $0.error == nil }
        let outcomes = try await world.apply(serial)
        #expect(outcomes.count { $0.words == "a done" } == 5)
        #expect(outcomes.count { $0.error?.code == .timedOut } == 5)
    }

    @Test func `so many failed buckets and no more`() async throws {
        let world = try World([.tencentCOS: 2, .huaweiOBS: 1])
        var targets = (0..<8).map { _ in world.cos([rule("a")]) }
        for index in targets.indices { targets[index].bucket.name = ExactText("missing\(index)-1250000000") }
        targets.append(world.cos([rule("a")]))
        let outcomes = try await world.sync.converge(
            set(Ownership(), Safety(stopAfterFailures: 3, onRefusal: .skipBucket), concurrency: 1), on: targets
        ).collected()
        #expect(outcomes.map { $0.error?.code }.count { $0 == .bucketNotFound } == 3)
        #expect(outcomes.map { $0.error?.code }.count { $0 == .notAttempted } == 6)
        #expect(world.writes.isEmpty)
    }

    @Test func `after the deadline no bucket is begun`() async throws {
        var world = try World([.tencentCOS: 10, .huaweiOBS: 1])
        let time = world.time
        world.transport = WatchedTransport(world.transport) { _, _ in time.advance(by: .seconds(1)) }
        let targets = (0..<10).map { world.cos([rule("a")], $0) }
        let outcomes = try await world.sync.converge(
            set(Ownership(), skipping, concurrency: 1), on: targets, deadline: .seconds(9)
        ).collected()
        // Three requests a bucket.
        #expect(outcomes.prefix(3).allSatisfy { $0.words == "a done" })
        #expect(outcomes.dropFirst(3).allSatisfy { $0.error?.code == .notAttempted })
        #expect(outcomes.count == 10)
        #expect(outcomes.last?.error?.message.contains("deadline") == true)
    }

    @Test func `the first interrupt finishes the bucket in flight`() async throws {
        var world = try World([.tencentCOS: 5, .huaweiOBS: 1])
        let stop = StopSignal()
        world.transport = WatchedTransport(world.transport) { request, number in
            if number == 5 { stop.stop() }
        }
        let targets = (0..<5).map { world.cos([rule("a")], $0) }
        let outcomes = try await world.sync.converge(
            set(Ownership(), skipping, concurrency: 1), on: targets, stop: stop
        ).collected()
        #expect(outcomes.map(\.words) == ["a done", "a done", "", "", ""])
        #expect(outcomes.suffix(3).allSatisfy { $0.error?.code == .notAttempted })
        #expect(try world.sync.hasUnfinishedRun() == false)
    }

    @Test(arguments: Safety.OnRefusal.allCases)
    func `a refusal stops what it is told to stop`(_ reaction: Safety.OnRefusal) async throws {
        let world = try World([.tencentCOS: 2, .huaweiOBS: 1])
        let targets = [world.cos([rule("a"), rule("b c")]), world.cos([rule("a")], 1)]
        let rules = set(Ownership(), Safety(onRefusal: reaction))
        func outcomes(_ body: () async throws -> [BucketOutcome]) async throws -> [String]? {
            do {
                return try await body().sorted { $0.index < $1.index }.map(\.words)
            } catch let error as InventoryError {
                #expect(error.code == .planRefused && error.message.contains("'b c'"))
                return nil
            }
        }
        let expected: [String]? =
            switch reaction {
            case .stopAll: nil
            case .skipBucket: ["a not attempted, b c refused", "a done"]
            case .skipRule: ["a done, b c refused", "a done"]
            }
        #expect(try await outcomes { try await world.apply(targets, rules) } == expected)
        if reaction == .stopAll { #expect(world.writes.isEmpty) }
        for number in 0..<2 { world.remove("a", in: world.cos([], number)) }
        #expect(try await outcomes { try await world.sync.converge(rules, on: targets).collected() } == expected)
    }

    @Test func `only losses are told apart from violations`() async throws {
        let world = try World()
        let error = await #expect(throws: InventoryError.self) {
            try await world.apply([world.obs([rule("a", fields: [.crc64])])])
        }
        #expect(error?.code == .lossNotAccepted)
        #expect(error?.findings?.map(\.path) == ["fields[0]"])
        let accepted = try await world.apply([
            world.obs([rule("a", fields: [.crc64, .size])], accepting: [.crc64Field])
        ])
        #expect(accepted[0].words == "a done")
        #expect(accepted[0]["a"]?.findings.acceptedLosses.map(\.path) == ["fields[0]"])
        #expect(
            try await world.plan(world.obs([rule("a", fields: [.crc64, .size])], accepting: [.crc64Field])).words
                == "a keep")
    }
}
