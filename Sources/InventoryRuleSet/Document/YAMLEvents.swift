internal import CYAML

/// What libyaml reports of a document.
struct YAMLEvent {
    enum Kind {
        case documentStart, documentEnd, streamEnd
        case mappingStart, mappingEnd, sequenceStart, sequenceEnd
        case scalar(text: String, style: DocumentNode.Scalar.Style)
        case alias
    }

    var kind: Kind
    var location: DocumentLocation

    /// The tag written, in full: `tag:yaml.org,2002:str`.
    var tag: String?
    var hasAnchor = false
}

/// The events of a document, one after the other.
///
/// Owns libyaml's parser, whose address must not change, and borrows the text: use it while the text is pinned.
struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    let source: DocumentSource

    /// Starts at the first event of a text that is not empty.
    init(_ text: UnsafeBufferPointer<UInt8>, of source: DocumentSource) throws(DocumentError) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw DocumentError(at: source.location(offset: 0), "there is no memory for a parser")
        }
        self.parser = parser
        self.source = source
        // Told the encoding, libyaml does not take a text for UTF-16 because of how it starts.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event. After the end of the stream, or an error, there is none to ask for.
    mutating func next() throws(DocumentError) -> YAMLEvent {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else {
                throw YAMLProblem(parser.pointee, in: source).error
            }
            defer { yaml_event_delete(&event) }
            if let event = translate(event) { return event }
        }
    }

    /// An event of libyaml in our words; nil for those that say nothing.
    private func translate(_ event: yaml_event_t) -> YAMLEvent? {
        let mark = event.start_mark
        let location = source.location(line: mark.line, column: mark.column)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, location: location)
        case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, location: location)
        case YAML_STREAM_END_EVENT: return YAMLEvent(kind: .streamEnd, location: location)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return YAMLEvent(
                kind: .mappingStart, location: location, tag: string(start.tag), hasAnchor: start.anchor != nil)
        case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, location: location)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return YAMLEvent(
                kind: .sequenceStart, location: location, tag: string(start.tag), hasAnchor: start.anchor != nil)
        case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, location: location)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            // By length: a text may hold U+0000, written "\0".
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let style = scalar.style == YAML_PLAIN_SCALAR_STYLE ? DocumentNode.Scalar.Style.plain : .quoted
            return YAMLEvent(
                kind: .scalar(text: text, style: style), location: location, tag: string(scalar.tag),
                hasAnchor: scalar.anchor != nil)
        case YAML_ALIAS_EVENT: return YAMLEvent(kind: .alias, location: location)
        default: return nil
        }
    }

    private func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        text.map { String(cString: $0) }
    }
}
