/// A step into a document: a key of a mapping, or an index of a list. A path is written `["rules", 1, "schedule"]`.
public struct DocumentKey: CodingKey, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// The key, or the index in digits.
    public let stringValue: String

    /// The index; nil for a key.
    public let intValue: Int?

    /// A key of a mapping.
    public init(_ key: String) {
        stringValue = key
        intValue = nil
    }

    /// An index of a list, from 0.
    public init(_ index: Int) {
        stringValue = String(index)
        intValue = index
    }

    /// A key of a mapping.
    public init?(stringValue: String) { self.init(stringValue) }

    /// An index of a list, from 0.
    public init?(intValue: Int) { self.init(intValue) }

    /// A key of a mapping.
    public init(stringLiteral value: String) { self.init(value) }

    /// An index of a list, from 0.
    public init(integerLiteral value: Int) { self.init(value) }

    /// The same step as another type's key.
    init(_ key: any CodingKey) {
        stringValue = key.stringValue
        intValue = key.intValue
    }
}

extension DocumentNode {
    /// An error about a part of this document, for checks that need more than one value: two rules that overlap, a name
    /// that stands nowhere.
    ///
    /// It points at the value at the path, or at the nearest value around where the path leads nowhere.
    public func error(_ message: String, at path: [DocumentKey]) -> DocumentError {
        let found = find(path)
        var error = DocumentError(at: found.node.location, path: found.path, message)
        error.keys = path
        return error
    }

    /// What a path leads to.
    struct Found {
        /// The last node on the path that there is.
        var node: DocumentNode
        /// Where the last key of the path starts; nil after an index, and where the path leads nowhere.
        var keyLocation: DocumentLocation?
        /// The path as errors print it.
        var path = ""
        /// Whether all of the path leads somewhere.
        var isWhole = true
    }

    /// Follows a path as far as it leads.
    func find(_ path: [any CodingKey]) -> Found {
        var found = Found(node: self)
        var isLost = false
        for key in path {
            found.keyLocation = nil
            if !isLost, case .sequence(let elements) = found.node.content, let index = key.intValue {
                found.path += "[\(index)]"
                if elements.indices.contains(index) { found.node = elements[index] } else { isLost = true }
            } else if !isLost, case .mapping(let mapping) = found.node.content, let entry = mapping[key.stringValue] {
                found.path += Self.step(key.stringValue, isFirst: found.path.isEmpty)
                found.node = entry.value
                found.keyLocation = entry.keyLocation
            } else {
                found.path += key.intValue.map { "[\($0)]" } ?? Self.step(key.stringValue, isFirst: found.path.isEmpty)
                isLost = true
            }
        }
        found.isWhole = !isLost
        return found
    }

    /// Where the values of those keys stand, of a mapping that has them. A dot leads into a mapping below.
    func locations(of keys: [String]) -> [String: DocumentLocation] {
        var found: [String: DocumentLocation] = [:]
        for key in keys {
            var node: DocumentNode? = self
            for step in key.split(separator: ".") {
                if case .mapping(let mapping)? = node?.content {
                    node = mapping[String(step)]?.value
                } else {
                    node = nil
                }
            }
            found[key] = node?.location
        }
        return found
    }

    /// A key in a path: `.name`, or `["a.b"]` where a bare key could be taken for more than one step.
    private static func step(_ key: String, isFirst: Bool) -> String {
        let isBare = key.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x3A, 0x2F: true
            default: false
            }
        }
        guard isBare, !key.isEmpty, key.utf8.count <= 80 else { return "[\"\(Excerpt(key))\"]" }
        return isFirst ? key : ".\(key)"
    }
}
