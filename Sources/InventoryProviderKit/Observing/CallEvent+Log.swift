internal import InventoryCore

extension CallEvent {
    /// How much it matters: a call that goes well stays at `debug`.
    public var level: Level {
        switch kind {
        case .attemptStarted, .serverSigned: .debug
        case .attemptFinished(_, _, _, let failure, _): failure == nil ? .debug : .info
        case .retryScheduled: .notice
        case .quotaWait, .quotaDry, .clockCorrected, .regionCorrected, .unknownParts: .warning
        }
    }

    /// A sentence, for people.
    public var message: String {
        switch kind {
        case .attemptStarted(let attempt): "\(operation): attempt \(attempt)"
        case .attemptFinished(let attempt, let status, _, let failure, _):
            "\(operation): attempt \(attempt) "
                + (failure.map { "failed, \($0.rawValue)" } ?? "succeeded") + (status.map { ", status \($0)" } ?? "")
        case .retryScheduled(let attempt, let delay, let reason):
            "\(operation): attempt \(attempt) follows in \(Self.milliseconds(delay)) ms, \(reason.rawValue)"
        case .quotaWait(let delay):
            "\(operation): too many calls to \(provider) fail; waiting \(Self.milliseconds(delay)) ms for a turn"
        case .quotaDry: "\(operation): too many calls to \(provider) fail; not trying again"
        case .clockCorrected(let seconds):
            "this machine's clock is \(seconds.magnitude) s \(seconds < 0 ? "fast" : "slow") by \(provider)'s; signing "
                + "with the server's time; set the clock"
        case .regionCorrected(let region):
            "\(provider) has bucket '\(Printable.quoted(bucket))' in region '\(Printable.quoted(region))', not where its "
                + "address says; asking there; correct the region"
        case .unknownParts(let names):
            "\(operation)\(bucket == "*" ? "" : " in '\(Printable.quoted(bucket))'"): \(provider) says something in its list that "
                + "this version does not know (\(Self.shown(names))); the rest is taken as it stands"
        case .serverSigned(let name, let text): "\(operation): the server's \(name) is \(Self.shown(text))"
        }
    }

    /// The same as fields.
    public var metadata: [String: String] {
        var fields = [
            "provider": provider.rawValue, "bucket": Printable.quoted(bucket), "operation": operation,
        ]
        switch kind {
        case .attemptStarted(let attempt): fields["attempt"] = "\(attempt)"
        case .attemptFinished(let attempt, let status, let requestIDs, let failure, let duration):
            fields["attempt"] = "\(attempt)"
            fields["status"] = status.map { "\($0)" }
            fields["failure"] = failure?.rawValue
            fields["duration_ms"] = "\(Self.milliseconds(duration))"
            for (name, value) in requestIDs { fields[name] = Printable.quoted(value, limit: 120) }
        case .retryScheduled(let attempt, let delay, let reason):
            fields["attempt"] = "\(attempt)"
            fields["delay_ms"] = "\(Self.milliseconds(delay))"
            fields["reason"] = reason.rawValue
        case .quotaWait(let delay): fields["delay_ms"] = "\(Self.milliseconds(delay))"
        case .quotaDry: break
        case .clockCorrected(let seconds): fields["offset_s"] = "\(seconds)"
        case .regionCorrected(let region): fields["region"] = Printable.quoted(region)
        case .unknownParts(let names): fields["parts"] = Self.shown(names)
        case .serverSigned(let name, let text): fields[name] = Self.shown(text)
        }
        return fields
    }

    /// A text of several lines on one, every line feed as `\n`.
    private static func shown(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Printable.quoted(String($0), limit: 1000) }.joined(separator: "\\n")
    }

    private static func shown(_ names: [String]) -> String {
        names.prefix(10).map { Printable.quoted($0, limit: 80) }.joined(separator: ", ")
            + (names.count > 10 ? " and \(names.count - 10) more" : "")
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}

extension CallEvent: CustomStringConvertible {
    public var description: String { message }
}
