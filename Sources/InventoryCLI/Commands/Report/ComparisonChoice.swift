#if CommandLineTool
    import ArgumentParser
    import InventoryComparison
    import InventoryCore

    /// What is compared.
    struct ComparisonChoice: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                """
                What was written then or later is unsettled unless proven to be the same; without it, an hour before the \
                earliest moment at which either scan can have begun.
                """, valueName: "instant"))
        var settledBefore: String?

        @Flag(
            help: """
                Compares all versions of each key, oldest first: how many there are, which are delete markers, and each \
                version's size and checksum. Both reports have to list all versions.
                """)
        var versions = false

        @Option(help: ArgumentHelp("Leaves out keys that begin so, once FROM or TO is taken off.", valueName: "prefix"))
        var exclude: [String] = []

        @Flag(help: "Leaves out keys that end in / and have no bytes.")
        var skipFolders = false

        @Option(
            help: ArgumentHelp(
                "The source's keys below FROM belong to the target's below TO; the others are left out.",
                valueName: "FROM=TO"))
        var map: [String] = []

        func options() throws -> ComparisonOptions {
            guard !exclude.contains("") else {
                throw CommandFailure(.usage, "--exclude '' would leave out every key, and then nothing is compared")
            }
            guard map.count <= 1 else {
                throw CommandFailure(.usage, "--map is given \(map.count) times; one mapping is possible")
            }
            var options = ComparisonOptions(
                question: versions ? .history : .copy, excluded: exclude.map { ExactText($0) },
                skipsFolders: skipFolders)
            if let settledBefore {
                guard let instant = UTCInstant(settledBefore) else {
                    throw CommandFailure(
                        .usage,
                        "--settled-before '\(Printable.quoted(settledBefore))' is no time; write 2026-01-02T03:04:05Z")
                }
                options.settledBefore = instant
            }
            if let map = map.first {
                let halves = map.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2 else {
                    throw CommandFailure(
                        .usage,
                        "--map '\(Printable.quoted(map))' has no '='; write FROM=TO, '=TO' for all of the source")
                }
                options.sourcePrefix = ExactText(String(halves[0]))
                options.targetPrefix = ExactText(String(halves[1]))
            }
            return options
        }
    }
#endif
