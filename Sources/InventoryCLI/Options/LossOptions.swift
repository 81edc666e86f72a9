#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore

    /// What a cloud may fail to hold.
    struct LossOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "A feature that may be lost, as `providers` and refusals name it; repeatable, or several with commas.",
                valueName: "feature"))
        var accept: [String] = []

        @Flag(help: "Report columns may be lost without being named.")
        var bestEffort = false

        func fidelity() throws -> Fidelity {
            var accepted: Set<Feature> = []
            for name in accept.flatMap({ $0.split(separator: ",") }) {
                guard let feature = Feature(rawValue: String(name)) else {
                    let known = Feature.allCases.map(\.rawValue)
                    let problem = UnknownName(
                        kind: "feature", name: String(name),
                        suggestion: Suggestion.closest(to: String(name), among: known),
                        remedy: "`\(Console.name) providers` lists them")
                    throw CommandFailure(.usage, "--accept: \(problem)")
                }
                guard feature.loss != .essential else {
                    throw CommandFailure(
                        .usage,
                        "--accept: without \(name) a rule would report something else, so its loss cannot be accepted; "
                            + "change the rule")
                }
                accepted.insert(feature)
            }
            return Fidelity(givesUpColumns: bestEffort, accepted: accepted)
        }
    }
#endif
