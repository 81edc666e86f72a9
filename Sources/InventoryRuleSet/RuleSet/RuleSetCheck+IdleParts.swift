internal import InventoryCore

extension RuleSetCheck {
    /// Refuses what is written and says nothing: a mapping without a key, a word that stands twice in a list. Its author meant
    /// something else.
    func refuseIdleParts() throws { try refuseIdleParts(of: document, at: []) }

    private func refuseIdleParts(of node: DocumentNode, at path: [DocumentKey]) throws {
        switch node.content {
        case .scalar: return
        case .mapping(let mapping):
            if mapping.entries.isEmpty, !path.isEmpty {
                try report(document.error("there is nothing in it; write what is meant, or remove the key", at: path))
            }
            for entry in mapping.entries { try refuseIdleParts(of: entry.value, at: path + [DocumentKey(entry.key)]) }
        case .sequence(let elements):
            // What a bucket that is named twice means is another check's affair.
            if path.last != "buckets" { try refuseRepeated(elements, at: path) }
            for (index, element) in elements.enumerated() {
                try refuseIdleParts(of: element, at: path + [DocumentKey(index)])
            }
        }
    }

    private func refuseRepeated(_ elements: [DocumentNode], at path: [DocumentKey]) throws {
        var seen: Set<String> = []
        for (index, element) in elements.enumerated() {
            guard case .scalar(let scalar) = element.content, !seen.insert(scalar.text).inserted else { continue }
            try report(
                document.error(
                    "'\(Printable.quoted(scalar.text, limit: 80))' stands here twice; remove one",
                    at: path + [DocumentKey(index)]))
        }
    }
}
