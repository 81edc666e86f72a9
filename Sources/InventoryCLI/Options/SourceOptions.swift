#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryProviderKit
    import InventoryCore
    import InventorySync
    import InventoryRuleSet

    /// The buckets that `export` and `survey` read.
    struct SourceOptions: ParsableArguments {
        @Argument(
            help: "The buckets: \(RuleAddress.bucketForm), or rule-set files, as with --rule-set.", completion: .file())
        var addresses: [String] = []

        @Option(
            help: ArgumentHelp(
                "A list of buckets, CSV: bucket[,region,credentials]; --provider says of which cloud.",
                valueName: "file"),
            completion: .file())
        var targets: String?

        @Option(
            help: ArgumentHelp("The cloud of the list's buckets.", valueName: "provider"),
            completion: .list(Vendors.ids.map(\.rawValue)))
        var provider: String?

        @Option(help: ArgumentHelp("The region of the list's buckets that name none.", valueName: "region"))
        var region: String?

        @Option(
            help: ArgumentHelp("A rule set whose buckets are read; its rules do not matter.", valueName: "file"),
            completion: .file())
        var ruleSet: String?

        func validate() throws {
            if addresses.isEmpty, targets == nil, ruleSet == nil {
                throw ValidationError("name the buckets, a list with --targets, or a rule set with --rule-set")
            }
            if targets != nil, provider == nil { throw ValidationError("--targets needs --provider") }
        }

        /// Every bucket once, without any rules.
        func read(_ clouds: CloudOptions) async throws -> [SyncTarget] {
            var list: [SyncTarget] = []
            let files = addresses.filter { !$0.contains("://") && InputFile.isThere($0) }
            for ruleSet in [ruleSet].compactMap(\.self) + files {
                let (file, _) = try await RuleSetOptions.find(
                    try RuleSetOptions.read(ruleSet), of: nil, .none, clouds, allowsShrinking: true)
                list += file.targets.map { target in
                    SyncTarget(
                        group: target.group, provider: target.provider, bucket: target.bucket,
                        credentials: target.credentials, rules: [])
                }
            }
            for text in addresses where !files.contains(text) {
                let address = try RuleAddress(text)
                try address.requireBucketAlone()
                list.append(
                    SyncTarget(
                        group: address.provider.rawValue, provider: address.provider, bucket: address.bucket,
                        credentials: address.credentials, rules: []))
            }
            if let targets, let provider {
                let (file, cloud) = (try InputFile(targets), try CloudName.provider(named: provider))
                for row in try TargetList.read(file.bytes, name: file.name) {
                    let bucket = BucketAddress(
                        ExactText(row.bucket), region: (row.region ?? region).map { ExactText($0) })
                    list.append(
                        SyncTarget(
                            group: cloud.rawValue, provider: cloud, bucket: bucket, credentials: row.credentials,
                            rules: []))
                }
            }
            guard !list.isEmpty else { throw CommandFailure(.preflight, "the list of buckets is empty; name some") }
            var seen: Set<SyncTarget> = []
            return list.filter { seen.insert($0).inserted }
        }
    }
#endif
