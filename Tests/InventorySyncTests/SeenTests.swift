import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// A server's yes is not enough: a rule is there when it is seen, and no rule goes before its successor is.
@Suite struct SeenTests {
    /// The same world, whose server says yes to some stores and forgets them.
    private func forgetful(_ world: World, _ isForgotten: @escaping @Sendable (HTTPRequest) -> Bool) -> World {
        var world = world
        world.transport = AnsweringTransport(world.transport) { request in
            request.method == .put && isForgotten(request) ? HTTPResponse(status: 200) : nil
        }
        return world
    }

    private func names(_ id: String) -> @Sendable (HTTPRequest) -> Bool {
        { request in request.query.contains { $0.name == "id" && $0.value == id } }
    }

    @Test func `a rule keeps its old name until it is seen under the new one`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("theirs", "a/")])])
        let before = world.contents()
        world.emulator.forgetRequests()
        let target = world.cos([rule("a", "a/")])
        let lying = forgetful(world) { _ in true }
        lying.time.advance(by: .seconds(1))
        let outcome = try await lying.apply(lying.sync.adoptionPlan(set(), on: [target]))[0]
        #expect(outcome.words == "a failed" && outcome.isFailure)
        #expect(world.contents() == before)
        #expect(!world.calls.contains("theirs"), "nothing was sent about the old rule")
        guard case .failed(let error, _)? = outcome["a"]?.result else { return }
        #expect(error.message.contains("'theirs' stays until 'a' is seen"), "\(error)")
        #expect(try world.sync.hasUnfinishedRun() == false)
    }

    @Test func `somebody else's rule under the new name is left alone, and so is the old one`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("theirs", "a/")])])
        let target = world.cos([rule("a", "a/")])
        let emulator = world.emulator
        var other = world
        other.options.verificationBudget = .seconds(3)
        other.transport = WatchedTransport(
            world.transport,
            after: { request, _ in
                guard request.method == .put else { return }
                emulator.place(Array(Foreign.cos("a").utf8), as: "a", in: World.cosName(0), of: .tencentCOS)
            })
        other.time.advance(by: .seconds(1))
        let outcome = try await other.apply(other.sync.adoptionPlan(set(), on: [target]))[0]
        #expect(outcome.words == "a failed")
        #expect(outcome["a"]?.differences.contains { $0.path == "schedule" } == true)
        #expect(Set(world.contents().documents[World.cosName(0)]?.keys.map { $0 } ?? []) == ["a", "theirs"])
    }

    /// A server that knows one rule alone and ignores whose id a request has.
    @Test(arguments: EmulatedProvider.allCases)
    func `a rule of others that is missing after the writes is a failure`(_ cloud: EmulatedProvider) async throws {
        let world = try World([cloud: 1])
        try await world.apply([cloud.place.target([rule("theirs", "t/"), rule("a", "a/")], 0)])
        let emulator = world.emulator
        var single = world
        single.transport = WatchedTransport(
            world.transport,
            after: { request, _ in
                guard request.method == .put else { return }
                emulator.removeDocument("theirs", in: cloud.place.bucketName(0), of: cloud)
            })
        // Of a rule set of another name, so that `theirs` is nobody's.
        var rules = set(Ownership(takeover: .replace))
        rules.name = "other"
        let outcome = try await single.apply([cloud.place.target([rule("a", "a/", .weekly)], 0)], rules)[0]
        #expect(outcome.words == "a done, theirs failed" && outcome.isFailure)
        guard case .failed(let error, _)? = outcome["theirs"]?.result else { return }
        #expect(error.message.contains("does not show it any more"), "\(error)")
        // An undo has no step for it, and says it all the same.
        try await world.apply([cloud.place.target([rule("theirs", "t/"), rule("a", "a/")], 0)])
        single.time.advance(by: .seconds(1))
        try await world.apply([cloud.place.target([rule("a", "a/", .weekly)], 0)], rules)
        let undone = try await single.apply(world.sync.undoPlan(of: try #require(try world.sync.runs().last)))
        #expect(undone.map(\.words) == ["a done, theirs failed"])
    }

    @Test func `the second half of a swap that is not seen fails, and stays in the journal`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/")])])
        let before = world.contents()
        let lying = forgetful(world, names("a"))
        let outcome = try await lying.apply([world.obs([rule("a", "right/"), rule("b", "left/")])])[0]
        #expect(outcome.words == "a unconfirmed, b done" && outcome.isFailure)
        #expect(world.contents()[World.obsName(0), "a"] == nil)
        #expect(try world.sync.hasUnfinishedRun())
        world.time.advance(by: .seconds(1))
        #expect(try await world.sync.recover().restored.map(\.id) == ["a"])
        #expect(world.contents() == before)
        #expect(try world.sync.hasUnfinishedRun() == false)
    }

    @Test func `what a failed swap puts back has to be seen as well`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/")])])
        var lying = world
        lying.retry = .never
        let stores = Locked(0)
        lying.transport = AnsweringTransport(world.transport) { request in
            guard request.method == .put else { return nil }
            // The first store of the swap is refused; what is put back is accepted and forgotten.
            let isFirst = stores.withLock { count in
                count += 1
                return count == 1
            }
            return HTTPResponse(status: isFirst ? 400 : 200)
        }
        let outcome = try await lying.apply([world.obs([rule("a", "right/"), rule("b", "left/")])])[0]
        guard case .failed(_, restored: false)? = outcome["a"]?.result else {
            Issue.record("\(outcome.words)")
            return
        }
        #expect(try world.sync.hasUnfinishedRun())
    }

    @Test func `a replacement after which there is no rule stays in the journal`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a")])])
        var lying = world
        let emulator = world.emulator
        lying.transport = WatchedTransport(
            world.transport,
            after: { request, _ in
                guard request.method == .put else { return }
                emulator.removeDocument("a", in: World.cosName(0), of: .tencentCOS)
            })
        let outcome = try await lying.apply([world.cos([rule("a", .none, .weekly)])])[0]
        #expect(outcome.words == "a unconfirmed" && outcome.isFailure)
        #expect(try world.sync.hasUnfinishedRun())
    }

    @Test func `a first bucket that is not seen ends the run`() async throws {
        let world = forgetful(try World([.tencentCOS: 4, .huaweiOBS: 1])) { _ in true }
        let rules = set(Ownership(), Safety(onRefusal: .skipBucket, canary: true))
        let outcomes = try await world.sync.converge(rules, on: (0..<4).map { world.cos([rule("a")], $0) }).collected()
        #expect(outcomes.map(\.words) == ["a unconfirmed", "", "", ""])
        #expect(outcomes.dropFirst().allSatisfy { $0.error?.code == .notAttempted })
    }

    @Test func `a list that is refused after the write says why`() async throws {
        var world = try World()
        let hasWritten = Locked(false)
        world.transport = AnsweringTransport(world.transport) { request in
            if request.method == .put { hasWritten.withLock { $0 = true } }
            guard request.method == .get, hasWritten.withLock({ $0 }) else { return nil }
            return HTTPResponse(status: 403, body: Array("<Error><Code>AccessDenied</Code></Error>".utf8))
        }
        let outcome = try await world.apply([world.cos([rule("a")])])[0]
        guard case .unconfirmed(let reason)? = outcome["a"]?.result else {
            Issue.record("\(outcome.words)")
            return
        }
        #expect(outcome.isFailure && reason.code == .accessDenied && reason.message.contains("permissions"))
    }
}
