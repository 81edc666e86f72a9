#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore

    struct PutCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "put", abstract: "Create a rule, or replace it.",
            discussion: """
                The file is a rule in any dialect of `translate`; it is translated where the cloud has another. What the \
                cloud cannot hold is refused before any request, unless it was accepted. A rule that a rule set manages, as a \
                journal knows, needs --yes.
                """)

        @Argument(help: "Bucket or rule: \(RuleAddress.form). An id must be the one in the file.")
        var address: String
        @OptionGroup var order: OrderOptions
        @OptionGroup var managed: ManagedOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let input = try order.read(address)
            guard case .rule(let rule) = input.order else {
                throw CommandFailure(
                    .preflight,
                    "\(order.file) has no schedule; add one, or start it as a one-off job with `\(Console.name) run`")
            }
            try managed.requireUnmanaged(rule.id, at: input.address)
            let done = try await clouds.withClient(for: input.address) { client in
                try await client.store(rule, in: input.address.bucket, fidelity: input.fidelity)
            }
            Console.tell(done.stored.findings)
            var view = ReceiptView(input.address, id: rule.id, receipt: done.receipt)
            view.findings = Findings(input.reading.findings.list + done.stored.findings.list)
            return Outcome(view.text("stored"), json: view)
        }
    }
#endif
