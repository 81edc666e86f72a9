extension Capabilities {
    /// How this cloud writes a column; nil when it cannot.
    public func spelling(of field: ReportField) -> String? {
        switch field {
        case .other(let name): name.provider == provider ? name.name.string : nil
        case .userMetadata(let name):
            // The spelling is a pattern whose `*` stands for the name.
            self[.userMetadataField].spelling.map { String($0.dropLast()) + name.string }
        default: self[field.feature].spelling
        }
    }

    /// The column that this cloud writes so. What is not known stays, under this cloud's name.
    public func field(spelled spelling: String) -> ReportField {
        if let field = ReportField.plain.first(where: { self[$0.feature].spelling == spelling }) { return field }
        if let pattern = self[.userMetadataField].spelling {
            let prefix = pattern.dropLast()
            if spelling.utf8.starts(with: prefix.utf8), spelling.utf8.count > prefix.utf8.count {
                return .userMetadata(ExactText(String(spelling.utf8.dropFirst(prefix.utf8.count)) ?? spelling))
            }
        }
        return .other(VendorName(provider: provider, name: ExactText(spelling)))
    }

    /// The same for any value whose known cases have a feature each.
    func canonical<Value: OpenName>(_ value: Value, _ known: [(Value, Feature)], _ name: VendorName?) -> Value {
        guard let name, name.provider == provider else { return value }
        return known.first { self[$0.1].spelling == name.name.string }?.0 ?? value
    }
}
