#if CommandLineTool
    import ArgumentParser
    import CloudInventory

    struct DeleteCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "delete", abstract: "Remove a rule.",
            discussion: "A rule that is not there is a failure, where the cloud says so.")

        @Argument(help: "The rule: \(RuleAddress.form).")
        var address: String
        @OptionGroup var place: AddressOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let address = try place.address(address)
            let id = try address.requireID()
            let receipt = try await clouds.withClient(for: address) { client in
                try await client.removeRule(id, in: address.bucket)
            }
            let view = ReceiptView(address, id: id, receipt: receipt)
            return Outcome(view.text("removed"), json: view)
        }
    }
#endif
