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
        let facts = vendors.map { vendor in
            File(
                path: generatedFolder + "/" + FactsRenderer.fileName(swiftName: vendor.provider.swiftName),
                text: FactsRenderer.file(vendor.facts, swiftName: vendor.provider.swiftName))
        }
        let matrix = File(
            path: "ProviderSpecs/neutral/matrix.txt", text: MatrixRenderer.text(try specs.corpus(), vendors: vendors))
        let reports = File(
            path: generatedFolder + "/" + ReportFormsRenderer.fileName,
            text: ReportFormsRenderer.file(try specs.reportForms()))
        return [reports] + facts + [matrix]
    }

    /// Where rendered Swift lies; nothing else may lie there.
    package static let generatedFolder = "Sources/InventoryVendorFacts/Generated"
}
