#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore

    struct TranslateCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "translate", abstract: "Rewrite a rule from one dialect in another; no network.",
            discussion: """
                Dialects: \(Dialect.names). The neutral one is JSON or YAML; \(Dialect.origins) \
                and gives. What cannot be kept is said on standard error, and refused with status 3 \
                unless it was accepted.

                The output is the document. JSON: {"from": …, "to": …, "rule": {…}, "findings": […], "document": "…"}, \
                with "job" in place of "rule" for a one-off job.
                """)

        @Argument(help: "The file; - is standard input.", completion: .file())
        var file: String
        @Option(
            help: ArgumentHelp("The file's dialect; found from its content when absent.", valueName: "dialect"),
            completion: .list(Dialect.all.map(\.name)))
        var from: String?
        @Option(
            help: ArgumentHelp("The dialect to write.", valueName: "dialect"),
            completion: .list(Dialect.all.map(\.name)))
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

        private struct View: Encodable {
            var from: String
            var to: String
            var rule: InventoryRule?
            var job: OneOffJob?
            var findings: Findings
            var document: String
        }

        func outcome() async throws -> Outcome {
            let source = try from.map { try Dialect(named: $0, option: "--from") }
            let target = try Dialect(named: to, option: "--to")
            let writer = OrderWriter(dialect: target, fidelity: try loss.fidelity())
            var reading = try OrderReader(dialect: source, isOneOff: oneOff ? true : nil).read(try InputFile(file))
            Console.tell(reading.findings)
            if let region { reading.order.destination.region = ExactText(region) }
            if let reportBucket { reading.order.destination.bucket = ExactText(reportBucket) }
            let writing = try writer.write(reading.order, telling: Console.tell)
            var view = View(
                from: reading.dialect.name, to: target.name,
                findings: Findings(reading.findings.list + writing.findings.list), document: writing.text)
            switch writing.order {
            case .rule(let rule): view.rule = rule
            case .job(let job): view.job = job
            }
            return Outcome(writing.text, json: view)
        }
    }
#endif
