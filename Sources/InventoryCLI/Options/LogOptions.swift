#if CommandLineTool
    import ArgumentParser
    import CloudInventory

    /// What is said on standard error beside errors, and how.
    struct LogOptions: ParsableArguments {
        @Flag(help: "Tell of every request: attempt, status, retries, the server's clock and StringToSign.")
        var verbose = false

        @Option(help: "The form of what is said on standard error: for people, or one JSON object a line.")
        var logFormat = LogFormat.text

        func validate() { Console.use(logFormat) }

        /// Told of what happens inside calls; nil where nobody wants to know.
        var observer: CallObserver? {
            guard verbose else { return nil }
            return { event in Console.tell(event) }
        }
    }

    extension LogFormat: ExpressibleByArgument {}
#endif
