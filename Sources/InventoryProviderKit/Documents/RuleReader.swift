package import InventoryCore
package import InventoryWire

/// Reads a rule's document: the elements by name, and the values that all dialects write alike.
package struct RuleReader: Sendable {
    /// Hands out the elements, and knows which nobody asked for.
    package var elements: ElementReader
    package let vocabulary: WireVocabulary
    /// What was to be said about elements that were asked for.
    private var remarks: [Finding] = []

    init(_ root: DocumentElement, _ vocabulary: WireVocabulary, from start: Int) {
        elements = ElementReader(root, of: vocabulary.capabilities.provider, from: start)
        self.vocabulary = vocabulary
    }

    /// The element that holds the rule.
    package var root: DocumentElement { elements.root }

    /// What the document holds and the rule does not.
    var findings: Findings { Findings(remarks + elements.leftovers()) }

    /// Says something about an element, which then counts as read.
    package mutating func remark(_ path: String, _ element: DocumentElement, _ message: String) {
        remarks.append(elements.finding(path, element.flattenedText, element, message))
        elements.pass(element)
    }

    // MARK: Values

    /// `true` or `false` in any case: COS gives back `True` to those who wrote it. Nil where there is none.
    package mutating func boolean(_ name: StaticString, of parent: DocumentElement) throws(DraftError) -> Bool? {
        guard let element = elements.child(name, of: parent), !element.isBlank else { return nil }
        elements.takeText(of: element)
        if let index = Self.truths.index(of: element) { return index == 0 }
        switch ASCII.lowercased(ASCII.trimmed(element.text)) {
        case "true": return true
        case "false": return false
        default: throw elements.error(element, "\(name) is '\(Printable.quoted(element.text))', neither true nor false")
        }
    }

    private static let truths = WordTable(["true", "false"])

    /// How often, without what a vendor adds to it.
    package mutating func frequency(of schedule: DocumentElement?) -> Schedule? {
        value("Frequency", of: schedule, vocabulary.schedules) { .other($0) }
    }

    package mutating func versions(of parent: DocumentElement) -> ObjectVersions? {
        value("IncludedObjectVersions", of: parent, vocabulary.versions) { .other($0) }
    }

    /// The report format; one that is not known stays, under the cloud's name.
    package mutating func format(of parent: DocumentElement) -> ReportFormat? {
        value("Format", of: parent, vocabulary.formats) { .other($0) }
    }

    /// The columns. In JSON a list of texts stands for them too, as Tencent's JavaScript SDK has it.
    package mutating func fields(of parent: DocumentElement) -> ReportFields {
        var fields = ReportFields()
        var isRead = false
        for group in elements.children("OptionalFields", of: parent) where !group.isEmpty {
            if group.isListed, !group.hasChildren {
                if let column = column(group) { fields.list.append(column) }
            } else if isRead, !group.isListed {
                remark("OptionalFields", group, "this element stands more than once; the first one was read")
            } else {
                isRead = true
                for element in elements.children("Field", of: group) {
                    if let column = column(element) { fields.list.append(column) }
                }
            }
        }
        return fields
    }

    private mutating func column(_ element: DocumentElement) -> ReportField? {
        guard !element.isBlank else { return nil }
        elements.takeText(of: element)
        return vocabulary.columns[element] ?? vocabulary.capabilities.field(spelled: element.text)
    }

    private mutating func value<Value>(
        _ name: StaticString, of parent: DocumentElement?, _ known: Spellings<Value>, _ own: (VendorName) -> Value
    ) -> Value? {
        guard let element = elements.child(name, of: parent), !element.isBlank else { return nil }
        elements.takeText(of: element)
        return known[element] ?? own(vocabulary.own(element.text))
    }

    // MARK: Destinations

    /// The name of the report bucket, without white space around it.
    /// - Throws: where there is none, or it is the resource name of another cloud.
    package mutating func bucket(
        of parent: DocumentElement, scheme: String? = nil
    ) throws(DraftError) -> String {
        guard let element = elements.child("Bucket", of: parent), let name = elements.text(of: element) else {
            throw DraftError(problem: "its \(parent.name) has no Bucket")
        }
        // `arn:aws:s3:::…`, `acs:oss:…`, `qcs::cos:…`: letters up to the first colon.
        if let colon = name.utf8.firstIndex(of: 0x3A), !name[..<colon].isEmpty, String(name[..<colon]) != scheme,
            name[..<colon].utf8.allSatisfy({ (0x61...0x7A).contains($0) })
        {
            throw elements.error(
                element,
                "its report bucket is '\(Printable.quoted(name, limit: 100))', the name of a bucket in another cloud")
        }
        return name
    }

    /// Refuses the rule of another cloud: one whose `Destination` has that cloud's element.
    package func refuseForeignDestination(
        _ destination: DocumentElement?, instead own: String
    ) throws(DraftError) {
        guard let destination else { return }
        for child in destination.children where child.name.hasSuffix("BucketDestination") {
            throw elements.error(
                child,
                "it is a rule of \(child.name.dropLast("BucketDestination".count)), not of "
                    + "\(vocabulary.capabilities.provider): its Destination has \(child.name) where \(own) is expected")
        }
    }
}

extension ElementReader {
    /// An error about an element, with its place.
    package func error(_ element: DocumentElement, _ problem: String) -> DraftError {
        let (line, column) = place(of: element)
        return DraftError(problem: "line \(line), column \(column): \(problem)")
    }
}
