internal import InventoryCore
package import InventoryProviderKit
internal import InventoryWire

extension AlibabaOSSCodec {
    package func read(_ reader: RuleReader) throws(DraftError) -> RuleDraft {
        var draft = RuleDraft()
        for part in reader.parts(of: reader.root) {
            switch reader.name(of: part) {
            case "Id": try reader.takeID(part, into: &draft.id)
            case "IsEnabled": try reader.take(part, into: &draft.isEnabled)
            case "Destination":
                guard reader.shouldRead(part, first: draft.destination == nil) else { continue }
                try readDestination(part, reader, into: &draft)
            case "Schedule":
                guard reader.shouldRead(part, first: draft.schedule == nil) else { continue }
                draft.schedule = try reader.readSchedule(part, day: "DayOfMonth")
            case "Filter":
                guard reader.shouldRead(part, first: draft.filter == nil) else { continue }
                draft.filter = try readFilter(part, reader)
            case "IncludedObjectVersions": try reader.take(part, into: &draft.versions)
            case "OptionalFields": try reader.take(part, into: &draft.fields)
            // Reports on changes, IncrementalInventory, are none that a rule of this version asks for.
            default: reader.unknown(part)
            }
        }
        if draft.destination == nil { throw DraftError(problem: "it has no Destination/OSSBucketDestination") }
        return draft
    }

    private func readFilter(_ element: RuleReader.Element, _ reader: RuleReader) throws(DraftError) -> Filter {
        var filter = Filter()
        var modified = CreationWindow()
        var size = SizeSpan()
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "Prefix": try reader.take(part, into: &filter.prefix)
            case "LastModifyBeginTimeStamp": try reader.take(part, into: &modified.from)
            case "LastModifyEndTimeStamp": try reader.take(part, into: &modified.to)
            case "LowerSizeBound": try reader.take(part, into: &size.from)
            case "UpperSizeBound": try reader.take(part, into: &size.to)
            case "StorageClass": try reader.takeName(part, into: &filter.storageClass)
            default: reader.unknown(part)
            }
        }
        for problem in [modified.impossibility, size.impossibility].compactMap(\.self) {
            reader.note(element, nil, problem, kind: .violation)
        }
        filter.modified = modified
        filter.size = size
        return filter
    }

    // MARK: Destination

    private func readDestination(
        _ element: RuleReader.Element, _ reader: RuleReader, into draft: inout RuleDraft
    ) throws(DraftError) {
        var foreign: DraftError?
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "OSSBucketDestination":
                guard reader.shouldRead(part, first: draft.destination == nil) else { continue }
                try readBucketDestination(part, reader, into: &draft)
            default:
                foreign = foreign ?? reader.foreignDestination(part, instead: "OSSBucketDestination")
                reader.unknown(part)
            }
        }
        if draft.destination == nil, let foreign { throw foreign }
    }

    private func readBucketDestination(
        _ element: RuleReader.Element, _ reader: RuleReader, into draft: inout RuleDraft
    ) throws(DraftError) {
        var destination = Destination(bucket: "")
        var bucket: ExactText?
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "Format": try reader.take(part, into: &draft.format)
            case "AccountId": try reader.takeName(part, into: &destination.owner)
            case "RoleArn": try reader.takeName(part, into: &destination.role)
            case "Bucket":
                let isFirst = bucket == nil
                try reader.takeBucket(part, into: &bucket, scheme: "acs")
                if isFirst, let bucket { destination.bucket = try name(of: bucket.string, part, reader) }
            case "Prefix": try reader.take(part, into: &destination.prefix)
            case "Encryption":
                for kind in reader.parts(of: part) {
                    try readEncryption(kind, reader, into: &draft.encryption, &destination.kmsKey)
                }
            default: reader.unknown(part)
            }
        }
        guard bucket != nil else { throw DraftError(problem: "its OSSBucketDestination has no Bucket") }
        draft.destination = destination
    }

    private func name(
        of text: String, _ element: RuleReader.Element, _ reader: RuleReader
    ) throws(DraftError) -> ExactText {
        let name = text.hasPrefix(Self.bucketPrefix) ? String(text.dropFirst(Self.bucketPrefix.count)) : text
        guard !name.isEmpty, !name.utf8.contains(0x3A) else {
            throw reader.error(
                element,
                "its report bucket is '\(Printable.quoted(text, limit: 100))'; OSS writes \(Self.bucketPrefix)NAME")
        }
        return ExactText(name)
    }

    private func readEncryption(
        _ element: RuleReader.Element, _ reader: RuleReader, into encryption: inout ReportEncryption,
        _ key: inout ExactText?
    ) throws(DraftError) {
        guard encryption == .none else {
            reader.note(element, nil, "there is a kind of encryption before it; that one was read")
            return
        }
        switch reader.name(of: element) {
        case "SSE-OSS":
            reader.takePresence(of: element)
            encryption = .serviceManaged
        case "SSE-KMS":
            for part in reader.parts(of: element) {
                switch reader.name(of: part) {
                case "KeyId": try reader.takeName(part, into: &key)
                default: reader.unknown(part)
                }
            }
            encryption = .kms
        default: reader.unknown(element)
        }
    }
}
