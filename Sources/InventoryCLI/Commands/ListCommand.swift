#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryProviderKit
    import InventoryCore

    struct ListCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Show every rule of a bucket, or every bucket of an account.",
            discussion: """
                Without a bucket, \(RuleAddress.accountForm), it lists the buckets that the account has: what buckets.match of a \
                rule set is held against. Some clouds list those of the region alone.

                JSON of buckets: {"provider": …, "buckets": [{"name": …, "region": …, "created": …, "kind": …}]}.

                JSON: {"provider": …, "bucket": …, "rules": [{"rule": {…}, "findings": […], "document": "…"}]}; a rule \
                that cannot be read has "id" and "error" in place of "rule", and makes the exit status 1.
                """)

        @Argument(help: "The bucket, \(RuleAddress.bucketForm), or \(RuleAddress.accountForm) for all.")
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
            let address = try place.accountOrBucket(address)
            try address.requireBucketAlone()
            if address.bucket.name.isEmpty { return try await buckets(of: address) }
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

    extension ListCommand {
        private struct BucketsView: Encodable {
            struct Bucket: Encodable {
                var name: ExactText
                var region: ExactText?
                var created: String?
                var kind: String?
            }

            var provider: ProviderID
            var buckets: [Bucket]
        }

        private func buckets(of address: RuleAddress) async throws -> Outcome {
            let buckets = try await clouds.withClient(for: address) { client in
                guard let lister = client.provider as? any BucketLister else {
                    throw CommandFailure(.preflight, "the buckets of \(address.provider) cannot be listed")
                }
                return try await lister.buckets(in: address.bucket.region)
            }.sorted { $0.name < $1.name }
            let table = Table(
                ["BUCKET", "REGION", "CREATED", "KIND"],
                buckets.map { [$0.name.string, $0.region?.string ?? "", $0.created ?? "", $0.kind ?? ""] })
            let view = BucketsView(
                provider: address.provider,
                buckets: buckets.map { .init(name: $0.name, region: $0.region, created: $0.created, kind: $0.kind) })
            return Outcome(table.text, json: view)
        }
    }

    extension ProviderCatalog {
        /// The client for an address.
        func client(for address: RuleAddress) throws -> InventoryClient {
            try client(for: address.provider, credentials: address.credentials)
        }
    }
#endif
