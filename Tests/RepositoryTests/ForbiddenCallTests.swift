import Testing

/// A thing that sources do not do, but for exceptions with a reason.
struct Ban: Sendable, CustomTestStringConvertible {
    var name: String
    var pattern: @Sendable (String) -> Bool
    /// Targets that may.
    var exempt: Set<String> = []
    /// Files that may, each with the reason.
    var exceptions: [String: String] = [:]

    var testDescription: String { name }
}

@Suite struct ForbiddenCallTests {
    static let bans = [
        Ban(
            name: "printing",
            pattern: {
                $0.contains(/(^|[^\w.])(print|debugPrint|dump|fputs|puts|printf|vprintf|fwrite)\(/)
                    || $0.contains(/STDOUT_FILENO|STDERR_FILENO|FileHandle\.standard/)
            }, exempt: ["InventoryCLI", "spec-gen"]),
        Ban(
            name: "the machine's clock, sleep, randomness and environment",
            pattern: {
                $0.contains(
                    /\bDate\(\)|Date\.now|Task\.sleep|\b(getenv|setenv|gettimeofday|clock_gettime|nanosleep|usleep)\(/)
                    || $0.contains(/\btime\(nil\)|\.random\(in:|\.randomElement\(|\.shuffled\(\)|\.random\(\)$/)
                    || $0.contains(/SystemRandomNumberGenerator|ContinuousClock|SuspendingClock|ProcessInfo|environ\b/)
            },
            exceptions: [
                "Sources/InventoryCore/System/SystemServices+System.swift": "this is the real one, handed in",
                "Sources/InventoryCurl/CurlLoop.swift": "deadlines of transfers, between libcurl's polls",
                "Sources/InventoryCurl/Transfer.swift": "the deadline of a transfer",
                "Sources/InventoryCurl/Transfer+Failure.swift": "whether the deadline has passed",
                "Sources/InventoryCurl/TransferQueue.swift": "deadlines of waiting transfers",
            ]),
        Ban(
            name: "traps",
            pattern: { $0.contains(/\btry!|\bas!|\b(fatalError|preconditionFailure|assertionFailure)\(|unsafeBitCast/) }
        ),
        Ban(
            name: "stored state that the compiler does not check",
            pattern: { $0.contains(/nonisolated\(unsafe\)|@preconcurrency|unowned\(unsafe\)/) }),
    ]

    @Test(arguments: bans) func `no source has`(_ ban: Ban) {
        var used: Set<String> = []
        for file in Repository.allSources where !ban.exempt.contains(file.target) {
            for line in file.code where ban.pattern(line.text) {
                used.insert(file.path)
                #expect(ban.exceptions[file.path] != nil, "\(file):\(line.number): \(line.text)")
            }
        }
        #expect(Set(ban.exceptions.keys).subtracting(used) == [], "exceptions that nobody needs any more")
    }

    @Test(
        arguments: [
            ("    print(x)", 0), ("    fputs(text, stderr)", 0), ("let now = Date()", 1),
            ("try await Task.sleep(for: d)", 1),
            ("Double.random(in: 0..<1)", 1), ("getenv(name)", 1), ("let x = try! f()", 2), ("y as! Int", 2),
            ("fatalError(\"no\")", 2), ("nonisolated(unsafe) var x = 1", 3),
        ]) func `a ban sees what it bans`(_ line: String, _ index: Int)
    {
        for (position, ban) in Self.bans.enumerated() { #expect(ban.pattern(line) == (position == index)) }
    }

    @Test(arguments: ["services.random()", "fingerprint(id)", "bytes.blueprint(", "lastUpdate()", "// print(x)"])
    func `a ban leaves the rest alone`(_ line: String) {
        let code = SourceFile.withoutComment(line)
        for ban in Self.bans { #expect(!ban.pattern(code)) }
    }

    @Test func `every unchecked Sendable says why, beside it`() {
        for file in Repository.allSources {
            for line in file.code where line.text.contains("@unchecked Sendable") {
                let above = file.lines[..<(line.number - 1)].reversed()
                    .prefix { $0.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") }
                #expect(
                    above.contains { $0.contains("// @unchecked: ") },
                    "\(file):\(line.number): write `// @unchecked: why` above")
            }
        }
    }

    @Test func `neutral code knows no vendor`() throws {
        let names = try Repository.vendors().flatMap { [$0, $0.prefix(1).lowercased() + $0.dropFirst()] }
        let folders = Set(
            Repository.files.filter { $0.hasPrefix("ProviderSpecs/") }.map { $0.split(separator: "/")[1] })
        let identifiers = folders.subtracting(["neutral", "README.md"]).map { "\"\($0)\"" }
        #expect(names.count >= 4 && identifiers.count >= 2)
        let neutral: Set = [
            "InventoryCore", "InventoryWire", "InventorySync", "InventoryProviderKit", "InventoryRuleSet",
        ]
        for file in Repository.sources where neutral.contains(file.target) {
            for line in file.code {
                for name in names + identifiers {
                    #expect(!line.text.contains(name), "\(file):\(line.number) names \(name)")
                }
            }
        }
    }
}
