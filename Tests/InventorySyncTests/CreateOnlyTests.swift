import CloudInventory
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// A cloud that replaces no rule (Alibaba OSS): the old one is removed, the new one stored and seen, and what fails in
/// between puts the old one back.
@Suite struct CreateOnlyTests {
    private static let bucket = EmulatedProvider.alibabaOSS.place.bucketName(0)

    private func target(_ rules: RuleTemplate...) -> SyncTarget { EmulatedProvider.alibabaOSS.place.target(rules) }

    /// A bucket with daily rules.
    private func world(_ ids: ExactText..., lag: Int64 = 0) async throws -> World {
        let world = try World([.alibabaOSS: 1], visibilityLag: lag)
        let rules = ids.map { rule($0, ExactText("\($0)/")) }
        try await world.apply([EmulatedProvider.alibabaOSS.place.target(rules)])
        world.time.advance(by: .seconds(lag))
        world.emulator.forgetRequests()
        return world
    }

    @Test func `a rule is removed, stored and seen, one after the other`() async throws {
        let world = try await world("a", "b", "c")
        let wanted = target(rule("a", "a/", .weekly), rule("b", "b/", .weekly), rule("c", "c/"))
        #expect(try await world.apply([wanted])[0].words == "a done, b done, c unchanged")
        #expect(world.calls == "list, list, delete a, put a, delete b, put b, list")
        #expect(try await world.plan(wanted).changes == 0)
    }

    @Test(arguments: [true, false]) func `what fails in between puts the old rule back`(_ afterwards: Bool) async throws
    {
        var world = try await world("a")
        let before = world.contents()
        let puts = Locked(0)
        let hook: WatchedTransport.Hook = { request, _ in
            guard request.method == .put,
                puts.withLock({ count in
                    count += 1
                    return count == 1
                })
            else { return }
            throw TransportError(.timedOut, "cut by the test", mayHaveReachedServer: true)
        }
        world.retry = .never
        world.transport =
            afterwards
            ? WatchedTransport(world.transport, after: hook) : WatchedTransport(world.transport, before: hook)
        let outcome = try await world.apply([target(rule("a", "a/", .weekly))])[0]
        guard case .failed(_, restored: true)? = outcome["a"]?.result else {
            Issue.record("\(outcome.words)")
            return
        }
        #expect(world.contents().rules == before.rules)
        #expect(try world.sync.hasUnfinishedRun() == false)
    }

    @Test(arguments: [0, 30] as [Int64])
    func `a removal that was never carried out leaves a rule that recover takes for its own`(_ lag: Int64) async throws
    {
        var world = try await world("a", lag: lag)
        let before = world.contents()
        let direct = world.transport
        let isDown = Locked(false)
        world.transport = WatchedTransport(direct) { request, _ in
            if request.method == .delete { isDown.withLock { $0 = true } }
            if isDown.withLock({ $0 }) { throw TransportError(.connectionRefused, "down", mayHaveReachedServer: false) }
        }
        try await world.apply([target(rule("a", "a/", .weekly))])
        world.transport = direct
        #expect(try world.sync.hasUnfinishedRun())
        try await world.sync.recover()
        #expect(try world.sync.hasUnfinishedRun() == false)
        #expect(world.contents() == before)
    }

    @Test func `a new rule that is never seen keeps the bucket open, and recover puts the old one back`() async throws {
        let world = try await world("a")
        let before = world.contents()
        var lying = world
        lying.transport = AnsweringTransport(world.transport) { request in
            request.method == .put ? HTTPResponse(status: 200) : nil
        }
        let outcome = try await lying.apply([target(rule("a", "a/", .weekly))])[0]
        #expect(outcome.words == "a unconfirmed" && outcome.isFailure)
        #expect(try world.sync.hasUnfinishedRun())
        world.time.advance(by: .seconds(1))
        #expect(try await world.sync.recover().restored.map(\.id) == ["a"])
        #expect(world.contents().rules == before.rules)
    }

    @Test func `a removal that is refused leaves nothing to recover`() async throws {
        let world = try await world("a", "b")
        let before = world.contents()
        var refusing = world
        refusing.transport = AnsweringTransport(world.transport) { request in
            guard request.method == .delete else { return nil }
            return HTTPResponse(status: 403, body: Array("<Error><Code>AccessDenied</Code></Error>".utf8))
        }
        let outcome = try await refusing.apply([target(rule("a", "a/", .weekly), rule("b", "b/", .weekly))])[0]
        #expect(outcome.words == "a failed, b not attempted")
        #expect(world.contents() == before)
        #expect(try world.sync.hasUnfinishedRun() == false)
    }

    @Test func `a new rule whose repeated request meets itself, and that is seen late, is done`() async throws {
        var world = try await world("a", lag: 30)
        let puts = Locked(0)
        world.transport = WatchedTransport(
            world.transport,
            after: { request, _ in
                let isFirst = puts.withLock { count in
                    if request.method == .put { count += 1 }
                    return request.method == .put && count == 1
                }
                if isFirst { throw TransportError(.connectionLost, "cut by the test", mayHaveReachedServer: true) }
            })
        #expect(try await world.apply([target(rule("a", "a/"), rule("new", "n/"))])[0].words == "a unchanged, new done")
        #expect(world.calls.contains("put new, put new, get new"))
    }

    @Test func `undo removes the new rule and stores the old one`() async throws {
        let world = try await world("a")
        let before = world.contents()
        try await world.apply([target(rule("a", "a/", .weekly))])
        let run = try #require(try world.sync.runs().last)
        world.emulator.forgetRequests()
        #expect(try await world.apply(world.sync.undoPlan(of: run))[0].words == "a done")
        #expect(world.calls == "list, list, delete a, put a, list")
        #expect(world.contents().rules == before.rules)
    }
}
