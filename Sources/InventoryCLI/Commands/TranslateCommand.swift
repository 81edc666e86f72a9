#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryProviderKit
    import InventoryRuleSet
    import InventorySync

    struct TranslateCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "translate", abstract: "Rewrite a rule from one dialect in another; no network.",
            discussion: """
                Dialects: \(DocumentFormat.names). The neutral one is JSON or YAML; \(DocumentFormat.origins) \
                and gives. rule-set writes a whole rule set with the rule in it, in YAML: paste rule and target into yours, or name the \
                buckets. What cannot be kept is said on standard error, and refused with status 3 \
                unless it was accepted.

                The output is the document. JSON: {"from": …, "to": …, "rule": {…}, "findings": […], "document": "…"}, \
                with "job" in place of "rule" for a one-off job.
                """)

        @Argument(help: "The file; - is standard input.", completion: .file())
        var file: String
        @Option(
            help: ArgumentHelp("The file's dialect; found from its content when absent.", valueName: "dialect"),
            completion: .list(DocumentFormat.all.map(\.name)))
        var from: String?
        @Option(
            help: ArgumentHelp("The dialect to write, or \(Self.ruleSet).", valueName: "dialect"),
            completion: .list(DocumentFormat.all.map(\.name) + [Self.ruleSet]))
        var to: String
        @Option(
            help: ArgumentHelp(
                "The region of the bucket and its reports, for clouds that write it.", valueName: "region"))
        var region: String?
        @Option(help: ArgumentHelp("Another bucket for the reports.", valueName: "bucket"))
        var reportBucket: String?
        @Flag(help: "The file is a one-off job.")
        var oneOff = false
        @OptionGroup var loss: LossOptions
        @OptionGroup var form: OutputOptions

        private static let ruleSet = "rule-set"

        private struct View: Encodable {
            var from: String
            var to: String
            var rule: InventoryRule?
            var job: OneOffJob?
            var findings: Findings
            var document: String
        }

        /// A rule set of that one rule, with a target in the cloud that the document was of.
        private static func ruleSet(of reading: ParsedDocument) throws -> String {
            guard case .rule(let rule) = reading.ruleOrJob else {
                throw CommandFailure(.preflight, "a one-off job has no schedule, so no rule set can hold it")
            }
            let provider = reading.dialect.provider ?? Vendors.ids.first ?? ""
            let template = RuleTemplate(
                id: rule.id, isEnabled: rule.isEnabled, schedule: rule.schedule, content: rule.content)
            let vendor = try Vendors.vendor(provider)
            var group = TargetGroup(
                name: CloudName.scheme(of: provider), provider: provider,
                region: rule.destination.region ?? ExactText(vendor.example.region), reports: rule.destination)
            // The region is the target's.
            group.reports.region = nil
            let account = vendor.capabilities.naming.accountSuffix == nil ? "" : "-1250000000"
            let file = RuleSetFile(
                ruleSet: RuleSet(name: "translated", rules: [template]),
                groups: [.init(group: group, buckets: [.init(name: ExactText("bucket-to-name\(account)"))])])
            return "# Name your buckets, region and cloud in the target.\n" + (try file.yaml())
        }

        func outcome() async throws -> Outcome {
            let source = try from.map { try DocumentFormat(named: $0, option: "--from") }
            let target = to == Self.ruleSet ? .neutral : try DocumentFormat(named: to, option: "--to")
            let writer = RuleOrJobWriter(dialect: target, fidelity: try loss.fidelity())
            var reading = try RuleOrJobReader(dialect: source, isOneOff: oneOff ? true : nil).read(try InputFile(file))
            Console.tell(reading.findings)
            if let region { reading.ruleOrJob.destination.region = ExactText(region) }
            if let reportBucket { reading.ruleOrJob.destination.bucket = ExactText(reportBucket) }
            let writing = try writer.write(reading.ruleOrJob, telling: Console.tell)
            var view = View(
                from: reading.dialect.name, to: target.name,
                findings: Findings(reading.findings.list + writing.findings.list), document: writing.text)
            switch writing.ruleOrJob {
            case .rule(let rule): view.rule = rule
            case .job(let job): view.job = job
            }
            if to == Self.ruleSet {
                (view.to, view.document) = (to, try Self.ruleSet(of: reading))
            }
            return Outcome(view.document, json: view)
        }
    }
#endif
