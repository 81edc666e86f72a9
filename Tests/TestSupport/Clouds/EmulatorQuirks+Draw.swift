package import InventoryEmulator

extension EmulatorQuirks {
    /// Some of the points that the vendors' documents leave open, decided by chance; without those for which a rule is
    /// refused or a bucket without rules cannot be told from none.
    /// - Parameter share: how many of them are decided so; the others are as the emulator has them.
    package static func draw(_ seeded: inout Seeded, share: Double = 0.5) -> [String: String] {
        let left = [
            ".emptyList", ".notFoundCode", ".unknownElements", ".unknownFields", ".monthlyDate", ".emptyPrefix",
            "alibaba-oss.errorBody", "volcengine-tos.errorBody",
        ]
        var quirks: [String: String] = [:]
        for quirk in seeded.some(all, share: share) where !left.contains(where: quirk.name.hasSuffix) {
            quirks[quirk.name] = seeded.pick(quirk.values)
        }
        return quirks
    }
}
