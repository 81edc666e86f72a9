/// An object in an emulated bucket. Of several with one key the last is the newest version.
public struct EmulatedObject: Codable, Sendable, Hashable {
    /// What the object holds.
    public enum Content: Sendable, Hashable {
        /// The bytes of this text.
        case text(String)
        /// These bytes.
        case bytes([UInt8])
        /// So many bytes made from the seed, the same every time. Ranges of it cost nothing beyond themselves.
        case generated(size: Int, seed: UInt64)
        /// Nothing: a delete marker.
        case deleteMarker
    }

    /// The key, as a client means it: not encoded.
    public var key: String
    /// What the object holds.
    public var content: Content
    /// The storage class, as the vendor writes it; archived classes are refused on reading.
    public var storageClass: String
    /// When it was written, in Unix seconds.
    public var lastModified: Int64
    /// The version's id; nil is the id `null` of a bucket without versioning.
    public var versionID: String?

    /// Makes an object.
    public init(
        _ key: String, _ content: Content, storageClass: String = "STANDARD", lastModified: Int64 = 1_700_000_000,
        versionID: String? = nil
    ) {
        self.key = key
        self.content = content
        self.storageClass = storageClass
        self.lastModified = lastModified
        self.versionID = versionID
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case key, text, bytes, size, seed, deleted, storageClass, lastModified, versionID
    }

    /// Reads the JSON form: `{"key": …, "text": …}`, `{"key": …, "bytes": [0, …]}`,
    /// `{"key": …, "size": …, "seed": …}` or `{"key": …, "deleted": true}`.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "an object")
        let (text, size): (String?, Int?) = (try values.optional(.text), try values.optional(.size))
        let isDeleted: Bool = try values.optional(.deleted) ?? false
        let content: Content
        let bytes: [UInt8]? = try values.optional(.bytes)
        switch (text, bytes, size, isDeleted) {
        case (let text?, nil, nil, false): content = .text(text)
        case (nil, let bytes?, nil, false): content = .bytes(bytes)
        case (nil, nil, let size?, false) where size >= 0:
            content = .generated(size: size, seed: try values.optional(.seed) ?? 0)
        case (nil, nil, nil, true): content = .deleteMarker
        default: throw values.refuse(.key, "it needs one of text, bytes, size (0 or more) and deleted: true")
        }
        self.init(
            try values.require(.key), content, storageClass: try values.optional(.storageClass) ?? "STANDARD",
            lastModified: try values.optional(.lastModified) ?? 1_700_000_000,
            versionID: try values.optional(.versionID))
        guard !key.isEmpty else { throw values.refuse(.key, "an object needs a key") }
    }

    /// Writes the JSON form.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(key, forKey: .key)
        switch content {
        case .text(let text): try values.encode(text, forKey: .text)
        case .bytes(let bytes): try values.encode(bytes, forKey: .bytes)
        case .generated(let size, let seed):
            try values.encode(size, forKey: .size)
            try values.encode(seed, forKey: .seed)
        case .deleteMarker: try values.encode(true, forKey: .deleted)
        }
        try values.encode(storageClass, forKey: .storageClass)
        try values.encode(lastModified, forKey: .lastModified)
        try values.encodeIfPresent(versionID, forKey: .versionID)
    }
}

/// Many objects made from a seed: the same keys and bytes every time, among them keys that need encoding.
public struct GeneratedObjects: Codable, Sendable, Hashable {
    /// How many.
    public var count: Int
    /// What they are made from.
    public var seed: UInt64
    /// What every key begins with.
    public var prefix: String

    /// Makes the wish for objects.
    public init(count: Int, seed: UInt64 = 0, prefix: String = "") {
        self.count = count
        self.seed = seed
        self.prefix = prefix
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case count, seed, prefix }

    /// Reads the JSON form: `{"count": …, "seed": …, "prefix": …}`.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "generated objects")
        self.init(
            count: try values.require(.count), seed: try values.optional(.seed) ?? 0,
            prefix: try values.optional(.prefix) ?? "")
        guard (0...1_000_000).contains(count) else { throw values.refuse(.count, "at most 1000000 are generated") }
    }

    /// Folders and endings that tell a client that encodes well from one that does not.
    private static let folders = ["db/", "logs/2026/", "a b+c/", "100%/", "日志/", "", "x//y/"]

    var objects: [EmulatedObject] {
        var random = SplitMix(state: seed)
        return (0..<max(0, count)).map { number in
            let folder = Self.folders[Int(random.next() % UInt64(Self.folders.count))]
            let size = Int(random.next() % 4096)
            return EmulatedObject("\(prefix)\(folder)\(number).csv", .generated(size: size, seed: random.next()))
        }
    }
}
