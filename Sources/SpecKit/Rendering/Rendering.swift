/// Everything that is rendered from `ProviderSpecs/`. `spec-gen` writes it, a test compares it with what is checked in.
package enum Rendering {
    /// One file, by its path in the package.
    package struct File: Hashable, Sendable {
        package var path: String
        package var text: String
    }

    /// - Throws: ``SpecError`` for the first spec that is not in order.
    package static func files(of specs: SpecFolder) throws(SpecError) -> [File] {
        let (vendors, relatives) = (try specs.vendors(), try specs.relatives())
        let facts =
            vendors.map { FactsRenderer.file($0) }
            + relatives.map { relative in
                FactsRenderer.file(relative, base: vendors.first { $0.provider.id == relative.dialect })
            }
        let corpus = try specs.corpus()
        // The table of the clouds stays one that can be read.
        let matrices = [("matrix", vendors), ("relatives", relatives)].map { name, specs in
            File(path: "ProviderSpecs/neutral/\(name).txt", text: MatrixRenderer.text(corpus, vendors: specs))
        }
        let lists = vendors.compactMap { base in
            let names = relatives.filter { $0.dialect == base.provider.id }.map(\.provider.swiftName)
            return names.isEmpty ? nil : FactsRenderer.list(of: names, base.provider)
        }
        let reports = File(
            path: generatedFolder + "/" + ReportFormsRenderer.fileName,
            text: ReportFormsRenderer.file(try specs.reportForms()))
        return [reports] + facts + lists + matrices
    }

    /// Where rendered Swift lies; nothing else may lie there.
    package static let generatedFolder = "Sources/InventoryVendorFacts/Generated"
}
