import CloudInventory
import Glibc
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// What is on disk, when, and who may read it.
@Suite struct JournalTests {
    private func runFiles(_ world: World) -> [String] { world.journal.names.filter { $0.hasPrefix("run-") } }

    @Test func `nothing destructive is sent before the old document is on disk`() async throws {
        var world = try World()
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/"), rule("old", "old/")])])
        let documents = world.contents().documents[World.obsName(0)] ?? [:]
        let journal = world.journal
        let checked = Locked(0)
        world.transport = WatchedTransport(world.transport) { request, _ in
            guard request.method != .get else { return }
            let id = try #require(request.query.first { $0.name == "id" }?.value)
            let text = journal.names.filter { $0.hasPrefix("run-") }.compactMap { journal.text($0) }.last ?? ""
            #expect(text.contains(bare(try #require(documents[id]))), "\(request.method) \(id)")
            checked.withLock { $0 += 1 }
        }
        let target = world.obs([rule("a", "right/"), rule("b", "left/")])
        #expect(try await world.apply([target], set(retired: ["old"]))[0].words == "a done, b done, old done")
        #expect(checked.withLock { $0 } == 4)
    }

    @Test(arguments: [false, true])
    func `a journal that is gone in mid-run ends the run before the next write`(_ isMoved: Bool) async throws {
        var world = try World([.tencentCOS: 2])
        try await world.apply([world.cos([rule("a")], 0), world.cos([rule("a")], 1)])
        world.emulator.forgetRequests()
        let journal = world.journal
        world.transport = WatchedTransport(
            world.transport,
            after: { request, _ in
                guard request.method != .get else { return }
                if isMoved {
                    rename(journal.path, journal.path + "-elsewhere")
                } else {
                    for name in journal.names where name.hasPrefix("run-") { journal.remove(name) }
                }
            })
        defer { rename(journal.path + "-elsewhere", journal.path) }
        let weekly = [world.cos([rule("a", nil, .weekly)], 0), world.cos([rule("a", nil, .weekly)], 1)]
        let error = await #expect(throws: InventoryError.self) {
            try await world.apply(weekly, set(concurrency: 1))
        }
        #expect(error?.code == .journalFailed && error?.message.contains("is gone") == true)
        #expect(world.writes.count == 1)
    }

    @Test func `folder and files are for the operator alone`() async throws {
        let world = try World()
        let inner = world.journal.path + "/state/journal"
        let sync = world.sync(journal: .directory(inner))
        try await sync.converge(set(), on: [world.cos([rule("a")])]).collected()
        #expect(world.journal.mode("state") == 0o700 && world.journal.mode("state/journal") == 0o700)
        let run = try #require(try sync.runs().first)
        for name in ["lock", "written", "run-\(run).jsonl"] {
            #expect(world.journal.mode("state/journal/" + name) == 0o600, "\(name)")
        }
    }

    @Test func `a second run is refused while one is under way`() async throws {
        var world = try World()
        let quiet = world
        let gate = AsyncStream<Void>.makeStream()
        let started = AsyncStream<Void>.makeStream()
        world.transport = WatchedTransport(world.transport) { _, _ in
            started.continuation.finish()
            for await _ in gate.stream {}
        }
        let first = Task { [world] in
            try await world.sync.converge(set(Ownership(), Safety(onRefusal: .skipRule)), on: [world.cos([rule("a")])])
                .collected()
        }
        for await _ in started.stream {}
        let error = await #expect(throws: InventoryError.self) {
            try await quiet.sync.converge(set(Ownership(), Safety(onRefusal: .skipRule)), on: [quiet.obs([rule("a")])])
                .collected()
        }
        #expect(error?.code == .journalRefused && error?.message.contains("another run") == true)
        _ = await #expect(throws: InventoryError.self) { try await quiet.sync.recover() }
        // Looking is allowed.
        #expect(try await quiet.sync.plan(set(), on: [quiet.obs([rule("a")])]).summary.create == 1)
        gate.continuation.finish()
        #expect(try await first.value.map(\.words) == ["a done"])
        try await quiet.apply([quiet.obs([rule("a")])])
    }

    @Test func `every write leaves an audit line`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a"), rule("old")])])
        let old = try #require(world.contents()[World.cosName(0), "a"])
        try await world.apply([world.cos([rule("a", .none, .weekly)])], set(retired: ["old"]))
        let lines = (world.journal.text(runFiles(world).last ?? "") ?? "").split(separator: "\n").map(String.init)
        let audit = lines.filter { $0.contains("\"written\"") }
        #expect(audit.count == 2)
        #expect(audit.allSatisfy { $0.contains("\"user\":\"operator\"") && $0.contains("x-cos-request-id") })
        let hash = Hex.encode(try Digest.sha256(Array(bare(old).utf8)))
        #expect(audit.contains { $0.contains("\"oldSHA256\":\"\(hash)\"") && $0.contains("\"documentSHA256\":\"") })
    }

    @Test func `a run whose last line is torn is recovered like any other`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "a/")])])
        let name = runFiles(world)[0]
        let whole = try #require(world.journal.bytes(name))
        for length in 0..<whole.count {
            world.journal.write(Array(whole[..<length]), to: name)
            #expect(try world.sync.hasUnfinishedRun(), "\(length) bytes")
            try await world.sync.recover()
            #expect(try world.sync.hasUnfinishedRun() == false, "\(length) bytes")
            #expect(world.contents()[World.obsName(0), "a"] != nil)
        }
    }

    @Test func `a damaged line of a finished run stands in nobody's way`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "a/")])])
        let name = runFiles(world)[0]
        let lines = try #require(world.journal.text(name)).split(separator: "\n").map(String.init)
        let damaged = lines[1].replacing("a/", with: "q/")
        world.journal.write(Array(([lines[0], damaged] + lines[2...]).joined(separator: "\n").utf8) + [0x0A], to: name)
        #expect(try await world.apply([world.obs([rule("a", "a/", .weekly)])])[0].words == "a done")
        let run = String(name.dropFirst(4).dropLast(6))
        let error = await #expect(throws: InventoryError.self) { try await world.sync.undoPlan(of: run) }
        #expect(error?.message.contains("\(name):2: ") == true)
    }

    @Test func `journals of finished runs expire, those of unfinished ones and the last ten never`() async throws {
        let world = try World()
        let rules = { (number: Int) in [world.obs([rule("a", "a/", number % 2 == 0 ? .daily : .weekly)])] }
        for number in 0..<12 { try await world.apply(rules(number)) }
        let names = runFiles(world)
        world.journal.cut(names[0], lines: 2)
        world.time.advance(by: .seconds(29 * 24 * 3600))
        try await world.apply(rules(0))
        #expect(runFiles(world).count == 13)
        // The one that was cut short has been recovered just now, and is young again.
        world.journal.cut(names[0], lines: 1)
        world.time.advance(by: .seconds(2 * 24 * 3600))
        // A run that fails lets nothing go, nor does one that wrote nothing: no server said what time it is.
        let missing = world.obs([rule("a", "a/")], 7)
        try await world.sync.recover()
        world.journal.cut(names[0], lines: 1)
        #expect(try await world.apply(rules(1) + [missing]).contains(where: \.isFailure))
        try await world.apply(rules(1))
        #expect(runFiles(world).prefix(3) == names.prefix(3))
        try await world.apply(rules(2))
        #expect(runFiles(world).count == 11 && runFiles(world).first == names[0])
        #expect(runFiles(world).dropFirst() == Array(runFiles(world).suffix(10))[...])
    }

    @Test func `a clock that no server confirms lets no journal go`() async throws {
        var world = try World()
        world.options.journalRetention = .seconds(10 * 3600)
        for number in 0..<12 {
            try await world.apply([world.obs([rule("a", "a/", number % 2 == 0 ? .daily : .weekly)])])
        }
        let names = runFiles(world)
        let time = world.time
        var services = time.services
        services.now = { UTCInstant(secondsSinceEpoch: time.seconds + 1000 * 24 * 3600) }
        let fast = InventorySync(
            world.catalog, journal: .directory(world.journal.path), options: world.options, services: services)
        try await fast.converge(set(), on: [world.obs([rule("a", "a/")])]).collected()
        #expect(runFiles(world).starts(with: names))
        // And those that such a clock has dated are as old as the servers say.
        time.advance(by: .seconds(11 * 3600))
        try await world.apply([world.obs([rule("a", "a/", .weekly)])])
        #expect(runFiles(world).count == 10)
    }

    @Test func `what the ledger says survives the journals`() async throws {
        let world = try World()
        let rules = set(Ownership(takeover: .refuse))
        try await world.apply([world.obs([rule("a", "a/")])], rules)
        for name in runFiles(world) { world.journal.remove(name) }
        #expect(try await world.plan(world.obs([rule("a", "a/", .weekly)]), rules).words == "a replace")
    }

    @Test func `documents with every kind of character come through the journal unchanged`() async throws {
        let world = try World()
        var random = RandomRules(7)
        let prefixes = random.prefixes(13) + ["cr\u{D}lf\u{A}tab\u{9}", "\u{FEFF}bom", "\u{2028}", "\\u0041\"\\"]
        let rules = prefixes.enumerated().map { rule(ExactText("r\($0.offset)"), $0.element) }
        try await world.apply([world.cos(rules)])
        let documents = world.contents()
        try await world.apply(
            [world.cos([])], set(retired: rules.map(\.id), Ownership(), Safety(maximumRemovals: rules.count)))
        #expect(world.contents().documents[World.cosName(0)] == nil)
        let run = try #require(try world.sync.runs().last)
        let outcome = try #require(try await world.apply(world.sync.undoPlan(of: run)).first)
        #expect(outcome.steps.allSatisfy { $0.result.name == "done" })
        let back = world.contents().documents[World.cosName(0)]?.mapValues(bare)
        #expect(back == documents.documents[World.cosName(0)]?.mapValues(bare))
    }

    @Test func `a folder that cannot be made is said before anything is sent`() async throws {
        let world = try World()
        let sync = world.sync(journal: .directory("/proc/nowhere/journal"))
        let error = await #expect(throws: InventoryError.self) {
            try await sync.converge(set(), on: [world.cos([rule("a")])]).collected()
        }
        #expect(error?.code == .journalRefused && error?.message.contains("/proc/nowhere/journal") == true)
        #expect(world.writes.isEmpty)
    }
}
