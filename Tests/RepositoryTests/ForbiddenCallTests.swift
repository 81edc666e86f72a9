import Testing

/// A thing that sources do not do, but for exceptions with a reason.
struct Ban: Sendable, CustomTestStringConvertible {
    var name: String
    /// What it looks like in code.
    var phrases: [String]
    /// Targets that may.
    var exempt: Set<String> = []
    /// Files that may, each with the reason.
    var exceptions: [String: String] = [:]

    var testDescription: String { name }

    func isBroken(by line: String) -> Bool { phrases.contains { Bytes.contains(line, phrase: $0) } }

    static let all = [
        Ban(
            name: "printing",
            phrases: [
                "print(", "debugPrint(", "dump(", "fputs(", "puts(", "printf(", "vprintf(", "fwrite(", "STDOUT_FILENO",
                "STDERR_FILENO", "FileHandle.standardOutput", "FileHandle.standardError",
            ], exempt: ["InventoryCLI", "spec-gen", "inventory-bench"]),
        Ban(
            name: "the machine's clock, sleep, randomness and environment",
            phrases: [
                "Date()", "Date.now", "Task.sleep", "getenv(", "setenv(", "environ", "ProcessInfo", "time(nil)",
                "gettimeofday(", "clock_gettime(", "nanosleep(", "usleep(", "sleep(", "ContinuousClock",
                "SuspendingClock",
                "random()", ".random(in:", ".randomElement(", ".shuffled(", "SystemRandomNumberGenerator",
            ],
            exceptions: [
                "Sources/InventoryCore/System/SystemServices+System.swift": "this is the real one, handed in",
                "Sources/InventoryCore/System/ProgramStart.swift": "a program that we start inherits the environment",
                "Sources/InventoryCore/System/ProcessTree.swift": "knows the program's processes by their environment",
                "Sources/InventoryCLI/Options/NamedKeys.swift": "says which names keys are set under",
                "Sources/InventoryCLI/Commands/EmulateCommand.swift": "serves until a signal comes",
                "Sources/InventoryCurl/DescriptorShortage.swift": "the pause until a descriptor is tried for again",
                "Sources/InventoryCurl/CurlLoop.swift": "deadlines of transfers, between libcurl's polls",
                "Sources/InventoryCurl/Transfer.swift": "the deadline of a transfer",
                "Sources/InventoryCurl/Transfer+Failure.swift": "whether the deadline has passed",
                "Sources/InventoryCurl/TransferQueue.swift": "deadlines of waiting transfers",
            ]),
        Ban(
            name: "traps",
            phrases: ["try!", "as!", "fatalError(", "preconditionFailure(", "assertionFailure(", "unsafeBitCast("]),
        Ban(
            name: "shared state that the compiler does not check",
            phrases: ["nonisolated(unsafe)", "@preconcurrency", "unowned(unsafe)"]),
        // Their engine is a megabyte that an embedder would carry.
        Ban(
            name: "regular expressions",
            phrases: [".replacing(/", ".firstMatch(of:", ".wholeMatch(of:", ".prefixMatch(of:", "Regex("],
            exempt: ["InventoryCLI", "SpecKit", "spec-gen", "inventory-bench"]),
    ]
}

@Suite struct ForbiddenCallTests {
    @Test(arguments: Ban.all) func `no source has`(_ ban: Ban) {
        var used: Set<String> = []
        var broken: [String] = []
        for file in Repository.allSources where !ban.exempt.contains(file.target) {
            for line in file.code where ban.isBroken(by: line.text) {
                used.insert(file.path)
                if ban.exceptions[file.path] == nil { broken.append("\(file):\(line.number): \(line.text)") }
            }
        }
        #expect(broken == [])
        #expect(Set(ban.exceptions.keys).subtracting(used) == [], "exceptions that nobody needs any more")
    }

    @Test(
        arguments: [
            ("    print(x)", 0), ("    fputs(text, stderr)", 0), ("let now = Date()", 1),
            ("try await Task.sleep(for: d)", 1), ("Double.random(in: 0..<1)", 1), ("let home = getenv(name)", 1),
            ("let x = try! f()", 2), ("y as! Int", 2), ("fatalError(\"no\")", 2), ("nonisolated(unsafe) var x = 1", 3),
            ("text.replacing(/-[0-9]+$/, with: name)", 4),
        ]) func `a ban sees what it bans`(_ line: String, _ index: Int)
    {
        #expect(Ban.all.map { $0.isBroken(by: line) } == Ban.all.indices.map { $0 == index })
    }

    @Test(
        arguments: [
            "services.random()", "fingerprint(id)", "bytes.blueprint(", "lastUpdate()", "options.services.sleep(wait)",
            "let x = 1  // print(x)", "/// Never print(it).", "let environment = 1",
        ]) func `a ban leaves the rest alone`(_ line: String)
    {
        let code = SourceFile.withoutComment(line)
        #expect(!Ban.all.contains { $0.isBroken(by: code) })
    }

    @Test func `every unchecked Sendable says why, beside it`() {
        var silent: [String] = []
        for file in Repository.allSources {
            for line in file.code where Bytes.contains(line.text, phrase: "@unchecked Sendable") {
                let above = file.lines[..<(line.number - 1)].reversed()
                    .prefix { $0.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") }
                if !above.contains(where: { $0.contains("// @unchecked: ") }) {
                    silent.append("\(file):\(line.number)")
                }
            }
        }
        #expect(silent == [], "write `// @unchecked: why` above")
    }

    @Test func `neutral code knows no vendor`() throws {
        let types = try Repository.vendors()
        let folders = Set(
            Repository.files.filter { $0.hasPrefix("ProviderSpecs/") }.map { $0.split(separator: "/")[1] })
        // As a module or type, as a constant, and as a whole string.
        let names =
            types + types.map { $0.prefix(1).lowercased() + $0.dropFirst() }
            + folders.subtracting(["neutral", "README.md"]).map { "\"\($0)\"" }
        #expect(types.count >= 2 && folders.count >= types.count)
        let neutral: Set = [
            "InventoryCore", "InventoryWire", "InventorySync", "InventoryProviderKit", "InventoryRuleSet",
            "InventoryReports", "InventoryComparison", "InventoryWatch",
        ]
        var partial: [String] = []
        for file in Repository.sources where neutral.contains(file.target) {
            for line in file.code where names.contains(where: { Bytes.contains(line.text, phrase: $0) }) {
                partial.append("\(file):\(line.number): \(line.text)")
            }
        }
        #expect(partial == [])
    }
}
