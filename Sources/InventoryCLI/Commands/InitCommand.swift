#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryProviderKit
    import InventoryRuleSet
    import InventoryVendorFacts

    struct InitCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init", abstract: "Print a first rule set to begin with; no network.",
            discussion: """
                It has a target for every cloud that is named, with what this cloud demands, and a comment for what there is to \
                choose. `validate` accepts it as it is, and `emulate --rule-set` has its buckets, so that it can be tried before \
                it names any of yours.
                """)

        @Option(
            help: ArgumentHelp(
                "A cloud to have a target of; the five with dialects of their own where none is named. Repeatable, or several with commas.",
                valueName: "provider"),
            completion: .list(Vendors.ids.map(\.rawValue)))
        var provider: [String] = []
        @Option(help: ArgumentHelp("The name of the rule set.", valueName: "name"))
        var name = "nightly"
        @Option(help: ArgumentHelp("How many buckets a target has.", valueName: "number"))
        var buckets = 1

        func validate() throws {
            guard (1...1000).contains(buckets) else { throw ValidationError("--buckets takes 1 to 1000") }
            let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
            guard !name.isEmpty, isPlain else {
                throw ValidationError(
                    "--name takes letters, digits, hyphens and underscores; the file can be given any name later")
            }
        }

        func run() async throws {
            let named = try provider.flatMap { $0.split(separator: ",") }.map {
                try CloudName.provider(named: String($0))
            }
            let clouds = try (named.isEmpty ? Vendors.clouds.map(\.id) : named).map { id in
                let vendor = try Vendors.vendor(id)
                guard !vendor.facts.endpoints.standard.isEmpty else {
                    throw CommandFailure(
                        .usage,
                        "\(id) has no host of its own, and no rule is written to it; name a cloud that has rules")
                }
                return RuleSetStarter.Cloud(
                    name: CloudName.scheme(of: id), capabilities: vendor.capabilities, region: vendor.example.region,
                    owner: vendor.example.owner, role: vendor.example.role)
            }
            let guide = RuleSetGuide(Vendors.all.map(\.capabilities))
            try StandardStream.output.write(
                RuleSetStarter(name: name, clouds: clouds, buckets: buckets, guide: guide).yaml)
        }
    }
#endif
