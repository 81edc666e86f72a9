#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryProviderKit
    import InventoryCore

    struct DeleteCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "delete", abstract: "Remove a rule.",
            discussion: """
                A rule that is not there is a failure. One that a rule set manages, as a journal knows, needs --yes. --dry-run \
                reads the rule and says what would go: status 2.
                """)

        @Argument(help: "The rule: \(RuleAddress.form).")
        var address: String
        @OptionGroup var place: AddressOptions
        @Flag(help: "Only say what would be removed.")
        var dryRun = false
        @OptionGroup var managed: ManagedOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let address = try place.address(address)
            let id = try address.requireID()
            if dryRun {
                let stored = try await clouds.withClient(for: address) { try await $0.rule(id, in: address.bucket) }
                var view = TrialView(address, id: id, .remove)
                view.found = stored.document.text
                return view.outcome
            }
            try managed.requireUnmanaged(id, at: address)
            let receipt = try await clouds.withClient(for: address) { client in
                do {
                    _ = try await client.rule(id, in: address.bucket)
                } catch let error as InventoryError where error.code == .ruleNotFound {
                    throw CommandFailure(
                        .failed,
                        "there is no rule '\(Printable.quoted(id.string, limit: 80))' in \(address.bucket); nothing was removed"
                    )
                } catch is InventoryError {
                    // That it cannot be read does not say that it is not there.
                }
                return try await client.removeRule(id, in: address.bucket)
            }
            let view = ReceiptView(address, id: id, receipt: receipt)
            return Outcome(view.text("removed"), json: view)
        }
    }
#endif
