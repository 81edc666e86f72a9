import InventoryCore
package import InventoryVendorFacts

/// The four fact files of one vendor.
package struct VendorSpec: Sendable {
    /// The folder's name, which is the vendor's id.
    package var folder: String
    package var provider: ProviderFile
    package var features: FeaturesFile
    package var errors: ErrorsFile
    package var endpoints: EndpointsFile

    /// Reads a vendor's folder.
    /// - Throws: ``SpecError``, also when the files contradict each other.
    package init(folder: String, in specs: SpecFolder) throws(SpecError) {
        self.folder = folder
        provider = try specs.decode(at: "\(folder)/provider.json")
        features = try specs.decode(at: "\(folder)/features.json")
        errors = try specs.decode(at: "\(folder)/errors.json")
        endpoints = try specs.decode(at: "\(folder)/endpoints.json")
        if let problem { throw problem }
    }

    /// The facts alone, as the library holds them.
    package var facts: VendorFacts {
        var naming = provider.bucketNames.naming
        naming.endpoints = Set(endpoints.facts.named.keys)
        naming.partitions = endpoints.partitions
        return VendorFacts(
            displayName: provider.displayName,
            capabilities: Capabilities(
                provider: provider.id, support: features.answers.mapValues(\.support),
                limits: provider.limits.limits, naming: naming, conditions: provider.conditions.map(\.condition),
                required: provider.required.map(\.required),
                listPageSize: provider.listPageSize.value, overwriting: provider.overwriting.value,
                destinationRegion: provider.destinationRegion.value, reports: provider.reports.layout),
            endpoints: endpoints.facts, errors: errors.errors.map(\.fact), access: provider.access.facts)
    }

    /// What no single file can know about itself.
    private var problem: SpecError? {
        if provider.id.rawValue != folder {
            return SpecError("\(folder)/provider.json", "id: '\(provider.id)' stands in the folder '\(folder)'")
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
                    "\(folder)/provider.json", "conditions: \(feature.rawValue) is absent by features.json")
            }
        }
        return nil
    }
}
