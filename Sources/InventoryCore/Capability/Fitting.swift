/// One passage through the gate: gathers findings and takes out of a rule what the cloud cannot hold.
struct Fitting {
    let capabilities: Capabilities
    let fidelity: Fidelity
    var findings = Findings()

    init(capabilities: Capabilities, fidelity: Fidelity) {
        self.capabilities = capabilities
        self.fidelity = fidelity
    }

    var cloud: String { capabilities.provider.rawValue }

    /// Asks the cloud for everything that a rule requires.
    mutating func check(_ walk: (Asking) -> Void) {
        walk { feature, path, value in
            let support: Support = feature.takesVendorNames ? .absent : capabilities[feature]
            if case .native(_, let status) = support, status.isFirm { return }
            check(Requirement(feature, path: path(), value: value()), support)
        }
    }

    private mutating func check(_ requirement: Requirement, _ support: Support) {
        let feature = requirement.feature
        switch support {
        case .native(_, let status):
            add(
                .unproven, requirement, "it is not proven that \(cloud) supports it (\(status.rawValue))",
                .noted)
        case .absent where feature.takesVendorNames && isOwnName(requirement):
            add(.unproven, requirement, "goes to \(cloud) exactly as written", .noted)
        case .absent:
            let canGo = feature.canBeLost
            let accepted = canGo && fidelity.accepts(feature)
            add(
                .lost, requirement,
                "\(cloud) does not support it"
                    + (accepted
                        ? "" : canGo ? "; accept \(feature.rawValue) to go on without it" : remedy(without: feature))
                    + alternative(to: feature),
                accepted ? .accepted : .refused)
        case .substituted(let other):
            let accepted = fidelity.accepts(feature)
            add(
                .substituted(by: other), requirement,
                "\(cloud) has \(other.rawValue) in its place"
                    + (accepted ? "" : "; accept \(feature.rawValue) to write that"),
                accepted ? .accepted : .refused)
        }
    }

    /// What to do where nothing is left of a rule without a thing.
    private func remedy(without feature: Feature) -> String {
        guard feature != .oneOff else { return "" }
        let others: [(Feature, Feature, String)] = [
            (.orcFormat, .csvFormat, "CSV"), (.parquetFormat, .csvFormat, "CSV"), (.otherFormat, .csvFormat, "CSV"),
            (.monthlySchedule, .weeklySchedule, "weekly"), (.otherSchedule, .dailySchedule, "daily"),
        ]
        let other = others.first { $0.0 == feature && has($0.1) }.map { "write \($0.2), or " } ?? ""
        return "; \(other)keep the rule from this target with on"
    }

    /// What the cloud has that is near to what it has not, and is another thing.
    private func alternative(to feature: Feature) -> String {
        switch feature {
        case .createdFilter where has(.modifiedFilter): "; it has modified, the time of the last change"
        case .modifiedFilter where has(.createdFilter): "; it has created, the time of creation"
        default: ""
        }
    }

    /// Whether the value is a name of this very cloud, as `tencent-cos:NewField` is. An encryption of its own is not
    /// sent: the vendors write each kind as an element of a shape of its own, which a name does not tell.
    private func isOwnName(_ requirement: Requirement) -> Bool {
        VendorName(requirement.value)?.provider == capabilities.provider
    }

    private mutating func add(
        _ kind: Finding.Kind, _ requirement: Requirement, _ message: String, _ disposition: Finding.Disposition
    ) {
        findings.list.append(
            Finding(
                kind, feature: requirement.feature, path: requirement.path, value: requirement.value, message: message,
                disposition: disposition))
    }

    private func has(_ feature: Feature) -> Bool {
        if case .native = capabilities[feature] { true } else { false }
    }

    private func takes(_ name: VendorName) -> Bool { name.provider == capabilities.provider }

    // MARK: What is left

    func reduce(_ schedule: Schedule) -> Schedule {
        switch capabilities[schedule.frequency] {
        case .substituted(by: .weeklySchedule): return .weekly
        case .substituted(by: .dailySchedule): return .daily
        default: break
        }
        if case .monthly(_?) = schedule, !has(.monthlyDay) { return .monthly(day: nil) }
        return schedule
    }

    func reduce(_ content: inout InventoryContent) {
        if content.filter.effectivePrefix.isEmpty || !has(.prefixFilter) { content.filter.prefix = nil }
        if !has(.tagFilter) { content.filter.tags = [] }
        if !has(.createdFilter) { content.filter.created = nil }
        if !has(.modifiedFilter) { content.filter.modified = nil }
        if !has(.sizeFilter) { content.filter.size = nil }
        if !has(.storageClassFilter) { content.filter.storageClass = nil }
        if content.fields.list.contains(where: isLost) { content.fields.list.removeAll(where: isLost) }
        if capabilities.limits.columnsAreUnique { content.fields = content.fields.unique }
        let keepsEncryption =
            switch content.encryption {
            case .none: true
            case .serviceManaged: has(.reportEncryption)
            case .kms: has(.reportKMS)
            case .other: false
            }
        if !keepsEncryption { content.encryption = .none }
    }

    private func isLost(_ field: ReportField) -> Bool {
        if case .other(let name) = field { !takes(name) } else { !has(field.feature) }
    }

    mutating func reduce(
        _ destination: inout Destination, encryption: ReportEncryption, in bucket: BucketAddress?
    ) {
        if destination.prefix?.isEmpty == true || !has(.reportPrefix) { destination.prefix = nil }
        if !has(.reportOwner) { destination.owner = nil }
        if !has(.reportRole) { destination.role = nil }
        if encryption != .kms { destination.kmsKey = nil }
        if let source = bucket?.region {
            if let region = destination.region, region != source, !isPartition(region, of: source) {
                violation(
                    "reports.region", region.string,
                    "\(cloud) delivers reports within the bucket's own region alone, and that is "
                        + Printable.quoted(source.string))
            }
            destination.region = source
        }
        switch capabilities.destinationRegion {
        case .implied: destination.region = nil
        case .partition:
            let partition = destination.region.flatMap { capabilities.naming.partition(of: $0.string) }
            destination.region = partition.flatMap { $0.isUsual ? nil : ExactText($0.name) }
        case .written where destination.region == nil:
            violation(
                "reports.region", "", "\(cloud) writes the region into the rule; name it, or the region of the bucket")
        case .written: break
        }
    }

    /// Whether a text is the name of the partition of a region, as rules are read where they name no more.
    private func isPartition(_ text: ExactText, of region: ExactText) -> Bool {
        capabilities.destinationRegion == .partition
            && capabilities.naming.partition(of: region.string)?.name == text.string
    }
}

extension Feature {
    /// Whether something is left of a rule without it. Of a frequency nothing is without a substitute: a rule needs one.
    var canBeLost: Bool {
        switch self {
        case .dailySchedule, .weeklySchedule, .monthlySchedule, .otherSchedule: false
        default: loss != .essential
        }
    }

    /// Whether the feature stands for names that one vendor alone knows: its own go to it, all others are lost. Not so
    /// an encryption: the vendors write each kind as an element of its own shape, which a name does not tell.
    fileprivate var takesVendorNames: Bool {
        switch self {
        case .otherSchedule, .otherVersions, .otherField, .otherFormat: true
        default: false
        }
    }
}
