package import InventoryCore
package import InventoryWire

/// A rule while its XML is being read: what all XML dialects have in common. A vendor's codec hands over the elements
/// that it does not treat itself; what nobody takes becomes a finding.
package struct RuleDraft {
    package var findings = Findings()
    package var filter = Filter()
    package var destination: Destination?
    package var format: ReportFormat?
    package var encryption = ReportEncryption.none

    package var schedule: Schedule?
    private var id: InventoryRule.ID?
    private var isEnabled: Bool?
    private var versions: ObjectVersions?
    private var fields = ReportFields()

    private let vocabulary: WireVocabulary

    package init(_ vocabulary: WireVocabulary) { self.vocabulary = vocabulary }

    private var provider: ProviderID { vocabulary.capabilities.provider }

    /// Takes an element of the common core, or notes it as unknown.
    package mutating func take(_ element: XMLElement) throws(DraftError) {
        switch element.tag {
        case "Id": id = ExactText(leaf(element))
        case "IsEnabled": isEnabled = try boolean(element)
        case "Schedule": readSchedule(element)
        case "IncludedObjectVersions":
            versions = vocabulary.versions[element] ?? .other(vocabulary.own(element.text))
            noteChildren(of: element)
        case "OptionalFields": readFields(element)
        default: unrecognized(element, in: "")
        }
    }

    /// Notes an element that we do not know, with its text.
    package mutating func unrecognized(_ element: XMLElement, in parent: String) {
        findings.list.append(
            Finding(
                .unrecognized, path: parent.isEmpty ? element.name : "\(parent)/\(element.name)",
                value: element.flattenedText,
                message: "this version does not know this element of \(provider)", disposition: .noted))
    }

    /// Reads the report format; one that is not known stays, under the cloud's name.
    package mutating func readFormat(_ element: XMLElement) {
        format = vocabulary.formats[element] ?? .other(vocabulary.own(element.text))
        noteChildren(of: element)
    }

    /// The text of an element that should have no children; children are noted as unknown.
    package mutating func leaf(_ element: XMLElement) -> String {
        noteChildren(of: element)
        return element.text
    }

    private mutating func noteChildren(of element: XMLElement) {
        guard element.hasChildren else { return }
        for child in element.children { unrecognized(child, in: element.name) }
    }

    /// `true` or `false` in any case: COS gives back `True` to those who wrote it.
    package mutating func boolean(_ element: XMLElement) throws(DraftError) -> Bool {
        if let index = Self.truths.index(of: element), !element.hasChildren { return index == 0 }
        let text = leaf(element)
        switch ASCII.lowercased(ASCII.trimmed(text)) {
        case "true": return true
        case "false": return false
        default: throw DraftError(problem: "\(element.name) is '\(Printable.quoted(text))', neither true nor false")
        }
    }

    private static let truths = XMLWords(["true", "false"])

    private mutating func readSchedule(_ element: XMLElement) {
        var day: Int?
        for child in element.children {
            switch child.tag {
            case "Frequency":
                schedule = vocabulary.schedules[child] ?? .other(vocabulary.own(child.text))
                noteChildren(of: child)
            case "MonthlyDate" where Int(child.text) != nil: day = Int(child.text)
            // The manual's sample shows the element empty.
            case "MonthlyDate" where child.text.isEmpty: break
            default: unrecognized(child, in: "Schedule")
            }
        }
        guard let day else { return }
        if case .monthly = schedule {
            schedule = .monthly(day: day)
        } else {
            findings.list.append(
                Finding(
                    .unrecognized, path: "Schedule/MonthlyDate", value: String(day),
                    message: "\(provider) sent a day of the month with another frequency", disposition: .noted))
        }
    }

    private mutating func readFields(_ element: XMLElement) {
        fields.list.reserveCapacity(vocabulary.columns.count)
        for child in element.children {
            if "Field" ~= child.tag {
                fields.list.append(vocabulary.columns[child] ?? vocabulary.capabilities.field(spelled: child.text))
                noteChildren(of: child)
            } else {
                unrecognized(child, in: "OptionalFields")
            }
        }
    }

    // MARK: The result

    /// - Throws: ``DraftError`` naming the element that is missing.
    package func rule() throws(DraftError) -> InventoryRule {
        InventoryRule(
            id: try need(id, "Id"), isEnabled: try need(isEnabled, "IsEnabled"),
            schedule: try need(schedule, "Schedule/Frequency"), content: try content(),
            destination: try need(destination, "Destination"))
    }

    /// A job has no schedule and no switch; where the document has them all the same, that is said.
    package mutating func job() throws(DraftError) -> OneOffJob {
        for (name, value) in [("Schedule", schedule?.description), ("IsEnabled", isEnabled.map(String.init))] {
            guard let value else { continue }
            findings.list.append(
                Finding(
                    .unrecognized, path: name, value: value, message: "a one-off job has no \(name); it is left out",
                    disposition: .noted))
        }
        return OneOffJob(
            id: try need(id, "Id"), content: try content(), destination: try need(destination, "Destination"))
    }

    private func content() throws(DraftError) -> InventoryContent {
        InventoryContent(
            filter: filter, versions: try need(versions, "IncludedObjectVersions"), fields: fields,
            format: try need(format, "Destination/Format"), encryption: encryption)
    }

    private func need<Value>(_ value: Value?, _ name: String) throws(DraftError) -> Value {
        guard let value else { throw DraftError(problem: "it has no \(name)") }
        return value
    }
}

/// Why a well-formed document is no rule.
package struct DraftError: Error {
    package var problem: String
    package init(problem: String) { self.problem = problem }
}

extension XMLElement {
    /// The text of the element and of all below it, for findings: `Key: a, Value: b`.
    package var flattenedText: String {
        guard hasChildren else { return text }
        return children.map { "\($0.name): \($0.flattenedText)" }.joined(separator: ", ")
    }
}
