import InventoryCore

/// What a command says to people, on standard error. Nothing of it is data, so a failure to write it is no failure.
enum Console {
    static let name = "cloud-inventory"

    static func error(_ message: String) { line("error", message) }
    static func refusal(_ message: String) { line("refused", message) }
    static func warning(_ message: String) { line("warning", message) }
    static func note(_ message: String) { line("note", message) }

    /// Tells why a command ends.
    static func tell(_ failure: CommandFailure) {
        for detail in failure.details { refusal(detail) }
        error(failure.message)
    }

    /// Tells what a translation has to say. Refusals are left to the error that they end in.
    static func tell(_ findings: Findings) {
        for finding in findings {
            switch finding.disposition {
            case .refused: break
            case .accepted: warning(finding.description)
            case .noted: note(finding.description)
            }
        }
    }

    private static func line(_ kind: String, _ message: String) {
        try? StandardStream.error.write("\(name): \(kind): \(message)\n")
    }
}
