/// Which objects a report lists. Everything that is set must hold; an empty filter takes the whole bucket.
public struct Filter: Sendable {
    /// The beginning of the object names. Nil and empty both mean every name.
    public var prefix: ExactText?
    /// Tags that an object must carry, all of them.
    public var tags: [Tag]
    /// When an object was created. A window without bounds is none.
    public var created: CreationWindow? { didSet { if created == CreationWindow() { created = nil } } }
    /// When an object was last modified. A window without bounds is none.
    public var modified: CreationWindow? { didSet { if modified == CreationWindow() { modified = nil } } }
    /// The one storage class, in the vendor's spelling (`STANDARD`).
    public var storageClass: ExactText?
    /// How many bytes an object has. A span without bounds is none.
    public var size: SizeSpan? { didSet { if size == SizeSpan() { size = nil } } }

    public init(
        prefix: ExactText? = nil, tags: [Tag] = [], created: CreationWindow? = nil, modified: CreationWindow? = nil,
        storageClass: ExactText? = nil, size: SizeSpan? = nil
    ) {
        self.prefix = prefix
        self.tags = tags
        self.created = created == CreationWindow() ? nil : created
        self.modified = modified == CreationWindow() ? nil : modified
        self.storageClass = storageClass
        self.size = size == SizeSpan() ? nil : size
    }

    /// The prefix with nil read as empty: what overlap is judged on.
    public var effectivePrefix: ExactText { prefix ?? "" }

    /// Whether the filter takes every object of the bucket.
    public var isEmpty: Bool {
        effectivePrefix.isEmpty && tags.isEmpty && created == nil && modified == nil && storageClass == nil
            && size == nil
    }
}

/// Equal by meaning: the order of tags does not matter, and no prefix is the empty prefix.
extension Filter: Hashable {
    public static func == (a: Filter, b: Filter) -> Bool {
        a.effectivePrefix == b.effectivePrefix && a.tags.sorted() == b.tags.sorted() && a.created == b.created
            && a.modified == b.modified && a.storageClass == b.storageClass && a.size == b.size
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(effectivePrefix)
        hasher.combine(tags.sorted())
        hasher.combine(created)
        hasher.combine(modified)
        hasher.combine(storageClass)
        hasher.combine(size)
    }
}

/// An object tag.
public struct Tag: Hashable, Sendable, Comparable {
    /// The tag's name.
    public var key: ExactText
    /// What the tag says; may be empty.
    public var value: ExactText

    public init(_ key: ExactText, _ value: ExactText) {
        self.key = key
        self.value = value
    }

    public static func < (a: Tag, b: Tag) -> Bool { (a.key, a.value) < (b.key, b.value) }
}

/// A span of times, of creation or of the last modification; either end may be open.
public struct CreationWindow: Hashable, Sendable {
    /// The earliest time taken; nil for no bound.
    public var from: UTCInstant?
    /// The latest time taken; nil for no bound.
    public var to: UTCInstant?

    public init(from: UTCInstant? = nil, to: UTCInstant? = nil) {
        self.from = from
        self.to = to
    }
}

extension CreationWindow: CustomStringConvertible {
    /// `2024-01-01T00:00:00Z to …`
    public var description: String { "\(from?.description ?? "…") to \(to?.description ?? "…")" }
}

extension CreationWindow {
    /// Why the window is invalid on every cloud; nil when it is valid.
    package var impossibility: String? {
        for instant in [from, to].compactMap({ $0 }) where instant > .endOfYear9999 {
            return Self.remedy(forSeconds: instant.secondsSinceEpoch)
        }
        if let from, !from.isInCalendar, from < .endOfYear9999 {
            return "\(from.secondsSinceEpoch) is a time before the year 0; write a later one, or leave from out"
        }
        if let to, to < UTCInstant(secondsSinceEpoch: 0) {
            return "it ends at \(to), before there were any objects; write a later time"
        }
        guard let from, let to, to < from else { return nil }
        return "it ends (\(to)) before it begins (\(from)), so no object is in it; exchange from and to"
    }

    /// What about the window is probably a mistake; nil where nothing is.
    package var oddity: String? {
        guard let from, from == to else { return nil }
        return "it begins and ends in the same second, so few objects or none are in it; write a later end"
    }

    /// A number too large for seconds is perhaps one of something smaller.
    private static func remedy(forSeconds number: Int64) -> String {
        var seconds = number
        for unit in ["milliseconds", "microseconds", "nanoseconds"] {
            seconds /= 1000
            let instant = UTCInstant(secondsSinceEpoch: seconds)
            guard instant <= .endOfYear9999 else { continue }
            return "\(number) is a time after the year 9999; the clouds count seconds, and in \(unit) it would be "
                + "\(instant): write \(seconds)"
        }
        return "\(number) is a time after the year 9999; write an earlier one"
    }
}

extension CreationWindow: Codable {
    private enum Key: String, CodingKey, CaseIterable { case from, to }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a time window")
        from = try container.decodeIfPresent(UTCInstant.self, forKey: .from)
        to = try container.decodeIfPresent(UTCInstant.self, forKey: .to)
    }
}
