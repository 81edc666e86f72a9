/// Reads YAML and JSON into a tree in which every value and every key knows its place.
///
/// One parser for both: JSON is YAML in flow style. Of YAML it takes what a file of settings needs: one document,
/// mappings whose keys are texts, lists and scalars, and the tags of the core schema. It refuses aliases (with them a
/// short file expands without bound), other tags, repeated keys, and texts whose lines editors count differently.
///
/// Of JSON it refuses what no printer writes: a colon on the line after its key, a key of more than 1,000 characters,
/// a tab before the first brace, and control characters (of U+007F to U+009F) outside of escapes.
public enum DocumentReader {
    /// How much is read before a file is refused.
    public struct Limits: Sendable {
        /// The size of the file: 16 MiB.
        public var bytes = 16 << 20

        /// How deep mappings and lists may nest: 64.
        public var depth = 64

        /// How many values and keys the file may hold: a million.
        public var nodes = 1_000_000

        /// The usual limits.
        public init() {}
    }

    /// Reads a document in UTF-8, with or without a byte order mark.
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: What errors call it.
    ///   - limits: How much is read before the file is refused.
    /// - Throws: ``DocumentError`` naming line and column.
    public static func read(_ bytes: [UInt8], name: String, limits: Limits = Limits()) throws -> DocumentNode {
        let start = DocumentLocation(file: name, line: 1, column: 1)
        guard bytes.count <= limits.bytes else {
            throw DocumentError(at: start, "the file is longer than \(limits.bytes) bytes")
        }
        let source = try DocumentSource(bytes, name: name)
        guard !source.bytes.isEmpty else { throw DocumentError(at: start, DocumentBuilder.emptyDocument) }
        return try source.bytes.withUnsafeBufferPointer { buffer throws(DocumentError) in
            var builder = DocumentBuilder(reading: try YAMLEvents(buffer, of: source), limits: limits)
            return try builder.document()
        }
    }
}
