#if CommandLineTool && EmulatorServer
    import Foundation
    import InventoryEmulator
    import TestShell
    import Testing

    /// Every ```console block is typed into a shell beside both emulated clouds, page by page from top to bottom, and
    /// must print what the page shows. `…` on a page stands for anything within a line.
    ///
    /// `DOCUMENTATION_RECORD=1` writes what came out into the pages instead; read the difference before you commit it.
    @Suite struct ConsoleBlockTests {
        @Test(arguments: Page.having("console")) func `a page shows what its commands print`(_ page: Page) async throws
        {
            let session = try await Session()
            var replacements: [(block: Page.Block, lines: [String])] = []
            do {
                for item in page.items {
                    switch item {
                    case .hiddenCommand(let command): _ = try await session.run(command)
                    case .block(let block):
                        if let file = block.file { try session.folder.write(block.text, to: file) }
                        guard block.language == "console" else { continue }
                        replacements.append((block, try await session.play(block, of: page)))
                    }
                }
            } catch {
                await session.end()
                throw error
            }
            await session.end()
            if Session.isRecording { try record(replacements, in: page) }
        }

        @Test func `there are pages with commands`() { #expect(Page.having("console").count >= 5) }

        private func record(_ replacements: [(block: Page.Block, lines: [String])], in page: Page) throws {
            var lines = page.lines
            for (block, new) in replacements.reversed() {
                lines.replaceSubrange((block.line - 1)..<(block.line - 1 + block.lines.count), with: new)
            }
            try Data(lines.joined(separator: "\n").utf8).write(to: Repository.root.appending(path: page.path))
        }
    }

    /// A shell in a folder with the examples, both clouds up.
    private struct Session {
        static let isRecording = ProcessInfo.processInfo.environment["DOCUMENTATION_RECORD"] != nil

        let folder: ScratchFolder
        private let server: EmulatorServer
        private let environment: [String: String]

        init() async throws {
            folder = try ScratchFolder.withExamples()
            let configuration = try JSONDecoder().decode(
                EmulatorConfiguration.self, from: Data(Repository.text("Examples/emulator.json").utf8))
            let server = try await EmulatorServer.start(Emulator(configuration) { Int64(Date().timeIntervalSince1970) })
            let keys = configuration.credentials[0]
            self.server = server
            let emulated = [EmulatedProvider.tencentCOS, .huaweiOBS, .amazonS3].compactMap { provider in
                server.endpoint(of: provider).map { "--connect-to \(provider.rawValue)=\($0.url)" }
            }
            environment = [
                "PATH": Repository.products.path + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": folder.url.path,
                "TENCENTCLOUD_SECRET_ID": keys.accessKey, "TENCENTCLOUD_SECRET_KEY": keys.secretKey,
                "OBS_ACCESS_KEY_ID": keys.accessKey, "OBS_SECRET_ACCESS_KEY": keys.secretKey,
                // The names that acme.yaml has for its key pairs.
                "TENCENTCLOUD_SECRET_ID_ACME_TENCENT": keys.accessKey,
                "TENCENTCLOUD_SECRET_KEY_ACME_TENCENT": keys.secretKey,
                "OBS_ACCESS_KEY_ID_ACME_HUAWEI": keys.accessKey, "OBS_SECRET_ACCESS_KEY_ACME_HUAWEI": keys.secretKey,
                "AWS_ACCESS_KEY_ID": keys.accessKey, "AWS_SECRET_ACCESS_KEY": keys.secretKey,
                "emulated": emulated.joined(separator: " "),
            ]
        }

        func end() async { await server.stop() }

        /// Commands that speak to a cloud are led to the emulators, whether or not the page says so.
        private static let prelude = """
            cloud-inventory() {
                case "$1 $*" in
                    *--connect-to*) command cloud-inventory "$@" ;;
                    list\\ *|show\\ *|export\\ *|\
                    put\\ *|delete\\ *|run\\ *|plan\\ *|apply\\ *|check\\ *|doctor\\ *|conform\\ *|\\
                    report\\ report\\ status\\ *|report\\ report\\ pairs\\ *|snapshot\\ *|emulate\\ emulate\\ deliver\\ *)
                        command cloud-inventory "$@" $emulated ;;
                    *) command cloud-inventory "$@" ;;
                esac
            }

            """

        func run(_ command: String) async throws -> Shell.Result {
            try await Shell.run(
                ["bash", "-c", Self.prelude + command], in: folder.url, environment: environment)
        }

        /// Runs the block's commands and compares.
        /// - Returns: the block as it came out.
        func play(_ block: Page.Block, of page: Page) async throws -> [String] {
            var recorded: [String] = []
            for (number, command, shown) in Self.commands(of: block) {
                let result = try await run(command)
                var printed = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                while printed.last == "" { printed.removeLast() }
                printed.append("(exit status \(result.status))")
                if !Self.isRecording {
                    let agrees =
                        printed.count == shown.count && zip(shown, printed).allSatisfy { Self.matches($0, $1) }
                    #expect(
                        agrees,
                        "\(page.path):\(number): \(command)\nshown:\n\(shown.joined(separator: "\n"))\nprinted:\n\(printed.joined(separator: "\n"))"
                    )
                }
                if !recorded.isEmpty { recorded.append("") }
                // Request ids hold the time, and an answer takes its own.
                recorded +=
                    ["$ " + command]
                    + printed.map { line in
                        line.replacing(/^(x-\S+ +).*/) { "\($0.1)…" }
                            .replacing(/127\.0\.0\.1:\d+ answered in \d+ ms/, with: "… answered in …")
                            .replacing(/127\.0\.0\.1:\d+/, with: "…")
                    }
            }
            return recorded
        }

        /// Each command with its line in the page and what is shown below it.
        private static func commands(of block: Page.Block) -> [(number: Int, command: String, shown: [String])] {
            var commands: [(number: Int, command: String, shown: [String])] = []
            for (index, line) in block.lines.enumerated() {
                if line.hasPrefix("$ ") {
                    commands.append((block.line + index, String(line.dropFirst(2)), []))
                } else if !commands.isEmpty {
                    commands[commands.count - 1].shown.append(line)
                }
            }
            return commands.map { command in
                var command = command
                while command.shown.last == "" { command.shown.removeLast() }
                return command
            }
        }

        private static func matches(_ shown: String, _ printed: String) -> Bool {
            let parts = shown.split(separator: "…", omittingEmptySubsequences: false)
            guard parts.count > 1, let first = parts.first, let last = parts.last else { return shown == printed }
            return printed.hasPrefix(first) && printed.hasSuffix(last) && printed.count >= first.count + last.count
        }
    }
#endif
