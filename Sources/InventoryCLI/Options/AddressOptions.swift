#if CommandLineTool
    import ArgumentParser
    import CloudInventory

    /// For addresses in the forms of other tools, which name no cloud.
    struct AddressOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "The address is BUCKET:ID, as other tools write it (also with #, / or |), in this cloud.",
                valueName: "provider"),
            completion: .list(Vendors.ids.map(\.rawValue)))
        var provider: String?

        @Option(help: ArgumentHelp("The bucket's region, with --provider.", valueName: "region"))
        var region: String?

        func validate() throws {
            if region != nil, provider == nil {
                throw ValidationError("--region goes with --provider; in an address write ?region=REGION")
            }
        }

        /// The address of a bucket, or without a name that of the account's list of buckets.
        func accountOrBucket(_ text: String) throws -> RuleAddress {
            provider == nil ? try RuleAddress(ofAccountOrBucket: text) : try address(text)
        }

        func address(_ text: String) throws -> RuleAddress {
            guard let provider else { return try RuleAddress(text) }
            let cloud = try CloudName.provider(named: provider)
            guard !text.contains("://") else {
                throw CommandFailure(.usage, "an address with a scheme names its cloud; leave --provider out")
            }
            return try RuleAddress(text, of: cloud, region: region)
        }
    }
#endif
