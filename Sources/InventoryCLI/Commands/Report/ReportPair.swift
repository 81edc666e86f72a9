#if CommandLineTool
    import ArgumentParser

    /// The two reports of a comparison.
    struct ReportPair: ParsableArguments {
        @Argument(help: "The reports of what was copied: a folder or an address, as for `report verify`.")
        var source: String

        @Argument(help: "The reports of the copy.")
        var target: String

        @Option(
            help: ArgumentHelp("The source's cloud, where its manifests do not tell it.", valueName: "id"),
            completion: .list(ReportPlace.clouds))
        var sourceCloud: String?

        @Option(
            help: ArgumentHelp("The target's cloud, where its manifests do not tell it.", valueName: "id"),
            completion: .list(ReportPlace.clouds))
        var targetCloud: String?

        func sources() throws -> [ReportSource] {
            [
                try ReportSource(source, cloud: sourceCloud, option: "--source-cloud"),
                try ReportSource(target, cloud: targetCloud, option: "--target-cloud"),
            ]
        }
    }
#endif
