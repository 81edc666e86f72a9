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
           "Order/ObjectRecord.swift", "letter < 6 ?", "letter < 7 ?"),
]
