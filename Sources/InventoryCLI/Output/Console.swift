import CloudInventory
import InventoryCore
import InventoryWire

/// What a command says to people, on standard error. Nothing of it is data, so a failure to write it is no failure.
enum Console {
    static let name = "cloud-inventory"

    /// - Parameters:
    ///   - target: the bucket that it is about; with `--log-format json` cloud and bucket are fields of the line.
    ///   - rule: the rule that it is about.
    static func error(_ message: String, about target: SyncTarget? = nil, rule: InventoryRule.ID? = nil) {
        line("error", message, .red, fields: fields(target, rule))
    }
    static func refusal(_ message: String) { line("refused", message, .red) }
    static func warning(_ message: String, about target: SyncTarget? = nil, rule: InventoryRule.ID? = nil) {
        line("warning", message, .yellow, fields: fields(target, rule))
    }
    static func note(_ message: String, about target: SyncTarget? = nil, rule: InventoryRule.ID? = nil) {
        line("note", message, fields: fields(target, rule))
    }
    static func progress(_ message: String) { line("progress", message, .faint) }

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

    /// Tells what happened inside a call.
    static func tell(_ event: CallEvent) {
        line(event.level.rawValue, event.message, .faint, fields: event.metadata)
    }

    // MARK: Form

    private static let format = Locked(LogFormat.text)

    /// Says everything in that form from now on.
    static func use(_ format: LogFormat) { Self.format.withLock { $0 = format } }

    // MARK: Progress

    private static let isProgressShown = Locked(false)

    /// Shows a line on a terminal that the next one, of whatever kind, takes the place of.
    static func showProgress(_ text: String) {
        guard format.withLock({ $0 == .text }) else { return }
        isProgressShown.withLock { $0 = true }
        try? StandardStream.error.write("\r\(text)\u{1B}[K")
    }

    /// Takes away the line of progress, where one is shown.
    static func clearProgress() {
        let wasShown = isProgressShown.withLock { isShown in
            defer { isShown = false }
            return isShown
        }
        if wasShown { try? StandardStream.error.write("\r\u{1B}[K") }
    }

    /// The names are those of ``CallEvent/metadata``, so that one filter finds everything about a bucket.
    private static func fields(_ target: SyncTarget?, _ rule: InventoryRule.ID?) -> [String: String]? {
        guard let target else { return nil }
        var fields = [
            "provider": target.provider.rawValue, "bucket": Printable.quoted(target.bucket.name.string),
            "group": Printable.quoted(target.group),
        ]
        fields["region"] = target.bucket.region.map { Printable.quoted($0.string) }
        fields["rule"] = rule.map { Printable.quoted($0.string) }
        return fields
    }

    /// File names, arguments and what the system says may hold anything: no message steers a terminal. Line feeds stay.
    private static func masked(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Printable.quoted(String($0), limit: .max) }.joined(separator: "\n")
    }

    /// A line of `--log-format json`.
    private struct Entry: Encodable {
        var time: UTCInstant
        var level: String
        var message: String
        var fields: [String: String]?
    }

    private static func line(
        _ level: String, _ message: String, _ tint: Tint? = nil, fields: [String: String]? = nil
    ) {
        let message = masked(message)
        switch format.withLock({ $0 }) {
        case .text:
            clearProgress()
            let level = Terminal.error.tinted("\(level):", tint)
            try? StandardStream.error.write("\(name): \(level) \(message)\n")
        case .json:
            let entry = Entry(time: SystemServices.system.now(), level: level, message: message, fields: fields)
            if let text = try? JSONText.encode(entry, onOneLine: true) { try? StandardStream.error.write(text) }
        }
    }
}

/// The form of what is said on standard error.
enum LogFormat: String, CaseIterable, Sendable {
    case text, json
}
