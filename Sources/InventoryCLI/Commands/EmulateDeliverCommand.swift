#if CommandLineTool && EmulatorServer
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryEmulator
    import InventoryProviderKit
    import InventoryWire

    struct EmulateDeliverCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deliver", abstract: "Have a running emulator deliver the report of a rule now.",
            discussion: """
                The report lists what lies below the rule's prefix, with its columns, in the layout of its cloud, and goes to the \
                bucket that the rule names. Prints the names of the objects that were written. It is one request to the host \
                of that bucket, POST /-/deliver?bucket=BUCKET&rule=ID&fault=FAULT; no cloud answers it.
                """)

        @Argument(help: "The rule, as \(RuleAddress.form).")
        var address: String
        @Option(
            help: ArgumentHelp(
                "What goes wrong: lost (nothing arrives), late (no manifest), cut (half a file), doubled (rows twice).",
                valueName: "fault"),
            completion: .list(faults))
        var fault: String?
        @OptionGroup var clouds: CloudOptions

        private static let faults = ReportDelivery.Fault.allCases.map(\.rawValue)

        func run() async throws {
            let address = try RuleAddress(address)
            let rule = try address.requireID()
            guard let server = try clouds.connectTargets()[address.provider] else {
                throw CommandFailure(
                    .usage, "name the emulator's port of \(address.provider): --connect-to http://127.0.0.1:PORT")
            }
            // On a port that all clouds share the host tells which of them is meant.
            let place = try HostResolver(try Vendors.vendor(address.provider).facts).place(of: address.bucket)
            let request = HTTPRequest(
                method: .post, scheme: .http, host: place.host, path: "/-/deliver",
                query: [
                    .init("bucket", address.bucket.name.string), .init("rule", rule.string),
                ] + (fault.map { [.init("fault", $0)] } ?? []), body: [], connectTo: server, isRepeatable: false)
            let reply = try await clouds.withTransport { try await $0.send(request, timeout: .seconds(60)) }
            let text = String(decoding: reply.body, as: UTF8.self)
            guard reply.status == 200 else {
                throw CommandFailure(
                    .failed,
                    "the server at port \(server.port) delivered nothing (status \(reply.status)): "
                        + Printable.quoted(String(text.prefix { $0 != "\n" }), limit: 400))
            }
            try StandardStream.output.write(text)
        }
    }
#endif
