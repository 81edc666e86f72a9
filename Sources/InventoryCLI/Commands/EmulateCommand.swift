#if CommandLineTool && EmulatorServer
    import ArgumentParser
    import CloudInventory
    import Glibc
    import InventoryEmulator
    import InventoryRuleSet

    struct EmulateCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "emulate", abstract: "Play the clouds' inventory servers on this machine.",
            discussion: """
                Listens on 127.0.0.1 alone. Once it takes requests it prints one line, {"ready":true,"endpoints":\
                {"\(example)":"http://127.0.0.1:9000",…}}, and with a port for all "shared":"http://…" as well; SIGTERM or SIGINT stops it with status 0. Nothing is kept.

                The configuration is JSON or YAML: {"credentials": [{"accessKey": …, "secretKey": …}], "buckets": \
                [{"provider": "\(example)", "name": …, "region": …}]}, and optionally quirks, faults and limits. A bucket may \
                hold objects: "objects": [{"key": …, "text": …}], or made from a seed: "generated": {"count": …, "seed": …}.

                Reports are delivered when told, with `emulate deliver`, or as scheduled: "reports": {"daySeconds": how long a day \
                lasts, "faults": [{"fault": "lost", "late", "cut" or "doubled", "provider": …, "bucket": …, "rule": …, "delivery": \
                which one, from 1}]}; what is left out of a fault fits all.

                --rule-set makes the buckets that a rule set names in place of a configuration. --run starts a command of the \
                shell whose environment leads `\(Console.name)` to these clouds, with keys and a journal folder of their own, and \
                ends with it: --run bash is a shell to try things in.
                """,
            subcommands: [EmulateDeliverCommand.self])

        /// One of the clouds, for the help text.
        private static let example = EmulatedProvider.all.first?.rawValue ?? "CLOUD"

        @Option(
            help: ArgumentHelp("The emulator's configuration; - is standard input.", valueName: "file"),
            completion: .file())
        var config: String?
        @Option(
            help: ArgumentHelp(
                "A rule set whose buckets there are to be, empty, in place of a configuration.", valueName: "file"),
            completion: .file())
        var ruleSet: String?
        @Option(
            name: .customLong("run"),
            help: ArgumentHelp(
                "Run this command of the shell beside the clouds, and end with it.", valueName: "command"))
        var program: String?
        @Option(
            help: ArgumentHelp(
                "The port of one cloud, or with a number alone a port that all share; 0 takes a free one. Repeatable.",
                valueName: "[provider=]port"))
        var port: [EmulatorPort] = []
        @Flag(help: "List the points that a configuration's quirks can set, and start nothing.")
        var listQuirks = false
        @OptionGroup var form: OutputOptions

        func validate() throws {
            if config != nil, ruleSet != nil { throw ValidationError("--config and --rule-set exclude each other") }
        }

        func run() async throws {
            if listQuirks { return try form.print(QuirksView().outcome) }
            let configuration = try configuration()
            let ports = port
            if let program {
                // Its terminal's signals are the program's.
                if isatty(STDIN_FILENO) == 1 { signal(SIGINT, SIG_IGN) }
                let status = try await Self.serving(configuration, ports) { server in
                    try await EmulatedRuleSet.run(
                        program, server.endpoints.map { ($0.provider.rawValue, $0.url) },
                        configuration.credentials.first)
                }
                if status != 0 { throw ExitCode(status) }
                return
            }
            do {
                try await Interruption.cancelling {
                    try await Self.serving(configuration, ports) { server in
                        try StandardStream.output.write(Self.readyLine(server))
                        while true { try await Task.sleep(for: .seconds(3600)) }
                    }
                }
            } catch is CancellationError {
                // The way in which it is to end.
            }
        }

        private func configuration() throws -> EmulatorConfiguration {
            if let ruleSet { return try EmulatedRuleSet.configuration(of: ruleSet) }
            guard let config else {
                throw CommandFailure(
                    .usage, "--config is missing; name the configuration's file, or a rule set with --rule-set")
            }
            let file = try InputFile(config)
            return try DocumentDecoder().decode(
                EmulatorConfiguration.self, from: try DocumentReader.read(file.bytes, name: file.name))
        }

        /// Serves while the body runs, and delivers reports as they are due.
        private static func serving<Value: Sendable>(
            _ configuration: EmulatorConfiguration, _ ports: [EmulatorPort],
            _ body: @escaping @Sendable (EmulatorServer) async throws -> Value
        ) async throws -> Value {
            let emulator = Emulator(configuration) { SystemServices.system.now().secondsSinceEpoch }
            let server: EmulatorServer
            do {
                server = try await EmulatorServer.start(
                    emulator,
                    ports: .init(
                        ports.compactMap { port in port.provider.map { ($0, port.number) } },
                        uniquingKeysWith: { _, last in last }),
                    sharedPort: ports.last { $0.provider == nil }?.number)
            } catch {
                throw CommandFailure(.failed, "the emulator cannot listen: \(error); choose other ports, or 0")
            }
            let clock = Task {
                while true {
                    emulator.deliverDue()
                    try await Task.sleep(for: .seconds(1))
                }
            }
            defer { clock.cancel() }
            do {
                let value = try await body(server)
                await server.stop()
                return value
            } catch {
                await server.stop()
                throw error
            }
        }

        /// By hand: it is to be one line, whatever other JSON looks like.
        private static func readyLine(_ server: EmulatorServer) -> String {
            let urls = server.endpoints.map { "\"\($0.provider.rawValue)\":\"\($0.url)\"" }
            let shared = server.sharedPort.map { ",\"shared\":\"http://127.0.0.1:\($0)\"" } ?? ""
            return "{\"ready\":true,\"endpoints\":{\(urls.joined(separator: ","))}\(shared)}\n"
        }
    }

    /// `tencent-cos=9000` or `9000`.
    struct EmulatorPort: ExpressibleByArgument, Sendable {
        /// The cloud; nil for all.
        var provider: EmulatedProvider?
        var number: Int

        init?(argument: String) {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let number = parts.last.flatMap({ UInt16($0) }) else { return nil }
            self.number = Int(number)
            guard parts.count == 2 else { return }
            guard let provider = EmulatedProvider(rawValue: String(parts[0])) else { return nil }
            self.provider = provider
        }
    }

    /// The emulator's quirks, in JSON: `{"quirks": [{"name": …, "values": […], "standard": …, "sentence": …}]}`.
    private struct QuirksView: Encodable {
        struct Quirk: Encodable {
            var name: String
            var values: [String]
            var standard: String
            var sentence: String
        }

        var quirks = (EmulatorQuirks.all + EmulatorQuirks.departures).map {
            Quirk(name: $0.name, values: $0.values, standard: $0.standard, sentence: $0.sentence)
        }

        var outcome: Outcome {
            let table = Table(
                ["QUIRK", "VALUES (STANDARD FIRST)", "ABOUT"],
                quirks.map { quirk in
                    let others = quirk.values.filter { $0 != quirk.standard }
                    return [quirk.name, ([quirk.standard] + others).joined(separator: ", "), quirk.sentence]
                })
            return Outcome(table.text, json: self)
        }
    }
#endif
