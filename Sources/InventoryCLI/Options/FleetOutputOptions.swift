#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryWire

    /// The form of what a command about many buckets prints.
    struct FleetOutputOptions: ParsableArguments {
        @Option(
            help: """
                The form of the output: for people, one JSON document at the end, one JSON line for each bucket as it \
                is finished, or Markdown for the comment of a pull request. Memory grows with the fleet for json alone.
                """)
        var output = BucketPrinterForm.table

        @Option(
            help: ArgumentHelp(
                "Write a page for a browser as well: buckets by rules, differences, losses. It loads nothing.",
                valueName: "file"),
            completion: .file())
        var html: String?

        @OptionGroup var time: TimeOptions
        @OptionGroup var colours: ColorOptions
        @OptionGroup var progress: ProgressOptions

        /// The page that `--html` asks for, begun; nil where it asks for none.
        /// - Throws: where it cannot be written, before anything else is done.
        func page(_ kind: PageKind, of ruleSet: RuleSet) throws -> HTMLPage? {
            try html.map { try HTMLPage(path: $0, kind, of: ruleSet) }
        }

        /// What the page says where reading a fleet ended before its time.
        static func pageNote(_ error: any Error, read: Int, of total: Int, _ unit: String = "bucket") -> String {
            let cause = error is CancellationError ? "it was interrupted; run it again" : CommandFailure(error).message
            return
                "This page is not complete: \(read) of \(total) \(total == 1 ? "\(unit) was" : "\(unit)s were") read. "
                + "The reason: \(cause)."
        }
    }

    extension BucketPrinterForm: ExpressibleByArgument {}
#endif
