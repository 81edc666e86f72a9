#if CommandLineTool
    import ArgumentParser
    import CloudInventory

    struct ListCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Show every rule of a bucket.",
            discussion: """
                JSON: {"provider": …, "bucket": …, "rules": [{"rule": {…}, "findings": […], "document": "…"}]}; a rule \
                that cannot be read has "id" and "error" in place of "rule", and makes the exit status 1.
                """)

        @Argument(help: "The bucket: \(RuleAddress.bucketForm).")
        var address: String
        @OptionGroup var place: AddressOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        private struct View: Encodable {
            var provider: ProviderID
            var bucket: ExactText
            var rules: [RuleView]
        }

        func outcome() async throws -> Outcome {
            let address = try place.address(address)
            try address.requireBucketAlone()
            let entries = try await clouds.withClient(for: address) { client in
                try await client.allRules(in: address.bucket)
            }
            let rules = entries.map(RuleView.init)
            for rule in rules {
                if let error = rule.error {
                    Console.error("rule '\(Printable.quoted(rule.id?.string ?? "?"))' cannot be read: \(error)")
                }
                Console.tell(rule.findings)
            }
            let table = Table(
                InventoryRule.columns,
                rules.map { view in
                    view.rule?.cells
                        ?? [view.id?.string ?? "?", "?"] + InventoryRule.columns.dropFirst(2).map { _ in "" }
                })
            return Outcome(
                table.text,
                json: View(provider: address.provider, bucket: address.bucket.name, rules: rules),
                status: rules.allSatisfy(\.isReadable) ? .done : .failed)
        }
    }

    extension ProviderCatalog {
        /// The client for an address.
        func client(for address: RuleAddress) throws -> InventoryClient {
            try client(for: address.provider, credentials: address.credentials)
        }
    }
#endif
