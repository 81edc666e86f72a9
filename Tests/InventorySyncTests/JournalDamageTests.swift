import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

@testable import InventorySync

/// A journal that is no longer as it was written: what can be read is carried out, and nothing else.
@Suite struct JournalDamageTests {
    /// A world whose last run was cut short after it had removed rule `a` to make room, with what was there before.
    private func cutShort() async throws -> (world: World, before: World.Contents, file: String) {
        let world = try World()
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/")])])
        let before = world.contents()
        try await world.apply([world.obs([rule("a", "right/"), rule("b", "left/")])])
        let file = "run-\(try #require(try world.sync.runs().last)).jsonl"
        // What stays: the start, the intent, the removal.
        world.journal.cut(file, lines: 4)
        world.place(try #require(before[World.obsName(0), "b"]), as: "b", in: world.obs([]))
        world.remove("a", in: world.obs([]))
        world.emulator.forgetRequests()
        return (world, before, file)
    }

    private func lines(_ world: World, _ file: String) throws -> [String] {
        try #require(world.journal.text(file)).split(separator: "\n").map(String.init)
    }

    private func seal(_ line: String) throws -> String {
        let value = try JSONLine.decode(JSONText.self, from: Array(line.utf8))
        return String(decoding: try SealedLine.seal(value), as: UTF8.self)
    }

    private func write(_ lines: [String], _ world: World, _ file: String) {
        world.journal.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: file)
    }

