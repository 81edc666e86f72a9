import InventoryRuleSet

/// Reads a text as a file called `f.yaml`.
func read(_ text: String, limits: DocumentReader.Limits = .init()) throws -> DocumentNode {
    try DocumentReader.read(Array(text.utf8), name: "f.yaml", limits: limits)
}

/// Decodes a text as a file called `f.yaml`.
func decode<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
    try DocumentDecoder().decode(type, from: read(text))
}

/// What an operation refuses with, as the operator reads it.
func refusal(_ operation: () throws -> some Any) -> String {
    do {
        return "no error, but \(try operation())"
    } catch let error as DocumentError {
        return error.description
    } catch {
        return "another error: \(error)"
    }
}

/// A tree on one line, each value and key after its place: `1:1 {1:1 a = 1:4 int 12}`.
func dump(_ node: DocumentNode) -> String {
    let place = "\(node.location.line):\(node.location.column)"
    switch node.content {
    case .mapping(let mapping):
        let entries = mapping.entries.map {
            "\($0.keyLocation.line):\($0.keyLocation.column) \($0.key) = \(dump($0.value))"
        }
        return "\(place) {\(entries.joined(separator: ", "))}"
    case .sequence(let elements): return "\(place) [\(elements.map(dump).joined(separator: ", "))]"
    case .scalar(let scalar): return "\(place) \(scalar.kind) \(scalar.text)"
    }
}

/// A table row whose name stands in the test report.
struct Case: CustomStringConvertible, Sendable {
    var text: String
    var expected: String

    init(_ text: String, _ expected: String) {
        self.text = text
        self.expected = expected
    }

    var description: String { String(text.debugDescription.prefix(60)) }
}
