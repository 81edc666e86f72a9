package import InventoryCore
package import InventoryProviderKit
package import InventoryWire

/// Filters of COS: a prefix, tags, a storage class and a period of creation, partly within `And`.
extension TencentCOSCodec {
    // MARK: Reading

    /// The parts of a filter that stand directly under `Filter` or within `And`: COS gives back the form that it was given.
    private struct FilterParts {
        var prefix: RuleReader.Element?
        var storageClass: RuleReader.Element?
        var period: RuleReader.Element?
    }

    package func readFilter(_ element: RuleReader.Element, _ reader: RuleReader) throws(DraftError) -> Filter {
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

    // MARK: Writing

    /// A prefix alone stands directly under `Filter`; with tags or a storage class everything but the period goes into
    /// `And`. Both forms are documented, and this is what each vendor SDK but one writes.
    package func write(_ filter: Filter, to writer: inout XMLWriter) throws(UnwritableText) {
        guard !filter.isEmpty else { return }
        try writer.element("Filter") { (writer: inout XMLWriter) throws(UnwritableText) in
            if filter.tags.isEmpty && filter.storageClass == nil {
                if let prefix = filter.prefix { try writer.element("Prefix", prefix.string) }
            } else {
                try writer.element("And") { (writer: inout XMLWriter) throws(UnwritableText) in
                    try writeParts(of: filter, to: &writer)
                }
            }
            guard let created = filter.created else { return }
            try writer.element("Period") { (writer: inout XMLWriter) throws(UnwritableText) in
                if let from = created.from { try writer.element("StartTime", String(from.secondsSinceEpoch)) }
                if let to = created.to { try writer.element("EndTime", String(to.secondsSinceEpoch)) }
            }
        }
    }

    private func writeParts(of filter: Filter, to writer: inout XMLWriter) throws(UnwritableText) {
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
