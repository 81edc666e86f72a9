import Foundation
import InventoryRuleSet

/// As much of JSON Schema as `Schemas/` uses. A word that is not known here is an error, so that nothing is skipped.
struct Schema {
    let root: DocumentNode

    init(_ path: String) throws { root = try DocumentReader.read(Array(Repository.text(path).utf8), name: path) }

    struct Unsupported: Error {
        var word: String
    }

    /// What is wrong with a document; nothing where it fits.
    func problems(_ document: DocumentNode) throws -> [String] { try problems(document, root, at: "") }

    private func problems(_ node: DocumentNode, _ schema: DocumentNode, at path: String) throws -> [String] {
        var found: [String] = []
        for entry in schema.entries {
            let value = entry.value
            switch entry.key {
            case "$schema", "$id", "$defs", "title", "description", "examples": break
            case "$ref": found += try problems(node, definition(value.text), at: path)
            case "anyOf":
                let all = try value.elements.map { try problems(node, $0, at: path) }
                if !all.contains([]) { found.append("\(path): none of anyOf") }
            case "type":
                let types = value.elements.isEmpty ? [value.text] : value.elements.map(\.text)
                if !types.contains(where: node.isOf) { found.append("\(path): not \(types)") }
            case "const": if node.text != value.text { found.append("\(path): not \(value.text)") }
            case "enum":
                if node.type != "string" || !value.elements.map(\.text).contains(node.text) {
                    found.append("\(path): '\(node.text)' is not listed")
                }
            case "pattern":
                let isMatch = node.text.range(of: value.text, options: .regularExpression) != nil
                if node.type == "string", !isMatch { found.append("\(path): '\(node.text)' has another form") }
            case "minimum": if let number = node.number, number < value.number! { found.append("\(path): too small") }
            case "exclusiveMinimum":
                if let number = node.number, number <= value.number! { found.append("\(path): too small") }
            case "maximum": if let number = node.number, number > value.number! { found.append("\(path): too large") }
            case "required":
                for key in value.elements.map(\.text) where node.type == "object" && node[key] == nil {
                    found.append("\(path): no \(key)")
                }
            case "properties":
                for property in value.entries {
                    if let child = node[property.key] {
                        found += try problems(child, property.value, at: "\(path).\(property.key)")
                    }
                }
            case "additionalProperties":
                let known = schema["properties"]?.entries.map(\.key) ?? []
                for child in node.entries where !known.contains(child.key) {
                    if value.type == "object" {
                        found += try problems(child.value, value, at: "\(path).\(child.key)")
                    } else {
                        found.append("\(path): no key \(child.key)")
                    }
                }
            case "minItems":
                if node.type == "array", Double(node.elements.count) < value.number! {
                    found.append("\(path): too few")
                }
            case "items":
                for (index, child) in node.elements.enumerated() {
                    found += try problems(child, value, at: "\(path)[\(index)]")
                }
            default: throw Unsupported(word: entry.key)
            }
        }
        return found
    }

    private func definition(_ reference: String) throws -> DocumentNode {
        guard let name = reference.wholeMatch(of: /#\/\$defs\/(\w+)/)?.1, let found = root["$defs"]?[String(name)]
        else {
            throw Unsupported(word: reference)
        }
        return found
    }
}

extension DocumentNode {
    var entries: [Entry] { if case .mapping(let mapping) = content { mapping.entries } else { [] } }
    var elements: [DocumentNode] { if case .sequence(let list) = content { list } else { [] } }
    var text: String { if case .scalar(let scalar) = content { scalar.text } else { "" } }
    var number: Double? { type == "integer" || type == "number" ? Double(text) : nil }
    subscript(key: String) -> DocumentNode? { entries.first { $0.key == key }?.value }

    /// The name of its type in JSON Schema.
    var type: String {
        switch content {
        case .mapping: "object"
        case .sequence: "array"
        case .scalar(let scalar):
            switch scalar.kind {
            case .null: "null"
            case .bool: "boolean"
            case .int: "integer"
            case .float: "number"
            case .string: "string"
            }
        }
    }

    func isOf(_ name: String) -> Bool { type == name || (name == "number" && type == "integer") }
}
