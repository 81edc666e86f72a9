package import InventoryCore
internal import InventoryWire

/// The text of a `Date` header, written once a second: many requests are signed in each.
package final class HTTPDateCache: Sendable {
    private let last = Locked<(instant: UTCInstant, text: String)?>(nil)

    package init() {}

    /// The instant as an HTTP date.
    package func text(of instant: UTCInstant) -> String {
        last.withLock { last in
            if let last, last.instant == instant { return last.text }
            let text = instant.httpDate
            last = (instant, text)
            return text
        }
    }
}
