"""Changes below Sources/InventoryComparison."""

from change import Change

CHANGES = [
    Change(5, "50 a verdict is what is proven", "a verdict is what is proven, and nothing more",
           "Verdict/Evidence.swift", "if isUnsettled(source) || isUnsettled(target) { return .unsettled }",
           "if isUnsettled(target) { return .unsettled }"),
    Change(5, "50 … spilled or not", "a comparison that spills says the same as one in memory",
           "Sort/RecordSorter.swift", "lastKey = Array(arena[arena.count - 1].key)", "lastKey = []"),
    Change(5, "50 … and nothing where a key stands twice", "a key that stands twice ends the comparison, spilled or not",
           "Merge/CurrentSide.swift", "if KeyOrder.compare(piece[index - 1].key, key) == 0 {",
           "if KeyOrder.compare(piece[index - 1].key, key) == 9 {"),
    Change(7, "an ETag has hexadecimal digits", "an ETag is a digest only if all of it is hexadecimal",
           "Order/ObjectRecord.swift", "letter &+ 10 : 0xFF", "letter &+ 10 : 0x0F"),
    Change(6, "a fingerprint tells one object from another", "one object that differs is found in its bucket, and nowhere else",
           "Fingerprint/FingerprintSink.swift", "sums[number].checksums &+= added.checksums",
           "sums[number].checksums &+= added.sizes"),
    Change(7, "… and no ETag that proves nothing", "what proves nothing is never equal by checksum",
           "Fingerprint/FingerprintSink.swift", "if !record.hasProof {", "if false {"),
    Change(7, "… and differing buckets have every difference", "buckets that differ have all differences",
           "Fingerprint/Comparison+EqualBuckets.swift", "return buckets.contains(try", "return !buckets.contains(try"),
    Change(6, "… and a fingerprint of another run is refused", "fingerprints of other reports, keys or buckets are refused",
           "Fingerprint/Comparison+EqualBuckets.swift", "fingerprint.manifest == manifest.canonicalKey", "true"),
    Change(13, "two reports of nothing prove nothing", "what compares nothing says so in every form, with the status that it has",
           "Merge/ComparisonSummary.swift", "public var comparesNothing: Bool { counts.allSatisfy { $0.value == 0 } }", "public var comparesNothing: Bool { counts.allSatisfy { $0.value < 0 } }"),
]
