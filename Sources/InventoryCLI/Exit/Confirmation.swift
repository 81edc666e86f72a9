#if CommandLineTool
    import CloudInventory
    import InventorySync
    import Glibc

    /// Asks a person at a terminal before rules are removed. Where nobody is there to ask, the brake on removals is what
    /// holds.
    enum Confirmation {
        /// - Throws: where the answer is not yes; `CancellationError` when a signal came first.
        static func require(_ plan: PlanSummary, stop: StopSignal) throws {
            guard plan.remove > 0, isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return }
            Console.clearProgress()
            try? StandardStream.error.write(
                "\(plan); \(plan.remove) \(plan.remove == 1 ? "rule is" : "rules are") removed for good. Type yes to go on: "
            )
            var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            while poll(&input, 1, 200) == 0 {
                if stop.isStopped || Task.isCancelled { throw CancellationError() }
            }
            guard readLine() == "yes" else {
                throw CommandFailure(.preflight, "the removals were not confirmed; nothing was written")
            }
        }
    }
#endif
