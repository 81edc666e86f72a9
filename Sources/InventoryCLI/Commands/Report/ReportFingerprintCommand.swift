#if CommandLineTool
    import ArgumentParser
    import InventoryComparison
    import InventoryCore
    import InventoryReports

    struct ReportFingerprintCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "fingerprint",
            abstract: "Make of a report a small document that can be held against that of its copy.",
            discussion: """
                For two huge sides that are nearly equal, and far apart: each makes its fingerprint where its report lies, and \
                only these are exchanged. Keys are parted into buckets by a hash; of each the document has the number of \
                objects, the sum of their sizes, and two digests that do not depend on the order of rows. `report \
                compare-fingerprints` says which buckets differ, `report compare --source-fingerprint … --target-fingerprint \
                …` compares those alone. Both sides need the same --buckets, --exclude and --skip-folders.

                The newest complete report is verified. Current objects count. --engine leaves the rows to DuckDB or Spark, \
                with the same document; --script writes what would be run.

                Status 0: made. 1: the report failed. 4: there is no report.

                JSON: {"format": "\(Fingerprint.format)", "cloud": …, "manifest": …, "rows": …, "buckets": N, "prefix": …, \
                "excluded": […], "skipFolders": …, "skipped": {"excluded": …, "folders": …, "outOfScope": …}, "fingerprint": \
                [{"bucket": …, "objects": …, "bytes": …, "withoutSize": …, "withoutChecksum": …, "sizes": …, "checksums": \
                …}]}; the document of `report verify` where the report failed, and with --script.
                """)

        @OptionGroup var place: ReportPlace

        @Option(help: ArgumentHelp("Into how many buckets keys are parted.", valueName: "number"))
        var buckets = FingerprintOptions().buckets

        @Option(
            help: ArgumentHelp("Only keys that begin so, which is taken off: FROM or TO of --map.", valueName: "prefix")
        )
        var prefix = ""

        @Option(help: ArgumentHelp("Leaves out keys that begin so, once --prefix is taken off.", valueName: "prefix"))
        var exclude: [String] = []

        @Flag(help: "Leaves out keys that end in / and have no bytes.")
        var skipFolders = false

        @Option(help: ArgumentHelp("Writes the document into this file.", valueName: "file"), completion: .file())
        var out: String?

        @OptionGroup var engine: EngineOptions

        @Option(
            help: ArgumentHelp(
                "What stands before the names of the files where the engine reads them; needed where the reports are not in a "
                    + "folder.", valueName: "URL/"))
        var files: String?

        @Option(
            help: ArgumentHelp("Writes the engine's script into this folder, and runs nothing.", valueName: "folder"))
        var script: String?

        @OptionGroup var progress: ProgressOptions
        @OptionGroup var form: OutputOptions

        func validate() throws {
            guard !exclude.contains("") else {
                throw ValidationError("--exclude '' would leave out every key, and then nothing is left")
            }
            guard (1...Fingerprint.mostBuckets).contains(buckets) else {
                throw ValidationError("--buckets takes 1 to \(Fingerprint.mostBuckets)")
            }
            guard script == nil || engine.engine != nil else { throw ValidationError("--script goes with --engine") }
        }

        func document(of failure: CommandFailure) -> (any Encodable & Sendable)? { VerificationView(failure) }

        func outcome() async throws -> Outcome {
            let (engine, line, script) = (engine, ReportProgressLine(progress), script)
            let options = FingerprintOptions(
                buckets: buckets, prefix: ExactText(prefix), excluded: exclude.map { ExactText($0) },
                skipsFolders: skipFolders)
            let files = try enginePlace()
            try place.source().requireKept([out, script].compactMap(\.self))
            let (verification, fingerprint) = try await place.withReports {
                reports -> (Verification, Fingerprint?) in
                guard let report = try await reports.newestReport() else { return (Verification(), nil) }
                guard let files else { return try await report.fingerprint(options, progress: line.note) }
                let (verification, handover) = try await FingerprintHandover.prepare(
                    report, options, for: engine.handoverEngine, files: files, progress: line.note)
                guard let handover else { return (verification, nil) }
                guard let script else { return try await engine.run(handover) }
                try OutputFolder.make(script)
                let file = try OutputFile("\(script)/\(handover.scriptName)")
                try file.write(handover.script())
                try file.finish()
                return (verification, nil)
            }
            Console.clearProgress()
            return try outcome(verification, fingerprint)
        }

        /// Where the engine reads the files; nil without an engine.
        private func enginePlace() throws -> String? {
            guard engine.engine != nil else { return nil }
            return try EngineFileOptions.place(of: place.source(), option: "--files", files)
        }

        private func outcome(_ verification: Verification, _ fingerprint: Fingerprint?) throws -> Outcome {
            guard let fingerprint else {
                let view = VerificationView(verification)
                // An engine that is yet to read the rows leaves their steps open.
                guard let script, verification.failureCount == 0, verification.outcome != .noReport else {
                    return Outcome("nothing was made: \(view.sentence)\n", json: view, status: view.status)
                }
                return Outcome("the script is in '\(Printable.quoted(script))'\n", json: view)
            }
            if let out {
                let file = try OutputFile(out)
                try file.write(JSONText.encode(fingerprint, onOneLine: true))
                try file.finish()
            }
            let open = fingerprint.buckets.reduce(0) { $0 + $1.withoutChecksum }
            let text =
                "\(fingerprint.objects) objects in \(fingerprint.buckets.count) of \(fingerprint.bucketCount) buckets, "
                + "\(open) of them without a checksum; of \(Printable.quoted(fingerprint.manifest))\n"
            return Outcome(text, json: fingerprint)
        }
    }

    extension EngineOptions {
        /// Lets the engine make a fingerprint.
        fileprivate func run(_ handover: FingerprintHandover) async throws -> (Verification, Fingerprint?) {
            let run = EngineRun(options: self, scriptName: handover.scriptName, script: handover.script())
            return try await run.result { store, hasSucceeded, folder -> (Verification, Fingerprint?)? in
                guard let found = try await handover.verification(in: store, hasSucceeded: hasSucceeded) else {
                    return nil
                }
                guard found.outcome == .verified else { return (found, nil) }
                return (found, try Fingerprint.read("\(folder)/\(FingerprintHandover.documentName)"))
            }
        }
    }
#endif
