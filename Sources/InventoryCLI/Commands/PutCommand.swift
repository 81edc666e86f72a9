#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryProviderKit
    import InventoryCore

    struct PutCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "put", abstract: "Create a rule, or replace it.",
            discussion: """
                The file is a rule in any dialect of `translate`; it is translated where the cloud has another. What the \
                cloud cannot hold is refused before any request, unless it was accepted. A rule that a rule set manages, as a \
                journal knows, needs --yes. --dry-run reads what is there and says what would be sent: status 2, or 0 where the \
                rule is there as it is to be.
                """)

        @Argument(help: "Bucket or rule: \(RuleAddress.form). An id must be the one in the file.")
        var address: String
        @OptionGroup var ruleOrJob: RuleOrJobOptions
        @Flag(help: "Only say what would be written.")
        var dryRun = false
        @OptionGroup var managed: ManagedOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let input = try ruleOrJob.read(address)
            guard case .rule(let rule) = input.ruleOrJob else {
                throw CommandFailure(
                    .preflight,
                    "\(ruleOrJob.file) has no schedule; add one, or start it as a one-off job with `\(Console.name) run`"
                )
            }
            if dryRun { return try await trial(rule, input) }
            try managed.requireUnmanaged(rule.id, at: input.address)
            let done = try await clouds.withClient(for: input.address) { client in
                try await client.store(rule, in: input.address.bucket, fidelity: input.fidelity)
            }
            Console.tell(done.stored.findings)
            var view = ReceiptView(input.address, id: rule.id, receipt: done.receipt)
            view.findings = Findings(input.reading.findings.list + done.stored.findings.list)
            return Outcome(view.text("stored"), json: view)
        }

        private func trial(_ rule: InventoryRule, _ input: RuleOrJobOptions.Input) async throws -> Outcome {
            let view = try await clouds.withClient(for: input.address) { client in
                let fitted = client.capabilities.fit(rule, in: input.address.bucket, fidelity: input.fidelity)
                Console.tell(fitted.findings)
                let wanted = try fitted.accepted("rule '\(Printable.quoted(rule.id.string))'", by: client.id)
                let live = try await client.allRules(in: input.address.bucket).first { $0.id == rule.id }
                var view = TrialView(input.address, id: rule.id, live == nil ? .create : .replace)
                view.found = live?.document.text
                view.document = try client.provider.rendering(of: wanted).text
                if case .rule(let stored)? = live {
                    view.differences = client.capabilities.differences(
                        found: client.capabilities.canonical(stored.rule), wanted: wanted)
                    if view.differences.isEmpty { view.action = .keep }
                }
                return view
            }
            return view.outcome
        }
    }
#endif
