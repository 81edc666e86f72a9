/// Decodes any `Decodable` type from a document, so that its errors name file, line, column and path.
///
/// - A number goes into a type that holds it exactly, or is an error; a `String` takes a bare `123` or `true` as
///   the text written, since operators leave out quotes; null is nothing but nil.
/// - `allKeys` are in the order written, so that a type can refuse keys that it does not know: it throws
///   `DecodingError.dataCorrupted` with the key as last element of the coding path, and the error points at the key.
///   A value that was read is pointed at itself.
/// - There is no `userInfo`.
public struct DocumentDecoder: Sendable {
    /// A decoder. It keeps nothing from one document to the next.
    public init() {}

    /// Decodes a value.
    /// - Throws: ``DocumentError`` in place of a `DecodingError`, with its `debugDescription` as the message. Any other
    ///   error that the type throws passes as it is.
    public func decode<T: Decodable>(_ type: T.Type, from node: DocumentNode) throws -> T {
        let decoder = NodeDecoder(node: node, codingPath: [], asked: AskedKeys())
        do {
            return try type.init(from: decoder)
        } catch let error as DecodingError {
            throw decoder.located(error)
        }
    }
}

/// The keys whose values the type has asked for: an error about any other is about the key.
final class AskedKeys {
    var locations: Set<DocumentLocation> = []
}

/// The decoder of one node.
struct NodeDecoder: Decoder {
    let node: DocumentNode
    let codingPath: [any CodingKey]
    let asked: AskedKeys

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .mapping(let mapping) = node.content else { throw mismatch([String: Any].self, "a mapping") }
        return KeyedDecodingContainer(MappingContainer(mapping: mapping, decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .sequence(let elements) = node.content else { throw mismatch([Any].self, "a list") }
        return SequenceContainer(elements: elements, decoder: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    /// The decoder of a part of this node.
    func child(_ node: DocumentNode, at key: some CodingKey) -> NodeDecoder {
        NodeDecoder(node: node, codingPath: codingPath + [key], asked: asked)
    }

    /// The error for a value of another kind than the type wants.
    func mismatch(_ type: any Any.Type, _ expectation: String) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath, debugDescription: "expected \(expectation), found \(node.phrase)")
        return node.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    /// An error as the operator gets it. This decoder must be that of the whole document.
    func located(_ error: DecodingError) -> DocumentError {
        let (context, isAboutContent) =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context):
                (context, false)
            case .dataCorrupted(let context): (context, true)
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: "\(error)"), false)
            }
        let found = node.find(context.codingPath)
        var location = found.node.location
        if isAboutContent, let key = found.keyLocation, !asked.locations.contains(key) { location = key }
        let message = context.debugDescription
        var located = DocumentError(
            at: location, path: found.path, message.isEmpty ? "the value cannot be read" : message)
        located.keys = context.codingPath.map { DocumentKey($0) }
        if case .keyNotFound(let key, _) = error { located.keys.append(DocumentKey(key)) }
        return located
    }
}
