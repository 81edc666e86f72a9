/// What a command has to show for itself.
struct Outcome: Sendable {
    var status: CommandStatus
    /// For people: what `--output table` prints.
    var text: String
    /// For programs: the one document that `--output json` prints.
    var json: any Encodable & Sendable

    init(_ text: String, json: any Encodable & Sendable, status: CommandStatus = .done) {
        self.status = status
        self.text = text
        self.json = json
    }
}
