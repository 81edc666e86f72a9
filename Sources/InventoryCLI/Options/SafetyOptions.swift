#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryRuleSet

    /// How many changes and removals are too many.
    struct CapOptions: ParsableArguments {
        // A number below zero must not look like an option.
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp("Refuse a plan with more changes; before any write.", valueName: "number"))
        var maxChanges: Int?

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                "Allow so many rules to be removed, and no more; otherwise a few at most (see the manual).",
                valueName: "number"))
        var maxRemovals: Int?

        func validate() throws {
            if let maxRemovals, maxRemovals < 0 { throw ValidationError("--max-removals takes 0 or more") }
            if let maxChanges, maxChanges < 0 { throw ValidationError("--max-changes takes 0 or more") }
        }

        func tighten(_ safety: inout Safety) {
            if let maxChanges { safety.maximumChanges = maxChanges }
            if let maxRemovals { safety.maximumRemovals = maxRemovals }
        }
    }

    /// How long a run may take.
    struct DeadlineOption: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Begin no bucket and wait for nothing after that time: 90s, 50m, 1h30m.", valueName: "time"))
        var deadline: String?

        var duration: Duration? { deadline.flatMap { Duration(written: $0) } }

        func validate() throws {
            guard let deadline else { return }
            guard let duration else {
                throw ValidationError(
                    "--deadline takes 90s, 50m or 1h30m, not '\(Printable.quoted(deadline, limit: 40))'")
            }
            guard duration > .zero else {
                throw ValidationError("--deadline \(Printable.quoted(deadline, limit: 40)): the run would do nothing")
            }
        }
    }

    /// When a run that writes stops.
    struct SafetyOptions: ParsableArguments {
        @OptionGroup var cap: CapOptions

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp("Begin no bucket after this many have failed.", valueName: "number"))
        var maxFailures: Int?

        @Flag(help: "Finish and verify the first bucket that is written before any other; stop if it fails.")
        var canary = false

        @OptionGroup var limit: DeadlineOption

        func validate() throws {
            if let maxFailures, maxFailures < 1 { throw ValidationError("--max-failures takes 1 or more") }
        }

        /// Puts what was said on the command line in place of what the rule set says.
        func tighten(_ safety: inout Safety) {
            cap.tighten(&safety)
            if let maxFailures { safety.stopAfterFailures = maxFailures }
            if canary { safety.canary = true }
            if let deadline = limit.duration { safety.deadline = deadline }
        }
    }
#endif
