#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryRuleSet

    struct ValidateCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "validate", abstract: "Say everything that is wrong with rule-set files; no network.",
            discussion: """
                For pre-commit hooks, editors and CI. Looks at the file and its target lists, at names, at what each cloud can \
                hold and demands, at prefixes that overlap, and at the names of credentials. All mistakes are told at once, each \
                with file, line and column; `plan` and `apply` stop at the first.

                Status 0: nothing is wrong; warnings change nothing. 4: a file is refused. 3: only for losses that were not \
                accepted.

                JSON: {"files": [{"file": …, "rules": …, "targets": …, "buckets": …, "remarks": [{"kind": "error", "loss" or \
                "warning", "file": …, "line": …, "column": …, "path": …, "message": …}]}]}. github: commands that GitHub shows \
                beside the lines. junit: a suite for every file, a case for every mistake.
                """)

        @Argument(help: "Rule-set files, YAML or JSON; - is standard input.", completion: .file())
        var files: [String]
        @Option(help: "The form of the output: for people, for programs, for GitHub Actions, or for test reports.")
        var output = ReviewForm.table
        @OptionGroup var colours: ColorOptions

        func run() async throws {
            let reviews = try files.map { try Self.review($0) }
            try StandardStream.output.write(try output.text(reviews))
            let status = CommandStatus.worst(reviews.map(\.status))
            if status != .done { throw ExitCode(status.rawValue) }
        }

        private static func review(_ file: String) throws -> ReviewedFile {
            let clouds = Vendors.all.map(\.capabilities)
            var review: RuleSetReview
            if file == "-" {
                let input = try InputFile(file)
                review = RuleSetReview(input.bytes, name: input.name, clouds: clouds) { list in
                    try RuleSetFile.targetList(list, below: "")
                }
            } else {
                review = RuleSetReview(path: file, clouds: clouds)
            }
            review.consider(InventorySync(OfflineClouds()))
            for remark in NamedKeys.remarks(on: review) { review.add(remark) }
            return ReviewedFile(name: file == "-" ? "standard input" : file, review: review)
        }
    }

    extension ReviewForm: ExpressibleByArgument {}
#endif
