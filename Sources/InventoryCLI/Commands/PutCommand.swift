#if CommandLineTool
    import ArgumentParser
    import CloudInventory

    struct PutCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "put", abstract: "Create a rule, or replace it.",
            discussion: """
                The file is a rule in any dialect of `translate`; it is translated where the cloud has another. What the \
                cloud cannot hold is refused before any request, unless it was accepted.
                """)

        @Argument(help: "Bucket or rule: \(RuleAddress.form). An id must be the one in the file.")
        var address: String
        @OptionGroup var order: OrderOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let input = try order.read(address)
            let (address, fidelity) = (input.address, input.fidelity)
            guard case .rule(let rule) = input.order else {
                throw CommandFailure(
                    .preflight,
                    "\(order.file) has no schedule; add one, or start it as a one-off job with `\(Console.name) run`")
            }
            try address.require(idOf: rule.id)
            let done = try await clouds.withClient(for: address) { client in
                try await client.store(rule, in: address.bucket, fidelity: fidelity)
            }
            Console.tell(done.stored.findings)
            var view = ReceiptView(address, id: rule.id, receipt: done.receipt)
            view.findings = Findings(input.reading.findings.list + done.stored.findings.list)
            return Outcome(view.text("stored"), json: view)
        }
    }

    extension RuleAddress {
        /// - Throws: where the address has an id and it is not the file's.
        func require(idOf other: InventoryRule.ID) throws(CommandFailure) {
            guard let id, id != other else { return }
            throw CommandFailure(
                .preflight,
                "the address names '\(Printable.quoted(id.string, limit: 80))' and the file "
                    + "'\(Printable.quoted(other.string, limit: 80))'; make them one, or leave the id out of the address"
            )
        }
    }
#endif
