import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// A list that contradicts itself, or what was done, is no success.
@Suite struct ContradictionTests {
    private func list(_ documents: [String]) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            body: Array(
                ("<ListInventoryConfigurationResult>" + documents.map(bare).joined()
                    + "<IsTruncated>false</IsTruncated></ListInventoryConfigurationResult>").utf8))
    }

    @Test func `an id that stands twice in a list fails the bucket, in whichever order`() async throws {
        let world = try World()
        let target = world.cos([rule("a", "a/")])
        try await world.apply([target])
        let own = try #require(world.contents()[World.cosName(0), "a"])
        for documents in [[own, Foreign.cos("a")], [Foreign.cos("a"), own], [own, own]] {
            var lying = world
            lying.transport = AnsweringTransport(world.transport) { request in
                request.method == .get ? list(documents) : nil
            }
            let plan = try await lying.plan(target)
            #expect(
                plan.error?.code == .malformedReply && plan.error?.message.contains("names rule 'a' twice") == true,
                "\(plan.words) \(String(describing: plan.error))")
            #expect(try await lying.sync.survey([target]).problems.count == 1)
        }
    }

    /// How a list can hide which rule an entry is.
    @Test(arguments: ["", "<Id></Id>", "<ID>a</ID>", "<Id><b>a</b></Id>", "<Id>z</Id><Id>a</Id>", "<Id> </Id>"])
    func `a rule whose id cannot be read fails the bucket before any write`(_ id: String) async throws {
        let world = try World()
        let target = world.cos([rule("a", "a/")])
        let hidden = Foreign.cos("a", prefix: "theirs/").replacing("<Id>a</Id>", with: id)
        var lying = world
        lying.transport = AnsweringTransport(world.transport) { request in
            request.method == .get ? list([Foreign.cos("other"), hidden]) : nil
        }
        let plan = try await lying.sync.plan(set(), on: [target])
        #expect(plan.buckets[0].error?.code == .malformedReply, "\(plan.buckets[0].words)")
        #expect(plan.buckets[0].error?.message.contains("id cannot be read") == true)
        try await lying.apply(plan)
        #expect(!world.emulator.requests.contains { $0.operation == .put })
        #expect(try await lying.sync.survey([target]).problems.count == 1)
        // Nor is any rule adopted beside it: the run fails for the bucket.
        let adoption = try await lying.sync.adoptionPlan(set(), on: [target])
        #expect(adoption.buckets.map(\.error?.code) == [.malformedReply], "\(adoption.buckets.map(\.words))")
        #expect(try await lying.apply(adoption).map(\.isFailure) == [true])
        #expect(!world.emulator.requests.contains { $0.operation == .put })
    }

    @Test func `a list that has the old and the new rule confirms nothing`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a", "a/")])])
        let old = try #require(world.contents()[World.cosName(0), "a"])
        let (emulator, name) = (world.emulator, World.cosName(0))
        var lying = world
        let hasWritten = Locked(false)
        lying.transport = AnsweringTransport(world.transport) { request in
            if request.method == .put { hasWritten.withLock { $0 = true } }
            guard request.method == .get, hasWritten.withLock({ $0 }) else { return nil }
            let new = emulator.documents(in: name, of: .tencentCOS).map { String(decoding: $0.document, as: UTF8.self) }
            return list(new + [old])
        }
        let outcome = try await lying.apply([world.cos([rule("a", "a/", .weekly)])])[0]
        guard case .unconfirmed(let reason)? = outcome["a"]?.result else {
            Issue.record("\(outcome.words)")
            return
        }
        #expect(outcome.isFailure && reason.message.contains("names rule 'a' twice"), "\(reason)")
    }

    @Test func `a rule that was as wanted and is missing afterwards is a failure`() async throws {
        for isChanged in [false, true] {
            let world = try World()
            try await world.apply([world.cos([rule("a", "a/"), rule("kept", "k/")])])
            let emulator = world.emulator
            var lying = world
            lying.transport = WatchedTransport(
                world.transport,
                after: { request, _ in
                    guard request.method == .put else { return }
                    if isChanged {
                        emulator.place(
                            Array(Foreign.cos("kept").utf8), as: "kept", in: World.cosName(0), of: .tencentCOS)
                    } else {
                        emulator.removeDocument("kept", in: World.cosName(0), of: .tencentCOS)
                    }
                })
            let outcome = try await lying.apply([world.cos([rule("a", "a/", .weekly), rule("kept", "k/")])])[0]
            #expect(outcome.words == "a done, kept failed" && outcome.isFailure)
            guard case .failed(let error, _)? = outcome["kept"]?.result else { return }
            #expect(error.message.contains("as wanted when this run began"), "\(error)")
        }
    }

    @Test func `a rule of a swap that is not seen keeps the bucket open, and recover restores all`() async throws {
        let world = try World()
        let before = [rule("a", "1/"), rule("b", "2/"), rule("c", "3/")]
        try await world.apply([world.obs(before)])
        let documents = world.contents()
        let emulator = world.emulator
        var lying = world
        // Forgets the middle one, and does not mind two rules on one prefix.
        lying.transport = AnsweringTransport(world.transport) { request in
            guard request.method == .put, let id = request.query.first(where: { $0.name == "id" })?.value else {
                return nil
            }
            if id != "b" { emulator.place(request.body ?? [], as: id, in: World.obsName(0), of: .huaweiOBS) }
            return HTTPResponse(status: 200)
        }
        let outcome = try await lying.apply([world.obs([rule("a", "2/"), rule("b", "3/"), rule("c", "1/")])])[0]
        #expect(outcome.words == "a done, b unconfirmed, c done")
        #expect(try world.sync.hasUnfinishedRun())
        world.time.advance(by: .seconds(1))
        #expect(try await !world.sync.recover().restored.isEmpty)
        #expect(
            world.contents().documents.mapValues { $0.mapValues(bare) }
                == documents.documents.mapValues { $0.mapValues(bare) })
        #expect(try world.sync.hasUnfinishedRun() == false)
    }

    @Test func `a removal that was not carried out is said to be one`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("old", "o/"), rule("kept")])])
        var lying = world
        lying.transport = AnsweringTransport(world.transport) { request in
            request.method == .delete ? HTTPResponse(status: 204) : nil
        }
        let outcome = try await lying.apply([world.cos([rule("kept")])], set(retired: ["old"]))[0]
        guard case .unconfirmed(let reason)? = outcome["old"]?.result else {
            Issue.record("\(outcome.words)")
            return
        }
        #expect(reason.message.contains("said that rule 'old' was removed, but the list of"), "\(reason)")
        #expect(reason.message.contains("still has it"), "\(reason)")
    }

    @Test func `an interrupted write is told in a sentence`() async throws {
        var world = try World()
        world.transport = WatchedTransport(world.transport) { request, _ in
            if request.method == .put { throw CancellationError() }
        }
        let outcome = try await world.apply([world.cos([rule("a")])])[0]
        guard case .failed(let error, _)? = outcome["a"]?.result else {
            Issue.record("\(outcome.words)")
            return
        }
        #expect(error.message.contains("interrupted before the cloud's answer about rule 'a'"), "\(error)")
        #expect(error.cause is CancellationError && error.reply == nil && error.message.hasSuffix("plan again"))
        #expect(!error.description.contains("CancellationError"))
    }

    @Test func `an interrupted write tells what the server had answered before`() async throws {
        var world = try World()
        let puts = Locked(0)
        world.transport = WatchedTransport(
            AnsweringTransport(world.transport) { request in
                request.method == .put
                    ? HTTPResponse(status: 503, body: Array("<Error><Code>ServiceBusy</Code></Error>".utf8)) : nil
            }
        ) { request, _ in
            guard request.method == .put else { return }
            let number = puts.withLock { count in
                count += 1
                return count
            }
            if number == 2 { throw CancellationError() }
        }
        let outcome = try await world.apply([world.cos([rule("a")])])[0]
        guard case .failed(let error, _)? = outcome["a"]?.result else {
            Issue.record("\(outcome.words)")
            return
        }
        #expect(error.code == .outcomeUnknown && error.cause is CancellationError)
        #expect(
            error.message.contains("interrupted before the cloud's answer") && error.message.contains("ServiceBusy"),
            "\(error)")
        #expect(error.reply?.status == 503)
    }
}
