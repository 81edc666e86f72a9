#if CommandLineTool
    import ArgumentParser

    /// By which clock people are told of instants.
    struct TimeOptions: ParsableArguments {
        @Flag var clock = WallClock.utc

        func validate() { WallClock.use(clock) }
    }

    extension WallClock: EnumerableFlag {
        static func help(for clock: WallClock) -> ArgumentHelp? {
            switch clock {
            case .utc: "Show times in UTC."
            case .localTime: "Show times by the clock of TZ, else of this machine; JSON has UTC all the same."
            }
        }
    }
#endif
