#if CommandLineTool
    import InventoryCore
    import InventoryWire

    /// Says on standard error how far something is: on a terminal a line that moves, elsewhere one every half minute.
    struct ProgressLine: Sendable {
        private let place: Progress.Place
        private let started: Duration
        private let said: Locked<Duration>

        init(_ options: ProgressOptions) {
            place = Progress.Place(isQuiet: options.quiet)
            started = SystemServices.system.uptime()
            said = Locked(started)
        }

        /// Says the sentence where it is time to.
        func say(_ sentence: () -> String) {
            let now = SystemServices.system.uptime()
            let isDue = said.withLock { said in
                guard now - said >= place.interval else { return false }
                said = now
                return true
            }
            guard isDue else { return }
            switch place {
            case .terminal: Console.showProgress(sentence())
            case .log: Console.progress(sentence())
            case .nowhere: break
            }
        }

        /// So many since the beginning, for each second.
        func rate(_ count: some BinaryInteger) -> Int {
            Int(Double(count) / max(0.001, (SystemServices.system.uptime() - started) / .seconds(1)))
        }
    }
#endif
