package import InventoryCore
package import InventoryWire

/// A rule while its XML is being read: what all XML dialects have in common. A vendor's codec hands over the elements
/// that it does not treat itself; what nobody takes becomes a finding.
package struct RuleDraft {
    package let capabilities: Capabilities
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

    private let columns: ColumnNames

    package init(capabilities: Capabilities, columns: ColumnNames) {
        self.capabilities = capabilities
        self.columns = columns
    }

    package var provider: ProviderID { capabilities.provider }

    /// Takes an element of the common core, or notes it as unknown.
    package mutating func take(_ element: XMLElement) throws(DraftError) {
        switch element.name {
        case "Id": id = ExactText(leaf(element))
        case "IsEnabled": isEnabled = try boolean(element)
        case "Schedule": readSchedule(element)
        case "IncludedObjectVersions":
            versions = known(leaf(element), [(.current, .currentVersions), (.all, .allVersions)])
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

    /// The value that the cloud spells so; what is not known stays, under the cloud's name.
    package func known<Value: OpenName>(_ spelling: String, _ values: [(Value, Feature)]) -> Value {
        values.first { capabilities[$0.1].spelling == spelling }?.0
            ?? .other(VendorName(provider: provider, name: ExactText(spelling)))
    }

    /// The text of an element that should have no children; children are noted as unknown.
    package mutating func leaf(_ element: XMLElement) -> String {
        for child in element.children { unrecognized(child, in: element.name) }
        return element.text
    }

    /// `true` or `false` in any case: COS gives back `True` to those who wrote it.
    package mutating func boolean(_ element: XMLElement) throws(DraftError) -> Bool {
        let text = leaf(element)
        switch ASCII.lowercased(ASCII.trimmed(text)) {
        case "true": return true
        case "false": return false
        default: throw DraftError(problem: "\(element.name) is '\(Printable.quoted(text))', neither true nor false")
        }
    }

    private mutating func readSchedule(_ element: XMLElement) {
        var day: Int?
        for child in element.children {
            switch child.name {
            case "Frequency":
                let spelling = leaf(child)
                let known: [(Schedule, Feature)] = [
                    (.daily, .dailySchedule), (.weekly, .weeklySchedule), (.monthly(day: nil), .monthlySchedule),
                ]
                schedule =
                    known.first { capabilities[$0.1].spelling == spelling }?.0
                    ?? .other(VendorName(provider: provider, name: ExactText(spelling)))
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
        for child in element.children {
            if child.name == "Field" {
                let spelling = leaf(child)
                fields.list.append(columns[spelling] ?? capabilities.field(spelled: spelling))
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
