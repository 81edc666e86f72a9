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
            help: ArgumentHelp(
                "Only buckets of this name, or TARGET/NAME; * stands for any text, ? for one byte. Repeatable.",
                valueName: "glob"),
            completion: Completions.buckets)
        var bucket: [String] = []

        /// - Throws: where a name is none of the file's.
        func requireTargets(of file: RuleSetFile) throws {
            let known = file.groups.map(\.group.name)
            for name in target where !known.contains(name) {
                let problem = UnknownName(
                    kind: "target", name: name, suggestion: Suggestion.closest(to: name, among: known),
                    remedy: "the rule set has \(known.joined(separator: ", "))")
                throw CommandFailure(.preflight, "--target: \(problem)")
            }
        }

        /// The buckets that are meant.
        /// - Throws: where a name is none of the file's, or a pattern meets no bucket: a typo must not look like success.
        func targets(of file: RuleSetFile) throws -> RuleSetTargets {
            try requireTargets(of: file)
            for pattern in bucket {
                var one = selection
                one.buckets = [Glob(pattern)]
                if file.targets(in: one).isEmpty { throw unmatched(pattern, in: file) }
            }
            let targets = file.targets(in: selection)
            guard !targets.isEmpty else {
                throw CommandFailure(.preflight, "no bucket is found for what the rule set has under targets")
            }
            return targets
        }

        private func unmatched(_ pattern: String, in file: RuleSetFile) -> CommandFailure {
            let groups = file.groups.filter { target.isEmpty || target.contains($0.group.name) }
            let names = groups.flatMap { entry in entry.buckets.map { "\(entry.group.name)/\($0.name.string)" } }
            let known = names.prefix(5).joined(separator: ", ")
            let isName = !pattern.contains { "*?".contains($0) }
            let candidates = pattern.contains("/") ? names : groups.flatMap { $0.buckets.map(\.name.string) }
            let meant = isName ? Suggestion.closest(to: pattern, among: candidates) : nil
            let problem = UnknownName(
                kind: "bucket", name: pattern, suggestion: meant,
                remedy: "\(target.isEmpty ? "the rule set has" : "these targets have") "
                    + (known.isEmpty ? "none" : known) + (names.count > 5 ? " and \(names.count - 5) more" : ""))
            return CommandFailure(.preflight, "--bucket: \(problem)")
        }

        var selection: Selection {
            Selection(groups: target.isEmpty ? nil : Set(target), buckets: bucket.isEmpty ? nil : bucket.map(Glob.init))
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
