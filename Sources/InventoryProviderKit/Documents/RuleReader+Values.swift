internal import InventoryCore
internal import InventoryWire

/// The values that all dialects write alike.
extension RuleReader {
    /// How often, without what a vendor adds to it.
    func take(_ element: Element, into schedule: inout Schedule?) throws(DraftError) {
        guard let text = try known(element, vocabulary.schedules, first: schedule == nil) else { return }
        schedule = text.value ?? .other(vocabulary.own(text.spelling))
    }

    func take(_ element: Element, into versions: inout ObjectVersions?) throws(DraftError) {
        guard let text = try known(element, vocabulary.versions, first: versions == nil) else { return }
        versions = text.value ?? .other(vocabulary.own(text.spelling))
    }

    /// The report format; one that is not known stays, under the cloud's name.
    func take(_ element: Element, into format: inout ReportFormat?) throws(DraftError) {
        guard let text = try known(element, vocabulary.formats, first: format == nil) else { return }
        format = text.value ?? .other(vocabulary.own(text.spelling))
    }

    /// The value of an element, or how it is spelled where that is not known.
    private func known<Value>(
        _ element: Element, _ known: Spellings<Value>, first: Bool
    ) throws(DraftError) -> (value: Value?, spelling: String)? {
        guard try hasText(element, first: first) else { return nil }
        if let value = known.value(of: element, in: table) { return (value, "") }
        let text = table.trimmedText(of: element)
        return text.isEmpty ? nil : (nil, text)
    }

    // MARK: Columns

    /// Takes `OptionalFields`. In JSON a list of texts stands for it too, as Tencent's JavaScript SDK has it.
    func take(_ element: Element, into fields: inout ReportFields?) throws(DraftError) {
        if element.isListed, !element.hasChildren {
            if let column = try column(element) { fields = ReportFields((fields?.list ?? []) + [column]) }
            return
        }
        guard shouldRead(element, first: fields == nil || element.isListed) else { return }
        var list = fields?.list ?? []
        list.reserveCapacity(10)
        for part in parts(of: element) {
            switch name(of: part) {
            case "Field": if let column = try column(part) { list.append(column) }
            default: unknown(part)
            }
        }
        fields = ReportFields(list)
    }

    private func column(_ element: Element) throws(DraftError) -> ReportField? {
        guard try hasText(element, first: true) else { return nil }
        if let column = vocabulary.columns.value(of: element, in: table) { return column }
        let text = table.trimmedText(of: element)
        return text.isEmpty ? nil : vocabulary.capabilities.field(spelled: text)
    }

    // MARK: Report buckets

    /// Takes the name of the report bucket.
    /// - Throws: where it is the resource name of another cloud, or none that this one writes.
    func takeBucket(
        _ element: Element, into bucket: inout ExactText?, scheme: String? = nil
    ) throws(DraftError) {
        let isFirst = bucket == nil
        try takeName(element, into: &bucket)
        guard isFirst, let name = bucket?.string, let colon = name.utf8.firstIndex(of: 0x3A) else { return }
        // `arn:aws:s3:::…`, `acs:oss:…`, `qcs::cos:…`
        let found = String(name[..<colon])
        if found == scheme { return }
        let isScheme = !found.isEmpty && ASCII.lowercased(found).utf8.allSatisfy { (0x61...0x7A).contains($0) }
        throw error(
            element,
            "its report bucket is '\(Printable.quoted(name, limit: 100))', "
                + (isScheme ? "the name of a bucket in another cloud" : "which is the name of no bucket"))
    }

    /// Refuses the name of a report bucket that begins as the cloud's own do and is none.
    /// - Parameter own: what the cloud writes.
    package func foreignBucket(_ element: Element, _ name: String, instead own: String) -> DraftError {
        error(
            element,
            "its report bucket is '\(Printable.quoted(name, limit: 100))'; \(capabilities.provider) writes \(own)")
    }

    /// Refuses the rule of another cloud: one whose `Destination` has that cloud's element.
    func foreignDestination(_ element: Element, instead own: StaticString) -> DraftError? {
        let name = nameText(of: element)
        guard name.hasSuffix("BucketDestination") else { return nil }
        return error(
            element,
            "it is a rule of \(name.dropLast("BucketDestination".count)), not of \(capabilities.provider): its "
                + "Destination has \(name) where \(own) is expected")
    }

    // MARK: What no rule of the cloud may have

    /// Remarks on values that were read and that this cloud takes from nobody: a document that says the same cannot be
    /// written.
    func remarkOnWhatCannotBeWritten(_ rule: InventoryContent, _ id: ExactText, _ destination: Destination) {
        let cloud = vocabulary.capabilities
        for condition in cloud.unmetConditions(of: rule) where condition.status.isFirm {
            note(
                root, condition.feature.rawValue,
                "\(cloud.provider) takes \(condition.feature.rawValue) only together with "
                    + condition.requires.rawValue, kind: .violation)
        }
        noteRefused(cloud.limits.problems(withID: id))
        noteRefused(cloud.naming.problems(withBucket: destination.bucket, path: "Bucket"))
        if let region = destination.region { noteRefused(cloud.naming.problems(withRegion: region, path: "Bucket")) }
    }

    private func noteRefused(_ problems: [Finding]) {
        for problem in problems where problem.disposition == .refused {
            note(root, problem.value, problem.message, kind: .violation)
        }
    }
}
