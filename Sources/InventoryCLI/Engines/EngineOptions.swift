#if CommandLineTool
    import ArgumentParser
    import InventoryComparison
    import InventoryCore

    /// An engine, as the command line names it.
    enum EngineName: String, ExpressibleByArgument, CaseIterable {
        case duckdb, spark, athena

        var engine: HandoverEngine {
            switch self {
            case .duckdb: .duckdb
            case .spark: .spark
            case .athena: .athena
            }
        }
    }

    /// Where an engine reads the files that the manifests list.
    struct EngineFileOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "What stands before the names of the source's files where the engine reads them; needed where its reports are "
                    + "not in a folder.", valueName: "URL/"))
        var sourceFiles: String?

        @Option(help: ArgumentHelp("The same for the target.", valueName: "URL/"))
        var targetFiles: String?

        /// The places of both, from the options or the folders.
        func places(_ sources: [ReportSource]) throws -> [String] {
            try zip(sources, [("source", sourceFiles), ("target", targetFiles)]).map { source, option in
                try Self.place(of: source, option: "--\(option.0)-files", option.1)
            }
        }

        /// - Parameters:
        ///   - option: what it is named by.
        ///   - place: what was given.
        static func place(of source: ReportSource, option: String, _ place: String?) throws -> String {
            if let place {
                guard place.hasSuffix("/") else {
                    throw CommandFailure(.usage, "\(option) '\(Printable.quoted(place))' does not end in '/'")
                }
                return place
            }
            guard source.isFolder else {
                throw CommandFailure(
                    .usage,
                    "'\(Printable.quoted(source.text))' is no folder: say with \(option) where the engine reads the files, "
                        + "as s3a://BUCKET/ for Spark")
            }
            return try EnginePath.absolute(source.text) + "/"
        }
    }

    /// Which engine compares.
    struct EngineOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Lets DuckDB (the command duckdb) or Spark (spark-submit) take the rows: duckdb or spark.",
                valueName: "engine"))
        var engine: EngineName?

        @Option(
            help: ArgumentHelp("The Spark cluster, as for spark-submit; without it, this machine.", valueName: "URL"))
        var master: String?

        var handoverEngine: HandoverEngine { engine?.engine ?? .duckdb }

        func validate() throws {
            guard engine != .athena else {
                throw ValidationError("--engine takes duckdb or spark; for Athena there is `report handover athena`")
            }
            guard master == nil || engine == .spark else { throw ValidationError("--master goes with --engine spark") }
        }

        func command(_ script: String) throws -> [String] {
            if engine == .spark {
                let submit = try EnginePath.program("spark-submit", remedy: "install Spark: pip install pyspark")
                return [submit, "--master", master ?? "local[*]", script]
            }
            let duckdb = try EnginePath.program("duckdb", remedy: "install DuckDB: pip install duckdb-cli")
            return [duckdb, "-bail", "-f", script]
        }
    }
#endif
