#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryProviderKit
    import InventoryCore
    import InventoryRuleSet

    struct ListCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Show every rule of a bucket or of a rule set's buckets, or every bucket of an account.",
            discussion: """
                Of a rule set it shows every rule of every bucket, whoever wrote it, bucket by bucket as they are read. A bucket \
                or a rule that cannot be read is said on standard error and makes the exit status 1.

                Without a bucket, \(RuleAddress.accountForm), it lists the buckets that the account has: what buckets.match of a \
                rule set is held against. Some clouds list those of the region alone.

                JSON of buckets: {"provider": …, "buckets": [{"name": …, "region": …, "created": …, "kind": …}]}.

                JSON: {"provider": …, "bucket": …, "rules": [{"rule": {…}, "findings": […], "document": "…"}]}; a rule \
                that cannot be read has "id" and "error" in place of "rule", and makes the exit status 1.

                JSON of a rule set: {"ruleSet": …, "buckets": [{"index": …, "target": {…}, "rules": […] or "error": …}], \
                "summary": {"buckets": …, "rules": …, "unreadable": …}}, in the order in which the buckets were read.
                """)

        @Argument(
            help: """
                The bucket, \(RuleAddress.bucketForm), or \(RuleAddress.accountForm) for all of an account, or a rule-set file, \
                as with --rule-set.
                """, completion: .file())
        var address: String?
        @Option(
            help: ArgumentHelp("A rule set whose buckets are read; its rules do not matter.", valueName: "file"),
            completion: .file())
        var ruleSet: String?
        @OptionGroup var selection: SelectionOptions
        @OptionGroup var place: AddressOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var progress: ProgressOptions
        @OptionGroup var form: OutputOptions

        /// The file of the rule set whose buckets are meant; nil where an address is.
        private var file: String? {
            ruleSet
                ?? address.flatMap { !$0.contains("://") && place.provider == nil && InputFile.isThere($0) ? $0 : nil }
        }

        func validate() throws {
            guard address != nil || ruleSet != nil else {
                throw ValidationError("name a bucket, an account, or a rule set with --rule-set")
            }
            if address != nil, ruleSet != nil { throw ValidationError("an address and --rule-set exclude each other") }
            if file == nil, !selection.target.isEmpty || !selection.bucket.isEmpty {
                throw ValidationError("--target and --bucket choose from a rule set; an address is one bucket")
            }
        }

        func run() async throws {
            let status: CommandStatus
            if let file {
                status = try await rules(ofBucketsIn: file)
            } else {
                let outcome = try await outcome()
                try form.print(outcome)
                status = outcome.status
            }
            if status != .done { throw ExitCode(status.rawValue) }
        }

        /// Shows the rules of each bucket as soon as it is read.
        private func rules(ofBucketsIn file: String) async throws -> CommandStatus {
            let (set, _) = try await RuleSetOptions.find(
                try RuleSetOptions.read(file), of: selection, .none, clouds, allowsShrinking: true)
            let targets = try selection.targets(of: set)
            let (form, progress) = (form.output, progress)
            return try await clouds.withCatalog { catalog in
                let sync = InventorySync(catalog)
                try sync.requireAddresses(of: targets)
                sync.warnOfStandIns(for: targets)
                var view = RuleListView(form, ruleSet: set.ruleSet.name)
                var progress = progress.start(targets.count)
                defer { Console.clearProgress() }
                try view.begin()
                try await sync.readEach(targets, pacing: Pacing()) { target, client in
                    try await client.allRules(in: target.bucket).map(RuleView.init)
                } consume: { index, target, result in
                    try view.add(index, target, result)
                    progress.note(isFailure: (try? result.get()) == nil)
                }
                try view.end()
                return view.status
            }
        }

        private struct View: Encodable {
            var provider: ProviderID
            var bucket: ExactText
            var rules: [RuleView]
        }

        func outcome() async throws -> Outcome {
            let address = try place.accountOrBucket(address ?? "")
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
