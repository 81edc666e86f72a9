#if CommandLineTool
    import InventoryCore
    import InventoryReports
    import InventoryWire

    /// Says on standard error how far the reading of reports is: on a terminal a line that moves, elsewhere one every half
    /// minute.
    struct ReportProgressLine: Sendable {
        private struct State {
            var said: Duration
            var parts: [Bool: ReportProgress] = [:]
        }

        private let place: Progress.Place
        private let started: Duration
        private let state: Locked<State>

        init(_ options: ProgressOptions) {
            place = Progress.Place(isQuiet: options.quiet)
            started = SystemServices.system.uptime()
            state = Locked(State(said: started))
        }

        /// Notes how far the one report is.
        func note(_ progress: ReportProgress) { note(true, progress) }

        /// Notes how far one of two reports is.
        func note(_ isSource: Bool, _ progress: ReportProgress) {
            let now = SystemServices.system.uptime()
            let sentence = state.withLock { state -> String? in
                state.parts[isSource] = progress
                guard now - state.said >= place.interval else { return nil }
                state.said = now
                return self.sentence(state.parts.values, after: now - started)
            }
            guard let sentence else { return }
            switch place {
            case .terminal: Console.showProgress(sentence)
            case .log: Console.progress(sentence)
            case .nowhere: break
            }
        }

        private func sentence(_ parts: some Sequence<ReportProgress>, after time: Duration) -> String {
            let sum = parts.reduce(into: ReportProgress()) { sum, part in
                sum.files += part.files
                sum.allFiles += part.allFiles
                sum.rows += part.rows
            }
            let rate = Double(sum.rows) / max(0.001, time / .seconds(1))
            return "\(sum.files) of \(sum.allFiles) files, \(sum.rows) rows, \(Int(rate)) a second"
        }
    }
#endif
