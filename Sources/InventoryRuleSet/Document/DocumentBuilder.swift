/// Builds the tree from libyaml's events, and refuses what a file of settings must not hold.
struct DocumentBuilder: ~Copyable {
    static let emptyDocument = "the document is empty"

    private var events: YAMLEvents
    private let limits: DocumentReader.Limits
    private var nodes = 0

    init(reading events: consuming YAMLEvents, limits: DocumentReader.Limits) {
        self.events = events
        self.limits = limits
    }

    /// The root of the one document in the stream.
    mutating func document() throws(DocumentError) -> DocumentNode {
        let start = try events.next()
        guard case .documentStart = start.kind else { throw DocumentError(at: start.location, Self.emptyDocument) }
        let root = try node(try events.next(), depth: 0)
        if case .scalar(let scalar) = root.content, scalar.text.isEmpty, scalar.style == .plain {
            throw DocumentError(at: root.location, Self.emptyDocument)
        }
        _ = try events.next()
        let end = try events.next()
        guard case .streamEnd = end.kind else {
            throw DocumentError(at: end.location, "a second document starts here; a file holds one")
        }
        return root
    }

    /// The node that starts with an event.
    private mutating func node(_ event: YAMLEvent, depth: Int) throws(DocumentError) -> DocumentNode {
        try check(event, depth: depth)
        switch event.kind {
        case .mappingStart: return DocumentNode(location: event.location, content: try mapping(depth: depth + 1))
        case .sequenceStart: return DocumentNode(location: event.location, content: try sequence(depth: depth + 1))
        case .scalar(let text, let style):
            let kind = try kind(of: text, style, event)
            return DocumentNode(
                location: event.location, content: .scalar(DocumentNode.Scalar(text: text, style: style, kind: kind)))
        default:
            throw DocumentError(at: event.location, "a value is missing")
        }
    }

    private mutating func sequence(depth: Int) throws(DocumentError) -> DocumentNode.Content {
        var elements: [DocumentNode] = []
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind { return .sequence(elements) }
            elements.append(try node(event, depth: depth))
        }
    }

    private mutating func mapping(depth: Int) throws(DocumentError) -> DocumentNode.Content {
        var mapping = DocumentNode.Mapping()
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind { return .mapping(mapping) }
            let key = try key(event)
            let value = try node(try events.next(), depth: depth)
            let entry = DocumentNode.Entry(key: key, keyLocation: event.location, value: value)
            if let first = mapping.add(entry) {
                throw DocumentError(
                    at: event.location, "the key \"\(Excerpt(key))\" stands already in line \(first.line)")
            }
        }
    }

    private mutating func key(_ event: YAMLEvent) throws(DocumentError) -> String {
        try check(event, depth: 0)
        guard case .scalar(let text, let style) = event.kind else {
            throw DocumentError(at: event.location, "a key must be a text, not a mapping or a list")
        }
        guard event.tag == nil else { throw DocumentError(at: event.location, "a key cannot have a tag; remove it") }
        guard !text.isEmpty || style == .quoted else { throw DocumentError(at: event.location, "a key is missing") }
        return text
    }

    /// Refuses what no value and no key may be.
    private mutating func check(_ event: YAMLEvent, depth: Int) throws(DocumentError) {
        nodes += 1
        guard nodes <= limits.nodes else {
            throw DocumentError(at: event.location, "the file holds more than \(limits.nodes) values and keys")
        }
        if case .alias = event.kind { throw alias(event) }
        guard !event.hasAnchor else { throw alias(event) }
        switch event.kind {
        case .mappingStart, .sequenceStart:
            guard depth < limits.depth else {
                throw DocumentError(at: event.location, "mappings and lists nest deeper than \(limits.depth)")
            }
            let core: Substring = if case .mappingStart = event.kind { "map" } else { "seq" }
            if let tag = event.tag, tag != "!", CoreSchema.coreName(of: tag) != core {
                throw DocumentError(at: event.location, "the tag `\(written(tag))` is not read here; remove it")
            }
        default: break
        }
    }

    private func alias(_ event: YAMLEvent) -> DocumentError {
        DocumentError(
            at: event.location,
            "anchors and aliases are not read, as a short file with them can expand without bound; write the value out")
    }

    private func kind(
        of text: String, _ style: DocumentNode.Scalar.Style, _ event: YAMLEvent
    ) throws(DocumentError) -> DocumentNode.Scalar.Kind {
        guard let tag = event.tag else { return style == .plain ? CoreSchema.kind(ofPlain: text) : .string }
        guard let kind = CoreSchema.kind(of: text, taggedAs: tag) else {
            throw DocumentError(
                at: event.location,
                "the tag `\(written(tag))` is not read for \"\(Excerpt(text))\"; remove it")
        }
        return kind
    }

    /// A tag as somebody would write it.
    private func written(_ tag: String) -> String {
        CoreSchema.coreName(of: tag).map { "!!\(Excerpt($0))" } ?? Excerpt(tag).description
    }
}