    @Test func `whatever byte of a line changes, the line is damaged`() async throws {
        let (world, _, file) = try await cutShort()
        for line in try #require(world.journal.bytes(file)).split(separator: 0x0A).map({ Array($0) }) {
            #expect(JournalRecord(sealed: line) != nil)
            let unnoticed = line.indices.filter { place in
                var changed = line
                changed[place] ^= 1
                return JournalRecord(sealed: changed) != nil || JournalRecord(sealed: Array(line[..<place])) != nil
            }
            #expect(unnoticed.isEmpty)
        }
    }

    @Test func `a line that says nothing known is damaged, though its digest is right`() throws {
        let unknown = try JSONLine.decode(JSONText.self, from: Array(#"{"inten4":{},"line":1,"run":"a"}"#.utf8))
        #expect(JournalRecord(sealed: try SealedLine.seal(unknown)) == nil)
        var record = JournalRecord(run: "a", line: 1)
        #expect(JournalRecord(sealed: try SealedLine.seal(record)) == nil)
        record.concluded = .init(bucket: 0, results: [])
        #expect(JournalRecord(sealed: try SealedLine.seal(record)) != nil)
        record.end = .init(finished: UTCInstant(secondsSinceEpoch: 0), recovered: false)
        #expect(JournalRecord(sealed: try SealedLine.seal(record)) == nil)
    }

    @Test(arguments: ["<Prefix>left/", "\"intent\"", "removeFirst", "\"line\":2"])
    func `nothing is restored from a damaged line, and it is named`(_ text: String) async throws {
        let (world, before, file) = try await cutShort()
        var lines = try lines(world, file)
        let whole = lines[1]
        #expect(whole.contains(text))
        lines[1] = whole.replacing(text, with: text.dropLast(2) + "q" + text.suffix(1))
        write(lines, world, file)
        let error = await #expect(throws: InventoryError.self) { try await world.sync.recover() }
        #expect(
            error?.code == .journalFailed && error?.message.contains("\(file):2: ") == true,
            "\(String(describing: error))")
        _ = await #expect(throws: InventoryError.self) { try await world.apply([world.obs([rule("a", "b/")])]) }
        #expect(world.writes.isEmpty)
        #expect(try world.sync.hasUnfinishedRun())
        // As it was, all of it is carried out.
        lines[1] = whole
        write(lines, world, file)
        try await world.sync.recover()
        #expect(world.contents() == before)
    }

    @Test func `what can be read is carried out, and the run stays open for what cannot`() async throws {
        let (world, before, file) = try await cutShort()
        let whole = try lines(world, file)
        write(whole + ["{\"intent\": 12}"], world, file)
        let recovery = try await world.sync.recoverWhatCanBe()
        #expect(recovery.restored.map(\.id) == ["a"] && recovery.damaged.count == 1 && !recovery.isWhole)
        #expect(recovery.damaged[0].message.contains("\(file):4: this line is damaged"))
        #expect(world.contents() == before)
        #expect(try world.sync.hasUnfinishedRun())
        // Once it is moved out of the way, all is well.
        world.journal.remove(file)
        #expect(
            try await world.apply([world.obs([rule("a", "right/"), rule("b", "left/")])])[0].words == "a done, b done")
    }

    @Test func `a line that is missing is missed`() async throws {
        let (world, _, file) = try await cutShort()
        var lines = try lines(world, file)
        lines.remove(at: 1)
        write(lines, world, file)
        let error = await #expect(throws: InventoryError.self) { try await world.sync.recover() }
        #expect(
            error?.message.contains("\(file):2: a line is missing before this one") == true,
            "\(String(describing: error))")
        #expect(world.writes.isEmpty)
        #expect(try world.sync.hasUnfinishedRun())
    }

    @Test func `the journal of another run, or of another version, is named and left alone`() async throws {
        let (world, _, file) = try await cutShort()
        let lines = try lines(world, file)
        let start = try #require(JournalRecord(sealed: Array(lines[0].utf8)))
        var newer = start
        newer.start?.version = 4
        var other = start
        other.run = "another"
        let second = #"{"line":1,"start":{"ruleSet":"x","run":"r","started":"2026-01-01T00:00:00Z","version":2}}"#
        let first = #"{"start":{"ruleSet":"x","run":"r","started":"2026-01-01T00:00:00Z","version":1}}"#
        for (line, words) in [
            (String(decoding: try SealedLine.seal(newer), as: UTF8.self), "version 4"),
            (String(decoding: try SealedLine.seal(other), as: UTF8.self), "another run, 'another'"),
            (first, "version 1"), (try seal(second), "version 2"),
        ] {
            write([line] + lines.dropFirst(), world, file)
            let error = await #expect(throws: InventoryError.self) { try await world.sync.recover() }
            #expect(
                error?.code == .journalRefused && error?.message.contains(words) == true, "\(String(describing: error))"
            )
            #expect(error?.message.contains(file) == true)
        }
        #expect(world.writes.isEmpty)
        // A run of such a version that had come to its end is in nobody's way, under its own name.
        let end = #"{"end":{"finished":"2026-01-01T00:00:01Z","recovered":false}}"#
        let run = String(file.dropFirst(4).dropLast(6))
        for (start, end) in [(first, end), (second, #"{"line":2,"# + end.dropFirst())] {
            let isSealed = start == second
            for (name, isFinished) in [(run, true), ("r", false)] {
                let lines = [start.replacing(#""run":"r""#, with: "\"run\":\"\(name)\""), end]
                write(isSealed ? try lines.map(seal) : lines, world, file)
                #expect(try world.sync.hasUnfinishedRun() != isFinished, "\(start) \(name)")
                #expect(try (world.sync.runSummaries().last?.finished != nil) == isFinished)
            }
        }
    }

    @Test func `a later line never hides an earlier one`() async throws {
        let (world, before, file) = try await cutShort()
        var lines = try lines(world, file)
        // The same bucket a second time, with nothing to take back.
        var again = try #require(JournalRecord(sealed: Array(lines[1].utf8)))
        again.line = 4
        again.intent?.plan.steps = []
        again.intent?.writes = []
        lines.append(String(decoding: try SealedLine.seal(again), as: UTF8.self))
        write(lines, world, file)
        try await world.sync.recover()
        #expect(world.contents() == before)
    }
}

/// JSON as it is.
private enum JSONText: Codable {
    case text(String), number(Int), flag(Bool), object([String: JSONText])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else {
            self = .object(try container.decode([String: JSONText].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .object(let object): try container.encode(object)
        }
    }
}
