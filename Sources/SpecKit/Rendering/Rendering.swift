/// Everything that is rendered from `ProviderSpecs/`. `spec-gen` writes it, a test compares it with what is checked in.
package enum Rendering {
    /// One file, by its path in the package.
    package struct File: Hashable, Sendable {
        package var path: String
        package var text: String
    }

    /// - Throws: ``SpecError`` for the first spec that is not in order.
    package static func files(of specs: SpecFolder) throws(SpecError) -> [File] {
        let vendors = try specs.vendors()
        return vendors.map { vendor in
            File(
                path: "Sources/InventoryVendorFacts/Generated/"
                    + FactsRenderer.fileName(swiftName: vendor.provider.swiftName),
                text: FactsRenderer.file(vendor.facts, swiftName: vendor.provider.swiftName))
        }
    }
}
