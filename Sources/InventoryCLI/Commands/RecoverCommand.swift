#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore

    struct RecoverCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "recover", abstract: "Make whole what a run that was cut short has left.",
            discussion: """
                Where a rule had been removed to make room for its successor and the successor did not come, the old one \
                is put back, byte for byte. After it every rule is there as it was or as it was to be. The buckets are \
                known from the journal.

                A bucket that cannot be read, written or seen as it was stays in the journal, whatever the reason, and \
                `recover` tries it again: status 1. --abandon gives one up, for a bucket that is gone for good: it is left \
                as it is, and its old documents stay in the journal. A line of the journal that is damaged is named; \
                nothing is restored from it.

                JSON: {"runs": […], "restored": [{"target": {…}, "id": …}], "abandoned": [{…}], "failed": [{"target": \
                {…}, "error": …}], "damaged": […]}.
                """)

        @Option(help: ArgumentHelp("Give up this bucket: leave it as it is. May be repeated.", valueName: "bucket"))
        var abandon: [String] = []

        @OptionGroup var past: PastOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        private struct View: Encodable {
            struct Rule: Encodable {
                var target: SyncTarget
                var id: InventoryRule.ID
            }

            struct Failure: Encodable {
                var target: SyncTarget
                var error: String
            }

            var runs: [String]
            var restored: [Rule]
            var abandoned: [SyncTarget]
            var failed: [Failure]
            var damaged: [String]

            init(_ done: InventorySync.Recovery) {
                runs = done.runs
                restored = done.restored.map { Rule(target: $0.target, id: $0.id) }
                abandoned = done.abandoned
                failed = done.failed.map { Failure(target: $0.target, error: $0.error.description) }
                damaged = done.damaged.map(\.description)
            }
        }

        func outcome() async throws -> Outcome {
            let journal = try past.place()
            let abandoning = Set(abandon)
            let done = try await clouds.withCatalog { catalog in
                try await InventorySync(catalog, journal: journal).recoverWhatCanBe(abandoning: abandoning)
            }
            let view = View(done)
            guard !done.runs.isEmpty else { return Outcome("no run was cut short\n", json: view) }
            let rows =
                done.restored.map { ["put back", $0.id.string, $0.target.description] }
                + done.abandoned.map { ["given up", "", $0.description] }
                + done.failed.map { ["open", "", $0.target.description] }
            let table = rows.isEmpty ? "" : Table(["DONE", "RULE", "BUCKET"], rows).text + "\n"
            for error in view.failed.map(\.error) + view.damaged { Console.error(error) }
            if !done.failed.isEmpty {
                Console.note(
                    "run it again when these buckets can be reached, or leave one as it is with "
                        + "`\(Console.name) recover --abandon BUCKET`")
            }
            let runs = done.runs.map { Printable.quoted($0) }.joined(separator: ", ")
            return Outcome(
                table + (done.isWhole ? "recovered \(runs)" : "\(runs): not all could be recovered")
                    + "; rules put back: \(done.restored.count)\n",
                json: view, status: done.isWhole ? .done : .failed)
        }
    }
#endif
