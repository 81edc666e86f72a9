#if CommandLineTool
    import ArgumentParser
    import CloudInventory

    struct ShowCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show one rule.",
            discussion: #"JSON: {"rule": {…}, "findings": […], "document": "…"}, the document as the cloud sent it."#)

        @Argument(help: "The rule: \(RuleAddress.form).")
        var address: String
        @Flag(help: "Print the cloud's own document, as received, in place of the table.")
        var document = false
        @OptionGroup var place: AddressOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let address = try place.address(address)
            let id = try address.requireID()
            let stored = try await clouds.withClient(for: address) { client in
                try await client.rule(id, in: address.bucket)
            }
            Console.tell(stored.findings)
            return Outcome(
                document ? Terminal.output.shown(stored.document.text) : stored.rule.facts.text, json: RuleView(stored))
        }
    }
#endif
