internal import InventoryCore
internal import InventoryWire

/// Rules and jobs, by the cloud's table of elements.
extension RuleReader {
    /// What the document says of a rule or a job.
    func draft(_ codec: some RuleDocumentReading) throws(DraftError) -> RuleDraft {
        var draft = RuleDraft()
        var falsehood: Bool?
        for part in parts(of: root) {
            switch vocabulary.elements.rule.meaning(of: name(of: part)) {
            case .id: try takeID(part, into: &draft.id)
            case .isEnabled: try take(part, into: &draft.isEnabled)
            case .destination:
                guard shouldRead(part, first: draft.destination == nil) else { continue }
                try readDestination(part, codec, into: &draft)
            case .schedule:
                guard shouldRead(part, first: draft.schedule == nil) else { continue }
                draft.schedule = try readSchedule(part, day: vocabulary.elements.dayOfMonth)
            case .filter:
                guard shouldRead(part, first: draft.filter == nil) else { continue }
                draft.filter = try codec.readFilter(part, self)
            case .versions: try take(part, into: &draft.versions)
            case .fields: try take(part, into: &draft.fields)
            case .falsehood(let remark):
                let isFirst = falsehood == nil
                try take(part, into: &falsehood)
                if isFirst, falsehood == true { note(part, nil, "\(remark)") }
            case nil: unknown(part)
            }
        }
        guard draft.destination != nil || vocabulary.elements.isFlat else {
            throw DraftError(problem: "it has no Destination/\(vocabulary.elements.wrapper)")
        }
        // Where current versions have no spelling, rules do not speak of versions.
        if draft.versions == nil, vocabulary.capabilities[.currentVersions].spelling == "" { draft.versions = .current }
        return draft
    }

    // MARK: Destination

    /// What has been read of a destination, within its wrapper and beside it.
    private struct Place {
        var destination = Destination(bucket: "")
        var bucket: ExactText?
        var hasWrapper = false
        var alias: (element: Element, owner: ExactText)?
        /// What is wrong where there is no bucket.
        var foreign: DraftError?
    }

    private func readDestination(
        _ element: Element, _ codec: some RuleDocumentReading, into draft: inout RuleDraft
    ) throws(DraftError) {
        var place = Place()
        try read(element, isWrapper: false, codec, into: &place, &draft)
        guard place.hasWrapper || vocabulary.elements.isFlat else {
            if let foreign = place.foreign { throw foreign }
            return
        }
        guard place.bucket != nil else {
            let holder = vocabulary.elements.isFlat ? "Destination" : "\(vocabulary.elements.wrapper)"
            throw place.foreign ?? DraftError(problem: "its \(holder) has no Bucket")
        }
        if let (element, owner) = place.alias, owner != place.destination.owner {
            if place.destination.owner == nil {
                place.destination.owner = owner
            } else {
                note(
                    element, owner.string, "the owner stands here and in AccountId, which is another; that one was read"
                )
            }
        }
        draft.destination = place.destination
    }

    private func read(
        _ element: Element, isWrapper: Bool, _ codec: some RuleDocumentReading, into place: inout Place,
        _ draft: inout RuleDraft
    ) throws(DraftError) {
        for part in parts(of: element) {
            let name = name(of: part)
            switch isWrapper || vocabulary.elements.isFlat ? vocabulary.elements.destination.meaning(of: name) : nil {
            case .format: try take(part, into: &draft.format)
            case .owner: try takeName(part, into: &place.destination.owner)
            case .ownerAlias:
                var owner = place.alias?.owner
                try takeName(part, into: &owner)
                if let owner, place.alias == nil { place.alias = (part, owner) }
            case .role: try takeName(part, into: &place.destination.role)
            case .bucket:
                let isFirst = place.bucket == nil
                try takeBucket(part, into: &place.bucket, scheme: vocabulary.elements.bucketScheme)
                if isFirst, let name = place.bucket {
                    try codec.readBucket(name, part, self, into: &place.destination)
                }
            case .prefix: try take(part, into: &place.destination.prefix)
            case .encryption:
                for kind in parts(of: part) {
                    try readEncryption(kind, into: &draft.encryption, &place.destination.kmsKey)
                }
            case .encryptionAlone:
                try readEncryption(part, into: &draft.encryption, &place.destination.kmsKey)
            case nil where !isWrapper && vocabulary.elements.wrapper ~= name:
                guard shouldRead(part, first: !place.hasWrapper) else { continue }
                place.hasWrapper = true
                try read(part, isWrapper: true, codec, into: &place, &draft)
            case nil:
                place.foreign =
                    place.foreign
                    ?? foreignDestination(
                        part, instead: vocabulary.elements.isFlat ? "Bucket" : vocabulary.elements.wrapper)
                unknown(part)
            }
        }
    }

    private func readEncryption(
        _ element: Element, into encryption: inout ReportEncryption, _ key: inout ExactText?
    ) throws(DraftError) {
        let name = name(of: element)
        let kind =
            vocabulary.elements.encryption.meaning(of: name)
            ?? (element.isJSON ? vocabulary.elements.encryptionInObjects.meaning(of: name) : nil)
        guard let kind else { return unknown(element) }
        guard encryption == .none else {
            return note(element, nil, "there is a kind of encryption before it; that one was read")
        }
        encryption = kind
        guard kind == .kms else { return takePresence(of: element) }
        for part in parts(of: element) {
            switch self.name(of: part) {
            case "KeyId": try takeName(part, into: &key)
            default: unknown(part)
            }
        }
    }

    // MARK: Filter

    /// A filter whose parts stand side by side.
    func readFlatFilter(_ element: Element) throws(DraftError) -> Filter {
        var filter = Filter()
        var modified = CreationWindow()
        var size = SizeSpan()
        for part in parts(of: element) {
            switch vocabulary.elements.filter.meaning(of: name(of: part)) {
            case .prefix: try take(part, into: &filter.prefix)
            case .modifiedFrom: try take(part, into: &modified.from)
            case .modifiedTo: try take(part, into: &modified.to)
            case .sizeFrom: try take(part, into: &size.from)
            case .sizeTo: try take(part, into: &size.to)
            case .storageClass: try takeName(part, into: &filter.storageClass)
            case nil: unknown(part)
            }
        }
        if let problem = modified.impossibility { note(element, nil, problem, kind: .violation) }
        if let problem = size.impossibility { note(element, nil, problem, kind: .violation) }
        filter.modified = modified
        filter.size = size
        return filter
    }
}
