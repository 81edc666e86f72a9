#if CommandLineTool
    import ArgumentParser
    import CloudInventory

    struct RecoverCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "recover", abstract: "Make whole what a run that was cut short has left.",
            discussion: """
                Where a rule had been removed to make room for its successor and the successor did not come, the old one \
                is put back, byte for byte. After it every rule is there as it was or as it was to be. The buckets are \
                known from the journal.

                JSON: {"runs": […], "restored": [{"target": {…}, "id": …}]}.
                """)

        @OptionGroup var past: PastOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        private struct View: Encodable {
            struct Rule: Encodable {
                var target: SyncTarget
                var id: InventoryRule.ID
            }

            var runs: [String]
            var restored: [Rule]
        }

        func outcome() async throws -> Outcome {
            let journal = try past.place()
            let done = try await clouds.withCatalog { catalog in
                try await InventorySync(catalog, journal: journal).recover()
            }
            let view = View(
                runs: done.runs, restored: done.restored.map { View.Rule(target: $0.target, id: $0.id) })
            guard !done.runs.isEmpty else { return Outcome("no run was cut short\n", json: view) }
            let rules = done.restored.map { ["put back", $0.id.string, $0.target.description] }
            let table = rules.isEmpty ? "" : Table(["DONE", "RULE", "BUCKET"], rules).text + "\n"
            return Outcome(
                table + "recovered \(done.runs.map { Printable.quoted($0) }.joined(separator: ", ")); rules put back: "
                    + "\(rules.count)\n", json: view)
        }
    }
#endif
