#if CommandLineTool && EmulatorServer
    import CloudInventory
    import InventoryCore
    import TestShell
    import Testing

    @testable import InventoryCLI

    /// What holds for the whole command line, and the commands that ask no cloud.
    @Suite(.timeLimit(.minutes(5))) struct ToolTests {
        @Test func `the help tells every exit status`() async throws {
            let help = try await ToolRunner()("--help")
            #expect(help.status == 0)
            #expect(help.errors == "")
            for status in CommandStatus.allCases {
                #expect(help.output.contains("  \(status.rawValue)  \(status.meaning)\n"), "\(status)")
            }
        }

        @Test(arguments: [
            "providers", "translate", "sign", "list", "show", "put", "delete", "run", "plan", "apply", "check",
            "export", "survey",
            "recover", "runs", "undo", "doctor", "conform", "emulate",
        ])
        func `every command has help and both forms of output`(_ command: String) async throws {
            let help = try await ToolRunner()(command, "--help")
            #expect(help.status == 0)
            #expect(help.output.contains("--output <output>"))
            #expect(try await ToolRunner()("--help").output.contains("\n  \(command) "))
        }

        @Test func `the version names the libraries that requests go through`() async throws {
            let version = try await ToolRunner()("--version")
            #expect(version.status == 0)
            #expect(version.output.hasPrefix("cloud-inventory \(Version.number)\nlibcurl/"), "\(version)")
            #expect(version.output.contains(", OpenSSL/"), "\(version)")
        }

        @Test func `a misspelt command or option is told its name`() async throws {
            let command = try await ToolRunner()("plann", "set.yaml")
            #expect(command.status == 64)
            #expect(command.errors.contains("unknown command 'plann', did you mean 'plan'?"), "\(command)")
            let option = try await ToolRunner()("plan", "set.yaml", "--ouput", "json")
            #expect(option.status == 64)
            #expect(option.errors.contains("Did you mean '--output'?"), "\(option)")
        }

        @Test func `what is said on standard error can be JSON lines, requests among it`() async throws {
            try await Clouds.run { clouds in
                let address = "\(Clouds.obs)?\(Clouds.inOBS)"
                let quiet = try await clouds.tool("list", address)
                #expect(quiet.errors == "")
                let done = try await clouds.tool("list", address, "--verbose", "--log-format", "json")
                let lines = try done.errors.split(separator: "\n").map { try JSON(String($0)) }
                #expect(lines.count == 2, "\(done)")
                #expect(lines.allSatisfy { $0["level"].text == "debug" && $0["time"].text?.hasSuffix("Z") == true })
                #expect(lines.last?["fields"]["status"].text == "200", "\(done)")
                let failed = try await clouds.tool("list", "obs://absent?\(Clouds.inOBS)", "--log-format", "json")
                #expect(try JSON(failed.errors)["level"].text == "error", "\(failed)")
            }
        }

        @Test func `the worst status wins`() {
            #expect(CommandStatus.worst([.done, .changesPending]) == .changesPending)
            #expect(CommandStatus.worst([.changesPending, .lossRefused]) == .lossRefused)
            #expect(CommandStatus.worst([.lossRefused, .preflight, .done]) == .preflight)
            #expect(CommandStatus.worst([.preflight, .failed]) == .failed)
            #expect(CommandStatus.worst([.failed, .interrupted]) == .interrupted)
            #expect(CommandStatus.worst([] as [CommandStatus]) == .done)
        }

        @Test func `only what is refused before a request counts as preflight`() {
            let preflight: Set<InventoryError.Code> = [
                .invalidRule, .invalidAddress, .unsupported, .credentialsMissing, .hostNotAllowed, .invalidDocument,
                .fileUnreadable, .planRefused, .journalRefused,
            ]
            for code in InventoryError.Code.allCases {
                let expected: CommandStatus =
                    code == .lossNotAccepted ? .lossRefused : preflight.contains(code) ? .preflight : .failed
                #expect(CommandStatus(code) == expected, "\(code)")
            }
        }

        @Test func `every cloud answers every feature`() async throws {
            let tool = try ToolRunner()
            let view = try JSON(try await tool("providers", "--output", "json").output)
            #expect(view["providers"].list.map { $0["id"].text } == Vendors.ids.map(\.rawValue))
            for provider in view["providers"].list {
                #expect(provider["features"].keys == Feature.allCases.map(\.rawValue).sorted())
            }
            let table = try await tool("providers").output
            for feature in Feature.allCases { #expect(table.contains("\n\(feature.rawValue) "), "\(feature)") }
            #expect(table.contains("native (disputed)"))
            #expect(table.contains("substituted by schedule.weekly"))
        }

        @Test func `the quirks of the emulator are listed`() async throws {
            let view = try JSON(try await ToolRunner()("emulate", "--list-quirks", "--output", "json").output)
            #expect(view["quirks"].list.contains { $0["name"].text == "huawei-obs.emptyList" })
        }

        @Test func `columns are aligned by what a terminal shows`() {
            let table = Table(["A", "B"], [["日志/", "x"], ["e\u{301}", "y"], ["😀", "z"]])
            #expect(table.text == "A      B\n日志/  x\ne\u{301}      y\n😀     z\n")
        }
    }
#endif
