internal import InventoryCore
package import InventoryProviderKit
internal import InventoryWire

extension TencentCOSCodec {
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
                draft.schedule = try reader.readSchedule(part, day: "MonthlyDate")
            case "Filter":
                guard reader.shouldRead(part, first: draft.filter == nil) else { continue }
                draft.filter = try readFilter(part, reader)
            case "IncludedObjectVersions": try reader.take(part, into: &draft.versions)
            case "OptionalFields": try reader.take(part, into: &draft.fields)
            default: reader.unknown(part)
            }
        }
        if draft.destination == nil { throw DraftError(problem: "it has no Destination/COSBucketDestination") }
        return draft
    }

    // MARK: Filter

    /// The parts of a filter that stand directly under `Filter` or within `And`: COS gives back the form that it was given.
    private struct FilterParts {
        var prefix: RuleReader.Element?
        var storageClass: RuleReader.Element?
        var period: RuleReader.Element?
    }

    private func readFilter(_ element: RuleReader.Element, _ reader: RuleReader) throws(DraftError) -> Filter {
        var outer = FilterParts()
        var and: RuleReader.Element?
        var tags: [Tag] = []
        for part in reader.parts(of: element) {
            if case "And" = reader.name(of: part) {
                if reader.shouldRead(part, first: and == nil) { and = part }
            } else {
                try read(part, reader, into: &outer, &tags)
            }
        }
        var inner = FilterParts()
        if let and { for part in reader.parts(of: and) { try read(part, reader, into: &inner, &tags) } }

        var filter = Filter(tags: tags)
        if let prefix = only(inner.prefix, outer.prefix, reader) { try reader.take(prefix, into: &filter.prefix) }
        if let storageClass = only(inner.storageClass, outer.storageClass, reader) {
            try reader.takeName(storageClass, into: &filter.storageClass)
        }
        if let period = only(inner.period, outer.period, reader) { filter.created = try readPeriod(period, reader) }
        return filter
    }

    private func read(
        _ part: RuleReader.Element, _ reader: RuleReader, into parts: inout FilterParts, _ tags: inout [Tag]
    ) throws(DraftError) {
        switch reader.name(of: part) {
        case "Prefix": if reader.shouldRead(part, first: parts.prefix == nil) { parts.prefix = part }
        case "StorageClass": if reader.shouldRead(part, first: parts.storageClass == nil) { parts.storageClass = part }
        case "Period": if reader.shouldRead(part, first: parts.period == nil) { parts.period = part }
        case "Tag": if !reader.isEmpty(part) { tags.append(try readTag(part, reader)) }
        default: reader.unknown(part)
        }
    }

    /// The element that says something where two may. Where both do, the one within `And` is read, and that is said.
    private func only(
        _ inner: RuleReader.Element?, _ outer: RuleReader.Element?, _ reader: RuleReader
    ) -> RuleReader.Element? {
        if inner != nil, let outer {
            let name = reader.nameText(of: outer)
            reader.note(outer, nil, "And has a \(name) too; the one within And was read")
        }
        return inner ?? outer
    }

    private func readTag(_ element: RuleReader.Element, _ reader: RuleReader) throws(DraftError) -> Tag {
        var (key, value): (ExactText?, ExactText?)
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "Key": try reader.take(part, into: &key)
            case "Value":
                let isFirst = value == nil
                try reader.take(part, into: &value)
                // A tag may be empty, and is none without this element.
                if isFirst { value = value ?? "" }
            default: reader.unknown(part)
            }
        }
        guard let key, let value else { throw reader.error(element, "a Tag has no Key or no Value") }
        return Tag(key, value)
    }

    /// A window without bounds is none.
    private func readPeriod(
        _ element: RuleReader.Element, _ reader: RuleReader
    ) throws(DraftError) -> CreationWindow? {
        var window = CreationWindow()
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "StartTime": try reader.take(part, into: &window.from)
            case "EndTime": try reader.take(part, into: &window.to)
            default: reader.unknown(part)
            }
        }
        if let problem = window.impossibility { reader.note(element, nil, problem, kind: .violation) }
        return window == CreationWindow() ? nil : window
    }

    // MARK: Destination

    private func readDestination(
        _ element: RuleReader.Element, _ reader: RuleReader, into draft: inout RuleDraft
    ) throws(DraftError) {
        var foreign: DraftError?
        for part in reader.parts(of: element) {
            switch reader.name(of: part) {
            case "COSBucketDestination":
                guard reader.shouldRead(part, first: draft.destination == nil) else { continue }
                try readBucketDestination(part, reader, into: &draft)
            default:
                foreign = foreign ?? reader.foreignDestination(part, instead: "COSBucketDestination")
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
            case "Bucket":
                let isFirst = bucket == nil
                try reader.takeBucket(part, into: &bucket, scheme: COSBucketName.scheme)
                if isFirst, let bucket { try readBucket(bucket, part, reader, into: &destination) }
            case "Prefix": try reader.take(part, into: &destination.prefix)
            case "Encryption":
                for kind in reader.parts(of: part) { readEncryption(kind, reader, into: &draft) }
            // The list page's sample has it without its parent.
            default: readEncryption(part, reader, into: &draft)
            }
        }
        guard bucket != nil else { throw DraftError(problem: "its COSBucketDestination has no Bucket") }
        draft.destination = destination
    }

    private func readBucket(
        _ text: ExactText, _ element: RuleReader.Element, _ reader: RuleReader, into destination: inout Destination
    ) throws(DraftError) {
        guard let name = COSBucketName(text.string) else {
            throw reader.error(
                element,
                "its report bucket is '\(Printable.quoted(text.string, limit: 100))'; COS writes "
                    + "qcs::cos:REGION::NAME-APPID")
        }
        destination.bucket = name.bucket
        destination.region = name.region
        if let account = name.account, !name.bucket.string.hasSuffix("-" + account) || account.isEmpty {
            reader.note(
                element, "uid/\(account)",
                "the account is not the one that the bucket's name ends in; it is left out")
        }
    }

    private func readEncryption(_ element: RuleReader.Element, _ reader: RuleReader, into draft: inout RuleDraft) {
        switch reader.name(of: element) {
        case "SSE-COS":
            reader.takePresence(of: element)
            draft.encryption = .serviceManaged
        // In objects the vendor's SDK spells it in one word.
        case "SSECOS" where element.isJSON:
            reader.takePresence(of: element)
            draft.encryption = .serviceManaged
        default: reader.unknown(element)
        }
    }
}
