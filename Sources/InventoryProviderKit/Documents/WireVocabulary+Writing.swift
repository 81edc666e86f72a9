internal import InventoryCore
internal import InventoryWire

// Of the vocabulary, an object: its parts are large, and used where they lie. Copies of them took a tenth of all
// instructions.
extension WireVocabulary {
    /// Writes the children of `InventoryConfiguration` in XML, by the cloud's table of elements.
    /// - Parameters:
    ///   - isEnabled: nil for a job, which has no switch.
    ///   - schedule: nil for a job, which has none.
    ///   - bucket: the report bucket as the vendor writes it.
    ///   - writeFilter: writes a `Filter`, or nothing.
    func write(
        _ id: ExactText, isEnabled: Bool?, _ schedule: Schedule?, _ content: InventoryContent,
        _ destination: Destination, bucket: String, to writer: inout XMLWriter,
        filter writeFilter: (inout XMLWriter) throws(UnwritableText) -> Void
    ) throws(UnwritableText) {
        for (name, part) in elements.rule.rows {
            switch part {
            case .id: try writer.element(name, id.string)
            case .isEnabled: if let isEnabled { try writer.element(name, isEnabled ? "true" : "false") }
            case .destination:
                try writer.element(name) { (writer: inout XMLWriter) throws(UnwritableText) in
                    guard !elements.isFlat else { return try write(destination, bucket, content, to: &writer) }
                    try writer.element(elements.wrapper) { (writer: inout XMLWriter) throws(UnwritableText) in
                        try write(destination, bucket, content, to: &writer)
                    }
                }
            case .schedule:
                guard let schedule else { continue }
                try writer.element(name) { (writer: inout XMLWriter) throws(UnwritableText) in
                    try writer.element("Frequency", capabilities.spelling(of: schedule))
                    if case .monthly(let day?) = schedule, let dayOfMonth = elements.dayOfMonth {
                        try writer.element(dayOfMonth, String(day))
                    }
                }
            case .filter: try writeFilter(&writer)
            case .versions:
                let versions = capabilities.spelling(of: content.versions)
                if !versions.isEmpty { try writer.element(name, versions) }
            case .fields:
                guard !content.fields.isEmpty else { continue }
                try writer.element(name) { (writer: inout XMLWriter) throws(UnwritableText) in
                    for field in content.fields.list {
                        try writer.element("Field", capabilities.spelling(of: field) ?? field.description)
                    }
                }
            case .falsehood: try writer.element(name, "false")
            }
        }
    }

    private func write(
        _ destination: Destination, _ bucket: String, _ content: InventoryContent, to writer: inout XMLWriter
    ) throws(UnwritableText) {
        for (name, part) in elements.destination.rows {
            switch part {
            case .format: try writer.element(name, capabilities.spelling(of: content.format))
            case .owner: if let owner = destination.owner { try writer.element(name, owner.string) }
            case .role: if let role = destination.role { try writer.element(name, role.string) }
            case .bucket: try writer.element(name, bucket)
            case .prefix: if let prefix = destination.prefix { try writer.element(name, prefix.string) }
            case .encryption: try write(content.encryption, key: destination.kmsKey, in: name, to: &writer)
            case .ownerAlias, .encryptionAlone: break
            }
        }
    }

    private func write(
        _ encryption: ReportEncryption, key: ExactText?, in name: StaticString, to writer: inout XMLWriter
    ) throws(UnwritableText) {
        if case .none = encryption { return }
        // The gate has taken out what the cloud does not have.
        guard let kind = elements.encryption.rows.first(where: { $0.meaning == encryption }) else { return }
        try writer.element(name) { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element(kind.name) { (writer: inout XMLWriter) throws(UnwritableText) in
                if encryption == .kms, let key { try writer.element("KeyId", key.string) }
            }
        }
    }

    /// Writes a filter whose parts stand side by side, or nothing: what an empty one means is documented nowhere.
    func write(_ filter: Filter, to writer: inout XMLWriter) throws(UnwritableText) {
        guard elements.filter.rows.contains(where: { Self.text(of: $0.meaning, in: filter) != nil }) else { return }
        try writer.element("Filter") { (writer: inout XMLWriter) throws(UnwritableText) in
            for (name, part) in elements.filter.rows {
                if let text = Self.text(of: part, in: filter) { try writer.element(name, text) }
            }
        }
    }

    private static func text(of part: RuleElements.FilterPart, in filter: Filter) -> String? {
        switch part {
        case .prefix: filter.prefix.flatMap { $0.isEmpty ? nil : $0.string }
        case .modifiedFrom: filter.modified?.from.map { String($0.secondsSinceEpoch) }
        case .modifiedTo: filter.modified?.to.map { String($0.secondsSinceEpoch) }
        case .sizeFrom: filter.size?.from.map { String($0) }
        case .sizeTo: filter.size?.to.map { String($0) }
        case .storageClass: filter.storageClass?.string
        }
    }
}
