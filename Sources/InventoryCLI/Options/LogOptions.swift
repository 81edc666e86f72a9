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

        /// Told of what happens inside calls: of everything with `--verbose`, else of what the user has to put right.
        var observer: CallObserver {
            let tellsAll = verbose
            return { event in if tellsAll || event.isForUsers { Console.tell(event) } }
        }
    }

    extension LogFormat: ExpressibleByArgument {}

    extension CallEvent {
        /// Whether it says something that the user has to put right: a wrong clock, a wrong region.
        fileprivate var isForUsers: Bool {
            switch kind {
            case .clockCorrected, .regionCorrected: true
            default: false
            }
        }
    }
#endif
