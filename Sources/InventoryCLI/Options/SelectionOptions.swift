#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventorySync
    import InventoryRuleSet

    /// Which buckets of a rule set a run is for.
    struct SelectionOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp("Only this target group of the rule set. Repeatable.", valueName: "name"),
            completion: Completions.targets)
        var target: [String] = []

        @Option(
            help: ArgumentHelp("Only buckets of this name; * stands for any text, ? for one byte.", valueName: "glob"),
            completion: Completions.buckets)
        var bucket: String?

        /// - Throws: where a name is none of the file's.
        func requireTargets(of file: RuleSetFile) throws {
            let known = file.groups.map(\.group.name)
            for name in target where !known.contains(name) {
                let problem = UnknownName(
                    kind: "target", name: name, suggestion: Suggestion.closest(to: name, among: known),
                    remedy: "the rule set has \(known.joined(separator: ", "))")
                throw CommandFailure(.usage, "--target: \(problem)")
            }
        }

        /// The buckets that are meant.
        /// - Throws: where a name is none of the file's, or no bucket is left: a typo must not look like success.
        func targets(of file: RuleSetFile) throws -> RuleSetTargets {
            try requireTargets(of: file)
            let targets = file.targets(in: selection)
            guard targets.count > 0 else {
                throw CommandFailure(
                    .preflight,
                    target.isEmpty && bucket == nil
                        ? "the rule set names no bucket; name some under targets"
                        : "no bucket of the rule set is selected; see --target and --bucket")
            }
            return targets
        }

        var selection: Selection {
            Selection(groups: target.isEmpty ? nil : Set(target), buckets: bucket.map { Glob($0) })
        }
    }

    /// Which kinds of change a run is for.
    struct ChangeOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Only these changes: \(Self.kinds.joined(separator: ", ")); repeatable, or several with commas.",
                valueName: "kind"),
            completion: .list(Self.kinds))
        var only: [String] = []

        private static let kinds = ["create", "replace", "remove", "rename", "restore"]

        func validate() throws {
            for kind in only.flatMap({ $0.split(separator: ",") }) where !Self.kinds.contains(String(kind)) {
                let problem = UnknownName(
                    kind: "change", name: String(kind),
                    suggestion: Suggestion.closest(to: String(kind), among: Self.kinds),
                    remedy: "known are \(Self.kinds.joined(separator: ", "))")
                throw ValidationError("--only: \(problem)")
            }
        }

        func limit(_ selection: Selection) -> Selection {
            var selection = selection
            let kinds = only.flatMap { $0.split(separator: ",").compactMap { PlannedStep.Kind(rawValue: String($0)) } }
            if !kinds.isEmpty { selection.actions = Set(kinds) }
            return selection
        }
    }
#endif
