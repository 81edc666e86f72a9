extension DocumentNode {
    /// The document with something else at a place. What the closure gives for nil is put in, for nil what it takes is taken
    /// out. A path that leads nowhere but for its last key changes nothing.
    func replacing(at path: ArraySlice<DocumentKey>, _ change: (DocumentNode.Entry?) -> DocumentNode.Entry?)
        -> DocumentNode
    {
        guard let step = path.first else { return self }
        let rest = path.dropFirst()
        func changed(_ entry: Entry?) -> Entry? {
            guard !rest.isEmpty else { return change(entry) }
            return entry.map {
                Entry(key: $0.key, keyLocation: $0.keyLocation, value: $0.value.replacing(at: rest, change))
            }
        }
        switch content {
        case .scalar: return self
        case .sequence(var elements):
            guard let index = step.intValue, elements.indices.contains(index) else { return self }
            let element = Entry(key: "", keyLocation: elements[index].location, value: elements[index])
            if let value = changed(element)?.value { elements[index] = value } else { elements.remove(at: index) }
            return DocumentNode(location: location, content: .sequence(elements))
        case .mapping(let mapping):
            var result = Mapping()
            for entry in mapping.entries {
                if let entry = entry.key == step.stringValue ? changed(entry) : entry { _ = result.add(entry) }
            }
            if mapping[step.stringValue] == nil, let entry = changed(nil) { _ = result.add(entry) }
            return DocumentNode(location: location, content: .mapping(result))
        }
    }

    /// The same value, all of it at one place.
    func moved(to location: DocumentLocation) -> DocumentNode {
        switch content {
        case .scalar: return DocumentNode(location: location, content: content)
        case .sequence(let elements):
            return DocumentNode(location: location, content: .sequence(elements.map { $0.moved(to: location) }))
        case .mapping(let mapping):
            var result = Mapping()
            for entry in mapping.entries {
                _ = result.add(Entry(key: entry.key, keyLocation: location, value: entry.value.moved(to: location)))
            }
            return DocumentNode(location: location, content: .mapping(result))
        }
    }
}
