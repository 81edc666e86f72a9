#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryProviderKit
    import InventoryCore
    import InventorySync
    import InventoryRuleSet

    struct PlanCommand: FleetCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "Say what applying a rule set would change; writes nothing.",
            discussion: """
                Status 0: every bucket is as wanted. 2: changes are pending. 3 or 4: rules are refused, for a loss that \
                was not accepted, or for something else; what no server has to be asked for is said first. 1: a bucket could not \
                be read.

                --out saves the plan for `apply --plan`. The file holds the live rules that would be replaced or removed, \
                is readable by its owner alone, and counts for a day.

                JSON: {"ruleSet": …, "buckets": [{"index": …, "target": {…}, "steps": [{"id": …, "action": …, …}], \
                "error": …}], "summary": {…}}. JSON lines: one of the buckets a line, in the order in which they are \
                read, and at the end {"ruleSet": …, "summary": {…}}.
                """)

        @OptionGroup var ruleSet: RuleSetOptions
        @Option(
            help: ArgumentHelp("Save the plan there, to be applied as it is.", valueName: "file"), completion: .file())
        var out: String?
        @OptionGroup var selection: SelectionOptions
        @OptionGroup var changes: ChangeOptions
        @OptionGroup var cap: CapOptions
        @OptionGroup var detail: DetailOptions
        @OptionGroup var journal: JournalOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: FleetOutputOptions

        func validate() throws {
            if OutputPlace.repeated([out, form.html].compactMap(\.self)) != nil {
                throw ValidationError("--out and --html name the same file; name one for each")
            }
        }

        func status() async throws -> CommandStatus {
            var file = try ruleSet.read()
            cap.tighten(&file.ruleSet.safety)
            let journal = try journal.place(for: file.ruleSet.name)
            (file, _) = try await ruleSet.find(file, of: selection, journal, clouds)
            let targets = try selection.targets(of: file)
            try self.journal.tellOfRename(file.ruleSet.name, targets)
            let (ruleSet, changes) = (file.ruleSet, changes.limit(selection.selection))
            let (form, out, detailed) = (form, out, detail.detailed)
            return try await clouds.withCatalog { [file] catalog in
                let sync = InventorySync(catalog, journal: journal)
                try sync.requireAddresses(of: targets)
                sync.warnOfStandIns(for: targets)
                let known = sync.tellKnownRefusals(ruleSet, of: targets)
                sync.mentionUnfinishedRun()
                try await catalog.tellOfBucketsLeftBehind(by: file, journal)
                let saved = try out.map { try Self.planFile($0, of: ruleSet) }
                let page = try form.page(.plan, of: ruleSet)
                let view = try await form.show(
                    PlanView(form.output, ruleSet: ruleSet.name, page: page, details: detailed ? sync : nil),
                    total: targets.count
                ) { each in
                    try await sync.plan(ruleSet, on: targets) { bucket in
                        let bucket = changes.limited(bucket)
                        try saved?.append(bucket)
                        each(bucket)
                    }
                    if let saved { try HeldSignals.during { try saved.finish() } }
                }
                guard let objection = ruleSet.safety.objection(to: view.summary) else { return view.status.with(known) }
                Console.error(objection)
                return .worst([view.status.with(known), .preflight])
            }
        }

        /// - Throws: where the plan cannot be saved there, before anything else is done.
        private static func planFile(_ path: String, of ruleSet: RuleSet) throws -> PlanFileWriter {
            do {
                return try PlanFileWriter(path: path, ruleSet: ruleSet)
            } catch let error as InventoryError {
                throw CommandFailure(.preflight, error.message)
            }
        }
    }
#endif
