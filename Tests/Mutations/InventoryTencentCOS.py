"""Changes below Sources/InventoryTencentCOS."""

from change import Change

CHANGES = [
    Change(3, "an empty element makes no difference", "An empty part of a filter is none",
           "TencentCOSCodec+Filter.swift", 'case "Tag": if !reader.isEmpty(part) {', 'case "Tag": if true {'),
    Change(4, "28 … and the keys made of them go with the provider", "A secret key that was signed with is nowhere",
           "TencentCOSSigner.swift", "private let keys = SigningKeyCache<KeyTime, COSSigningKey>()",
           "private static let shared = SigningKeyCache<KeyTime, COSSigningKey>()\n    private var keys: SigningKeyCache<KeyTime, COSSigningKey> { Self.shared }"),
    Change(3, "12 … and a few minutes do not matter", "is corrected once, within bounds, remembered and reported",
           "TencentCOSSigner.swift", "advanced(by: -300)", "advanced(by: -60)"),
]
