#if CommandLineTool
    import ArgumentParser

    /// Whether a command about many buckets says how far it is.
    struct ProgressOptions: ParsableArguments {
        @Flag(name: .shortAndLong, help: "Say nothing about progress.")
        var quiet = false

        /// Begins to count a run over so many buckets.
        func start(_ total: Int) -> Progress { Progress(.init(isQuiet: quiet), total: total) }
    }
#endif
