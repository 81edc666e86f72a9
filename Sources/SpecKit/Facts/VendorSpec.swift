package import InventoryCore
package import InventoryVendorFacts

/// The four fact files of one vendor, or what comes of a profile and the vendor that it extends.
package struct VendorSpec: Sendable {
    /// The folder's name, which is the vendor's id.
    package var folder: String
    /// Whose dialect it speaks: its own id, or that of the cloud that it extends.
    package var dialect: ProviderID
    /// The roots of a list, where they are not the dialect's.
    package var listRoots: [String] = []
    package var provider: ProviderFile
    package var features: FeaturesFile
    package var errors: ErrorsFile
    package var endpoints: EndpointsFile

    /// Reads a vendor's folder.
    /// - Throws: ``SpecError``, also when the files contradict each other.
    package init(folder: String, in specs: SpecFolder) throws(SpecError) {
        try self.init(
            folder: folder, names: "provider.json", provider: specs.decode(at: "\(folder)/provider.json"),
            features: specs.decode(at: "\(folder)/features.json"), errors: specs.decode(at: "\(folder)/errors.json"),
            endpoints: specs.decode(at: "\(folder)/endpoints.json"))
    }

    /// - Parameter names: the file that has the id.
    /// - Throws: ``SpecError`` when the files contradict each other.
    init(
        folder: String, names: String, provider: ProviderFile, features: FeaturesFile, errors: ErrorsFile,
        endpoints: EndpointsFile
    ) throws(SpecError) {
        self.folder = folder
        dialect = provider.id
        self.provider = provider
        self.features = features
        self.errors = errors
        self.endpoints = endpoints
        if let problem = problem(names) { throw problem }
    }

    /// The facts alone, as the library holds them.
    package var facts: VendorFacts {
        var naming = provider.bucketNames.naming
        naming.endpoints = Set(endpoints.facts.named.keys)
        naming.service = endpoints.service
        naming.partitions = endpoints.partitions
        return VendorFacts(
            displayName: provider.displayName,
            capabilities: Capabilities(
                provider: provider.id, dialect: dialect, support: features.answers.mapValues(\.support),
                limits: provider.limits.limits, naming: naming, conditions: provider.conditions.map(\.condition),
                required: provider.required.map(\.required), forms: provider.valueForms.map(\.form),
                listPageSize: provider.listPageSize.value, overwriting: provider.overwriting.value,
                destinationRegion: provider.destinationRegion.value, reports: provider.reports.layout),
            endpoints: endpoints.facts, errors: errors.errors.map(\.fact), access: provider.access.facts,
            listRoots: listRoots)
    }

    /// What no single file can know about itself.
    private func problem(_ names: String) -> SpecError? {
        if provider.id.rawValue != folder {
            return SpecError("\(folder)/\(names)", "id: '\(provider.id)' stands in the folder '\(folder)'")
        }
        for (feature, answer) in features.answers {
            guard case .substituted(let other) = answer.support else { continue }
            guard case .native = features.answers[other]?.support, other != feature else {
                return SpecError(
                    "\(folder)/features.json", "\(feature.rawValue): its substitute \(other.rawValue) is not native")
            }
        }
        for condition in provider.conditions.map(\.condition) {
            for feature in [condition.feature, condition.requires] where features.answers[feature]?.support == .absent {
                return SpecError(
                    "\(folder)/\(names)", "conditions: \(feature.rawValue) is absent by features.json")
            }
        }
        return nil
    }
}
