#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryWire

    /// What is said on standard error beside errors, and how.
    struct LogOptions: ParsableArguments {
        @Flag(help: "Tell of every request: attempt, status, retries, the server's clock and StringToSign.")
        var verbose = false

        @Option(help: "The form of what is said on standard error: for people, or one JSON object a line.")
        var logFormat = LogFormat.text

        func validate() { Console.use(logFormat) }

        /// Told of what happens inside calls: of everything with `--verbose`, else of what the user has to know.
        var observer: CallObserver {
            let tellsAll = verbose
            let toldParts = Locked<Set<String>>([])
            return { event in
                // Every list of a cloud may have them: once is enough.
                if case .unknownParts(let names) = event.kind {
                    let key = "\(event.provider) \(names)"
                    guard toldParts.withLock({ $0.insert(key).inserted }) else { return }
                }
                if tellsAll || event.isForUsers { Console.tell(event) }
            }
        }
    }

    extension LogFormat: ExpressibleByArgument {}

    extension CallEvent {
        /// Whether it says something that the user has to put right, as a wrong clock or region, or cannot see otherwise.
        fileprivate var isForUsers: Bool {
            switch kind {
            case .clockCorrected, .regionCorrected, .unknownParts: true
            default: false
            }
        }
    }
#endif
