#if CommandLineTool && EmulatorServer
    import ArgumentParser
    import CloudInventory
    import InventoryEmulator
    import InventoryRuleSet

    struct EmulateCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "emulate", abstract: "Play the clouds' inventory servers on this machine.",
            discussion: """
                Listens on 127.0.0.1 alone. Once it takes requests it prints one line, {"ready":true,"endpoints":\
                {"tencent-cos":"http://127.0.0.1:9000",…}}; SIGTERM or SIGINT stops it with status 0. Nothing is kept.

                The configuration is JSON or YAML: {"credentials": [{"accessKey": …, "secretKey": …}], "buckets": \
                [{"provider": "tencent-cos", "name": …, "region": …}]}, and optionally quirks, faults and limits. A bucket may \
                hold objects: "objects": [{"key": …, "text": …}], or made from a seed: "generated": {"count": …, "seed": …}.
                """)

        @Option(
            help: ArgumentHelp("The emulator's configuration; - is standard input.", valueName: "file"),
            completion: .file())
        var config: String?
        @Option(help: ArgumentHelp("The port for Tencent COS; 0 takes a free one.", valueName: "port"))
        var cos: UInt16 = 0
        @Option(help: ArgumentHelp("The port for Huawei OBS; 0 takes a free one.", valueName: "port"))
        var obs: UInt16 = 0
        @Flag(help: "List the points that a configuration's quirks can set, and start nothing.")
        var listQuirks = false
        @OptionGroup var form: OutputOptions

        func validate() throws {
            if config == nil, !listQuirks {
                throw ValidationError("--config is missing; name the configuration's file")
            }
        }

        func run() async throws {
            if listQuirks { return try form.print(QuirksView().outcome) }
            let file = try InputFile(config ?? "-")
            let configuration = try DocumentDecoder().decode(
                EmulatorConfiguration.self, from: try DocumentReader.read(file.bytes, name: file.name))
            let (cos, obs) = (Int(cos), Int(obs))
            do {
                try await Interruption.cancelling { try await Self.serve(configuration, cos: cos, obs: obs) }
            } catch is CancellationError {
                // The way in which it is to end.
            }
        }

        private static func serve(_ configuration: EmulatorConfiguration, cos: Int, obs: Int) async throws {
            let emulator = Emulator(configuration) { SystemServices.system.now().secondsSinceEpoch }
            let server: EmulatorServer
            do {
                server = try await EmulatorServer.start(emulator, cosPort: cos, obsPort: obs)
            } catch {
                throw CommandFailure(.failed, "the emulator cannot listen: \(error); choose other ports, or 0")
            }
            do {
                try StandardStream.output.write(readyLine(server.endpoints))
                while true { try await Task.sleep(for: .seconds(3600)) }
            } catch {
                await server.stop()
                throw error
            }
        }

        /// By hand: it is to be one line, whatever other JSON looks like.
        private static func readyLine(_ endpoints: [EmulatorServer.Endpoint]) -> String {
            let urls = endpoints.map { "\"\($0.provider.rawValue)\":\"\($0.url)\"" }
            return "{\"ready\":true,\"endpoints\":{\(urls.joined(separator: ","))}}\n"
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

        var quirks = EmulatorQuirks.all.map {
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
