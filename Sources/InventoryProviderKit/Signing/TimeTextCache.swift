package import InventoryCore
internal import InventoryWire

/// An instant's text as signatures and `Date` headers have it, written once a second: many requests are signed in each.
package final class TimeTextCache: Sendable {
    private let write: @Sendable (UTCInstant) -> String
    private let last = Locked<(instant: UTCInstant, text: String)?>(nil)

    /// - Parameter write: makes the text.
    package init(_ write: @escaping @Sendable (UTCInstant) -> String) { self.write = write }

    /// The text of the instant.
    package func text(of instant: UTCInstant) -> String {
        last.withLock { last in
            if let last, last.instant == instant { return last.text }
            let text = write(instant)
            last = (instant, text)
            return text
        }
    }
}
