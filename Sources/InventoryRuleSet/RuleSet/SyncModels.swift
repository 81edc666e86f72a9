internal import InventoryCore
internal import InventorySync

// The parts of a rule set that say how it is put into the buckets: whose rules are whose, how fast, how carefully.

struct OwnershipModel: Decodable {
    var ownership = Ownership()

    private enum Key: String, CodingKey, CaseIterable { case takeover, prune, pattern, unknownElements, ignoreElements }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "ownership")
        if let value = try container.choice(Ownership.Takeover.self, .takeover) { ownership.takeover = value }
        if let value = try container.choice(Ownership.Prune.self, .prune) { ownership.prune = value }
        ownership.pattern = try container.decodeIfPresent(String.self, forKey: .pattern)
        if let value = try container.choice(Ownership.UnknownElements.self, .unknownElements) {
            ownership.unknownElements = value
        }
        if let value = try container.decodeIfPresent([String].self, forKey: .ignoreElements) {
            guard !value.contains("") else {
                throw DecodingError.dataCorruptedError(
                    forKey: .ignoreElements, in: container,
                    debugDescription: "one of the elements has no name; write its path, or remove it")
            }
            ownership.ignoreElements.formUnion(value)
        }
    }
}

struct PacingModel: Decodable {
    var pacing = Pacing()

    private enum Key: String, CodingKey, CaseIterable { case per, requestsPerSecond, concurrency }
    /// A request in about a quarter of an hour.
    private static let slowest = 0.001
    private enum Per: String, CaseIterable { case account }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "pacing")
        _ = try container.choice(Per.self, .per)
        pacing.requestsPerSecond = try container.decodeIfPresent(Double.self, forKey: .requestsPerSecond)
        if let rate = pacing.requestsPerSecond, !(rate >= Self.slowest) || !rate.isFinite {
            throw DecodingError.dataCorruptedError(
                forKey: .requestsPerSecond, in: container,
                debugDescription: rate > 0 && !rate.isFinite
                    ? "a rate must be a number; remove the key for no limit"
                    : rate > 0
                        ? "at this rate no run would ever end; \(Self.slowest) is the least" : "a rate must be above 0")
        }
        if let value = try container.decodeIfPresent(Int.self, forKey: .concurrency) {
            guard (1...1024).contains(value) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .concurrency, in: container, debugDescription: "concurrency must be 1 to 1024")
            }
            pacing.concurrency = value
        }
    }
}

struct SafetyModel: Decodable {
    var safety = Safety()

    private enum Key: String, CodingKey, CaseIterable {
        case maximumChanges, maximumRemovals, stopAfterFailures, deadline, onRefusal, canary
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "safety")
        safety.maximumChanges = try container.count(.maximumChanges)
        safety.maximumRemovals = try container.count(.maximumRemovals)
        safety.stopAfterFailures = try container.count(.stopAfterFailures, from: 1)
        if let value = try container.choice(Safety.OnRefusal.self, .onRefusal) { safety.onRefusal = value }
        safety.canary = try container.decodeIfPresent(Bool.self, forKey: .canary) ?? false
        guard let text = try container.decodeIfPresent(String.self, forKey: .deadline) else { return }
        guard let deadline = Duration(written: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: .deadline, in: container,
                debugDescription: "'\(Printable.quoted(text, limit: 40))' is no span of time; write 90s, 50m or 1h30m")
        }
        guard deadline > .zero else {
            throw DecodingError.dataCorruptedError(
                forKey: .deadline, in: container,
                debugDescription:
                    "a run with this deadline would do nothing; write 90s, 50m or 1h30m, or remove the key")
        }
        safety.deadline = deadline
    }
}
