package import InventoryCore

/// What a document said of a rule or a job; what it did not say is nil.
package struct RuleDraft: Sendable {
    package var id: ExactText?
    package var isEnabled: Bool?
    package var schedule: Schedule?
    package var filter: Filter?
    package var versions: ObjectVersions?
    package var fields: ReportFields?
    package var format: ReportFormat?
    package var encryption = ReportEncryption.none
    package var destination: Destination?

    package init() {}

    /// - Throws: ``DraftError`` naming the element that is missing.
    package consuming func rule() throws(DraftError) -> InventoryRule {
        InventoryRule(
            id: try need(id, "Id"), isEnabled: try need(isEnabled, "IsEnabled"),
            schedule: try need(schedule, "Schedule/Frequency"), content: try content(),
            destination: try need(destination, "Destination"))
    }

    /// A job has no schedule and no switch; where the document has them all the same, that is said.
    package consuming func job() throws(DraftError) -> Translated<OneOffJob> {
        var findings = Findings()
        for (name, value) in [("Schedule", schedule?.description), ("IsEnabled", isEnabled.map(String.init))] {
            guard let value else { continue }
            findings.list.append(
                Finding(
                    .unrecognized, path: name, value: value, message: "a one-off job has no \(name); it is left out",
                    disposition: .noted))
        }
        let job = OneOffJob(
            id: try need(id, "Id"), content: try content(), destination: try need(destination, "Destination"))
        return Translated(job, findings: findings)
    }

    private func content() throws(DraftError) -> InventoryContent {
        InventoryContent(
            filter: filter ?? Filter(), versions: try need(versions, "IncludedObjectVersions"),
            fields: fields ?? ReportFields(),
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
