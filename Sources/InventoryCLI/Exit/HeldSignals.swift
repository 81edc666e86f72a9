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
    /// Which numbers came.
    private static let came = Flags()

    // @unchecked: a word for each number, there from the start, so that a handler does nothing but set one.
    private final class Flags: @unchecked Sendable {
        private let words: UnsafeMutablePointer<sig_atomic_t>

        init() {
            words = .allocate(capacity: 65)
            words.initialize(repeating: 0, count: 65)
        }

        subscript(number: Int32) -> Bool {
            get { words[Int(number)] != 0 }
            set { words[Int(number)] = newValue ? 1 : 0 }
        }
    }

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
                    guard came[number] else { continue }
                    came[number] = false
                    end(number)
                }
            }
            return try body()
        }
    }

    /// Whether a signal came that is held.
    static func hasCome(_ number: Int32) -> Bool { came[number] }

    /// Whether whoever started the process said that the signal shall do nothing.
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        // Handlers are functions, which Swift does not compare.
        let ignored: __sighandler_t? = SIG_IGN
        return withUnsafeBytes(of: action.__sigaction_handler.sa_handler) { handler in
            withUnsafeBytes(of: ignored) { handler.elementsEqual($0) }
        }
    }

    /// Lets signals end the process from now on.
    static func release(_ numbers: [Int32]) {
        turn.withLock { _ in
            for number in numbers { signal(number, SIG_DFL) }
        }
    }

    /// Ends the process as a signal would, not in such an instant.
    static func exit(_ status: Int32) {
        turn.withLock { _ in _exit(status) }
    }

    /// Whether the number would have ended the process, and is held now.
    private static func hold(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0, action.__sigaction_handler.sa_handler == nil else { return false }
        action.__sigaction_handler.sa_handler = { HeldSignals.came[$0] = true }
        return sigaction(number, &action, nil) == 0
    }
}
