import Glibc
import InventoryWire

/// Lets no signal end the process in the instant in which a new file has a name of its own beside the one that it
/// replaces: the signal ends it right after that.
///
/// A mask would hold signals from one thread alone, and another would take them.
enum HeldSignals {
    private static let numbers = [
        SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
    ]
    private static let turn = Locked(())
    /// Which numbers came; handlers write into memory that is there already, and do nothing else.
    private nonisolated(unsafe) static let came = {
        let flags = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 65)
        flags.initialize(repeating: 0, count: 65)
        return flags
    }()

    /// - Parameter end: what becomes of a signal that came meanwhile. It is sent again to the process, not to this thread:
    ///   threads of Dispatch take none.
    static func during<Result>(
        _ body: () throws -> Result, end: (Int32) -> Void = { kill(getpid(), $0) }
    ) rethrows -> Result {
        try turn.withLock { _ in
            // Made before any handler needs it.
            let came = came
            let held = numbers.filter { hold($0) }
            defer {
                for number in held {
                    signal(number, SIG_DFL)
                    guard came[Int(number)] != 0 else { continue }
                    came[Int(number)] = 0
                    end(number)
                }
            }
            return try body()
        }
    }

    /// Whether a signal came that is held.
    static func hasCome(_ number: Int32) -> Bool { came[Int(number)] != 0 }

    /// Lets signals end the process from now on.
    static func release(_ numbers: [Int32]) {
        turn.withLock { _ in
            for number in numbers { signal(number, SIG_DFL) }
        }
    }

    /// Whether the number would have ended the process, and is held now.
    private static func hold(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0, action.__sigaction_handler.sa_handler == nil else { return false }
        action.__sigaction_handler.sa_handler = { HeldSignals.came[Int($0)] = 1 }
        return sigaction(number, &action, nil) == 0
    }
}
