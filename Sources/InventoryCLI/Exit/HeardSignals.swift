import Dispatch

/// Signals that a handler hears in place of their default action, until it is told that they are over.
struct HeardSignals {
    private let sources: [(number: Int32, source: any DispatchSourceSignal)]

    /// Returns when every one of them is heard: Dispatch takes a signal over from its default action when it registers the
    /// source, on a thread of its own.
    init(_ numbers: [Int32], _ handler: @escaping @Sendable () -> Void) async {
        sources = numbers.map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: handler)
            return (number, source)
        }
        for (_, source) in sources {
            await withCheckedContinuation { registered in
                source.setRegistrationHandler { registered.resume() }
                source.resume()
            }
        }
    }

    /// Lets them end the process again.
    func end() async {
        for (_, source) in sources {
            // Until the source is gone: the next one for this signal would share it, and not take the signal over again.
            await withCheckedContinuation { gone in
                source.setCancelHandler { gone.resume() }
                source.cancel()
            }
        }
        HeldSignals.release(sources.map(\.number))
    }
}
