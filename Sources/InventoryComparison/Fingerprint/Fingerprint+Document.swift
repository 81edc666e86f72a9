internal import InventoryCore

/// The document: `{"format": …, "cloud": …, "manifest": …, "rows": …, "buckets": N, "prefix": …, "excluded": […],
/// "skipFolders": …, "skipped": {…}, "fingerprint": [{"bucket": …, "objects": …, …}]}`.
extension Fingerprint: Codable {
    private enum CodingKeys: String, CodingKey {
        case format, cloud, manifest, rows, prefix, excluded, skipped
        case bucketCount = "buckets"
        case skipsFolders = "skipFolders"
        case buckets = "fingerprint"
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(Self.format, forKey: .format)
        try members.encode(cloud, forKey: .cloud)
        try members.encode(manifest, forKey: .manifest)
        try members.encode(rows, forKey: .rows)
        try members.encode(bucketCount, forKey: .bucketCount)
        try members.encode(prefix, forKey: .prefix)
        try members.encode(excluded, forKey: .excluded)
        try members.encode(skipsFolders, forKey: .skipsFolders)
        try members.encode(skipped, forKey: .skipped)
        try members.encode(buckets, forKey: .buckets)
    }

    /// Reads a document that somebody else has written.
    /// - Throws: `DecodingError` where it is none, or its numbers cannot be.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        func require(_ condition: Bool, _ key: CodingKeys, _ sentence: String) throws {
            guard condition else {
                throw DecodingError.dataCorruptedError(forKey: key, in: members, debugDescription: sentence)
            }
        }
        let format = try members.decode(String.self, forKey: .format)
        try require(format == Self.format, .format, "the format is not \(Self.format)")
        cloud = try members.decode(ProviderID.self, forKey: .cloud)
        manifest = try members.decode(String.self, forKey: .manifest)
        rows = try members.decode(Int64.self, forKey: .rows)
        bucketCount = try members.decode(Int.self, forKey: .bucketCount)
        prefix = try members.decode(String.self, forKey: .prefix)
        excluded = try members.decode([String].self, forKey: .excluded)
        skipsFolders = try members.decode(Bool.self, forKey: .skipsFolders)
        skipped = try members.decode(SkippedObjects.self, forKey: .skipped)
        buckets = try members.decode([Bucket].self, forKey: .buckets)
        try require((1...Self.mostBuckets).contains(bucketCount), .bucketCount, "not 1 to \(Self.mostBuckets)")
        let numbers = buckets.map(\.number)
        try require(
            numbers.allSatisfy { (0..<bucketCount).contains($0) }
                && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 },
            .buckets, "the buckets do not stand in order, each once")
        try require(buckets.allSatisfy(\.isPossible), .buckets, "a bucket has numbers or digests that cannot be")
        let counted = [skipped.excluded, skipped.folders, skipped.outOfScope].map(Int64.init) + buckets.map(\.objects)
        var left = rows
        for count in counted {
            try require((0...max(0, left)).contains(count), .rows, "there are more objects than rows")
            left -= count
        }
    }
}

extension Fingerprint.Bucket {
    fileprivate var isPossible: Bool {
        objects > 0 && bytes >= 0 && (0...objects).contains(withoutSize) && (0...objects).contains(withoutChecksum)
            && [sizes, checksums].allSatisfy { text in
                text.utf8.count == 32
                    && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            }
    }
}
