package import InventoryCore
public import InventoryProviderKit
package import InventoryWire

/// Rules as Tencent COS writes them: XML with `COSBucketDestination`, `qcs::cos:<region>::<bucket>` and an empty
/// `SSE-COS`. Source: API pages 33707 (PUT), 33705 (GET), 33706 (LIST), 46869 (POST).
public struct TencentCOSCodec: DocumentJobCodec {
    package let vocabulary: WireVocabulary
    package let listRoot = "ListInventoryConfigurationResult"

    package init(capabilities: Capabilities) { vocabulary = WireVocabulary(capabilities) }

    // MARK: Writing

    package func write(_ rule: InventoryRule, to writer: inout XMLWriter) throws(UnwritableText) {
        try writer.element("Id", rule.id.string)
        try writer.element("IsEnabled", rule.isEnabled ? "true" : "false")
        try write(rule.destination, rule.content, to: &writer)
        try writer.element("Schedule") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("Frequency", vocabulary.capabilities.spelling(of: rule.schedule))
            if case .monthly(let day?) = rule.schedule { try writer.element("MonthlyDate", String(day)) }
        }
        try writeEnd(of: rule.content, to: &writer)
    }

    /// A one-off job carries neither `IsEnabled` nor `Schedule`: COS refuses both.
    package func write(_ job: OneOffJob, to writer: inout XMLWriter) throws(UnwritableText) {
        try writer.element("Id", job.id.string)
        try write(job.destination, job.content, to: &writer)
        try writeEnd(of: job.content, to: &writer)
    }

    private func write(
        _ destination: Destination, _ content: InventoryContent, to writer: inout XMLWriter
    ) throws(UnwritableText) {
        try writer.element("Destination") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("COSBucketDestination") { (writer: inout XMLWriter) throws(UnwritableText) in
                try writer.element("Format", vocabulary.capabilities.spelling(of: content.format))
                if let owner = destination.owner { try writer.element("AccountId", owner.string) }
                try writer.element("Bucket", COSBucketName(destination).text)
                if let prefix = destination.prefix { try writer.element("Prefix", prefix.string) }
                switch content.encryption {
                case .serviceManaged:
                    try writer.element("Encryption") { (writer: inout XMLWriter) throws(UnwritableText) in
                        try writer.element("SSE-COS", "")
                    }
                // The gate has taken out what COS does not have.
                case .none, .kms, .other: break
                }
            }
        }
    }

    private func writeEnd(of content: InventoryContent, to writer: inout XMLWriter) throws(UnwritableText) {
        if !content.filter.isEmpty {
            try writer.element("Filter") { (writer: inout XMLWriter) throws(UnwritableText) in
                try write(content.filter, to: &writer)
            }
        }
        try writer.element("IncludedObjectVersions", vocabulary.capabilities.spelling(of: content.versions))
        try writer.write(content.fields, spelled: vocabulary.capabilities)
    }

    /// A prefix alone stands directly under `Filter`; with tags or a storage class everything but the period goes into
    /// `And`. Both forms are documented, and this is what each vendor SDK but one writes.
    private func write(_ filter: Filter, to writer: inout XMLWriter) throws(UnwritableText) {
        if filter.tags.isEmpty && filter.storageClass == nil {
            if let prefix = filter.prefix { try writer.element("Prefix", prefix.string) }
        } else {
            try writer.element("And") { (writer: inout XMLWriter) throws(UnwritableText) in
                if let prefix = filter.prefix { try writer.element("Prefix", prefix.string) }
                for tag in filter.tags {
                    try writer.element("Tag") { (writer: inout XMLWriter) throws(UnwritableText) in
                        try writer.element("Key", tag.key.string)
                        try writer.element("Value", tag.value.string)
                    }
                }
                if let storageClass = filter.storageClass { try writer.element("StorageClass", storageClass.string) }
            }
        }
        guard let created = filter.created else { return }
        try writer.element("Period") { (writer: inout XMLWriter) throws(UnwritableText) in
            if let from = created.from { try writer.element("StartTime", String(from.secondsSinceEpoch)) }
            if let to = created.to { try writer.element("EndTime", String(to.secondsSinceEpoch)) }
        }
    }

    // MARK: Reading

    package func read(_ reader: inout RuleReader) throws(DraftError) -> RuleDraft {
        let root = reader.root
        var draft = RuleDraft()
        draft.id = reader.elements.exact("Id", of: root)
        draft.isEnabled = try reader.boolean("IsEnabled", of: root)
        try readDestination(&reader, into: &draft)
        draft.schedule = readSchedule(&reader)
        draft.filter = try readFilter(&reader)
        draft.versions = reader.versions(of: root)
        draft.fields = reader.fields(of: root)
        return draft
    }

    private func readSchedule(_ reader: inout RuleReader) -> Schedule? {
        let element = reader.elements.child("Schedule", of: reader.root)
        let schedule = reader.frequency(of: element)
        // The manual's sample shows the day empty.
        guard let date = reader.elements.child("MonthlyDate", of: element), !date.isEmpty else { return schedule }
        guard case .monthly = schedule else {
            reader.remark(
                "Schedule/MonthlyDate", date, "\(provider) sent a day of the month with another frequency")
            return schedule
        }
        guard let day = Int(date.text), (1...31).contains(day) else {
            reader.remark("Schedule/MonthlyDate", date, "no month has such a day; it is left out")
            return schedule
        }
        reader.elements.takeText(of: date)
        return .monthly(day: day)
    }

    /// Reads `Filter` and `And` alike: COS gives back the form that it was given.
    private func readFilter(_ reader: inout RuleReader) throws(DraftError) -> Filter {
        let outer = reader.elements.child("Filter", of: reader.root)
        let inner = reader.elements.child("And", of: outer)
        var filter = Filter()
        filter.prefix = reader.elements.text(of: only("Prefix", inner, outer, &reader)).map { ExactText($0) }
        filter.storageClass = reader.elements.text(of: only("StorageClass", inner, outer, &reader)).map {
            ExactText($0)
        }
        for element in reader.elements.children("Tag", of: inner) + reader.elements.children("Tag", of: outer)
        where !element.isEmpty {
            filter.tags.append(try readTag(element, &reader))
        }
        if let period = only("Period", inner, outer, &reader) { filter.created = try readPeriod(period, &reader) }
        return filter
    }

    /// The element that says something where two may hold it. Where both do, the one within `And` is read, and that is
    /// said.
    private func only(
        _ name: StaticString, _ inner: DocumentElement?, _ outer: DocumentElement?, _ reader: inout RuleReader
    ) -> DocumentElement? {
        let (first, second) = (reader.elements.child(name, of: inner), reader.elements.child(name, of: outer))
        guard let first, !first.isEmpty else { return second?.isEmpty == false ? second : nil }
        if let second, !second.isEmpty {
            reader.remark("Filter/\(name)", second, "And has a \(name) too; the one within And was read")
        }
        return first
    }

    private func readTag(_ element: DocumentElement, _ reader: inout RuleReader) throws(DraftError) -> Tag {
        guard let key = reader.elements.exact("Key", of: element),
            let value = reader.elements.child("Value", of: element)
        else { throw reader.elements.error(element, "a Tag has no Key or no Value") }
        return Tag(key, ExactText(reader.elements.text(of: value) ?? ""))
    }

    /// A window without bounds is none.
    private func readPeriod(
        _ element: DocumentElement, _ reader: inout RuleReader
    ) throws(DraftError) -> CreationWindow? {
        let window = CreationWindow(
            from: try seconds("StartTime", of: element, &reader), to: try seconds("EndTime", of: element, &reader))
        return window == CreationWindow() ? nil : window
    }

    private func seconds(
        _ name: StaticString, of parent: DocumentElement, _ reader: inout RuleReader
    ) throws(DraftError) -> UTCInstant? {
        guard let element = reader.elements.child(name, of: parent), !element.isBlank else { return nil }
        reader.elements.takeText(of: element)
        guard let seconds = Int64(ASCII.trimmed(element.text)) else {
            throw reader.elements.error(
                element, "\(name) is '\(Printable.quoted(element.text, limit: 40))', no number of seconds")
        }
        // The first second of the year 10000.
        guard seconds < 253_402_300_800 else {
            throw reader.elements.error(
                element,
                "\(name) is \(seconds), beyond the year 9999; COS counts seconds, and these may be milliseconds")
        }
        return UTCInstant(secondsSinceEpoch: seconds)
    }

    private func readDestination(_ reader: inout RuleReader, into draft: inout RuleDraft) throws(DraftError) {
        let outer = reader.elements.child("Destination", of: reader.root)
        guard let element = reader.elements.child("COSBucketDestination", of: outer) else {
            try reader.refuseForeignDestination(outer, instead: "COSBucketDestination")
            throw DraftError(problem: "it has no Destination/COSBucketDestination")
        }
        draft.format = reader.format(of: element)
        let name = COSBucketName(try reader.bucket(of: element, scheme: "qcs"))
        draft.destination = Destination(
            bucket: name.bucket, region: name.region, prefix: reader.elements.exact("Prefix", of: element),
            owner: reader.elements.exact("AccountId", of: element))
        let encryption = reader.elements.child("Encryption", of: element)
        // The list page's sample has it without its parent; in objects the vendor's SDK spells it in one word.
        for parent in [encryption, element] {
            if reader.elements.child("SSE-COS", of: parent) != nil { draft.encryption = .serviceManaged }
            if element.isJSON, reader.elements.child("SSECOS", of: parent) != nil { draft.encryption = .serviceManaged }
        }
    }
}
