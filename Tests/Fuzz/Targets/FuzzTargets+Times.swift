import CloudInventory
import InventoryCore
import InventoryProviderKit
import InventoryRuleSet
import InventoryTencentCOS

extension FuzzTarget {
    /// The end of keys as every source writes it, and what is computed with it: two times at once, from digits or text.
    static func times(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: 0x0A, maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
        let instants = parts.compactMap { text in
            Int64(text).map(UTCInstant.init) ?? Credential.time(text) ?? UTCInstant(httpDate: text)
        }
        for instant in instants {
            let span = TencentCOSSigner.KeyTime(around: instant)
            guard span.start <= span.end, !instant.httpDate.isEmpty else {
                fatalError("a span that ends before it starts")
            }
            guard !instant.isInCalendar || UTCInstant(instant.description) == instant else {
                fatalError("a time that is not read as it is written")
            }
        }
        guard let first = instants.first, let last = instants.last else { return }
        guard (last.seconds(since: first) > 0) == (last > first) else { fatalError("a difference of the wrong sign") }
        _ = first.advanced(by: last.secondsSinceEpoch)
    }

    /// A duration as people write it.
    static func durations(_ bytes: [UInt8]) {
        guard let duration = Duration(written: String(decoding: bytes, as: UTF8.self)) else { return }
        guard duration >= .zero else { fatalError("a duration below zero") }
        _ = UTCInstant(secondsSinceEpoch: .max).advanced(by: duration.components.seconds)
    }
}
