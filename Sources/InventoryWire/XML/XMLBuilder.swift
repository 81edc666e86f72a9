internal import CExpat
internal import Glibc

/// What Expat's callbacks build up. They get a pointer to this struct, so nothing is reference-counted per event.
struct XMLBuilder: ~Copyable {
    let parser: XML_Parser
    let limits: XMLReader.Limits
    var problem: String?

    private var table: ElementTableBuilder
    private var namespaces = NamespaceScopes()
    private let source: UnsafeBufferPointer<UInt8>
    /// How many bytes of the source stand before what Expat was given, and Expat's own copy of the rest.
    private let offset: Int
    private let copy: UnsafeRawPointer

    /// - Parameter copy: where Expat has the source from `offset` on.
    init(
        parser: XML_Parser, limits: XMLReader.Limits, source: UnsafeBufferPointer<UInt8>, offset: Int,
        copy: UnsafeRawPointer
    ) {
        (self.parser, self.limits, self.source, self.offset, self.copy) = (parser, limits, source, offset, copy)
        table = ElementTableBuilder(sourceCount: source.count)
    }

    /// What has been built, of that source.
    consuming func document(source: [UInt8]) -> ElementTable { table.table(source: source) }

    mutating func refuse(_ problem: String) {
        self.problem = problem
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    /// Where in the source the event stands.
    private var position: Int { offset + Int(XML_GetCurrentByteIndex(parser)) }

    mutating func start(_ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
        guard table.depth < limits.depth else { return refuse("elements nest deeper than \(limits.depth)") }
        var count = 0
        while attributes[count * 2] != nil { count += 1 }
        guard count <= limits.attributes else {
            return refuse("an element has more than \(limits.attributes) attributes")
        }
        guard table.count < limits.elements, table.attributeCount + count <= limits.allAttributes else {
            return refuse(
                "it has more than \(limits.elements) elements or \(limits.allAttributes) attributes")
        }
        let start = Int32(position)
        if count > 0 { declareNamespaces(attributes, count) }
        table.open(nameSpan(name, at: start + 1), at: start, as: .markup)
        for index in 0..<count {
            guard let name = attributes[index * 2], let value = attributes[index * 2 + 1] else { return }
            table.attribute(Self.bytes(name), Self.bytes(value))
        }
    }

    /// Where the local name stands. A name of another namespace than the root's is no local one: it is kept with its
    /// namespace, `{namespace}name`, and so is nothing that a reader looks for.
    @inline(__always)
    private mutating func nameSpan(_ name: UnsafePointer<CChar>, at start: Int32) -> ElementTable.Span {
        let length = strlen(name)
        // A prefix goes up to the last colon.
        let colon = memchr(name, 0x3A, length) == nil ? -1 : strrchr(name, 0x3A).map { UnsafePointer($0) - name } ?? -1
        if table.depth == 0 || colon >= 0 || namespaces.hasForeignDefault {
            let whole = UnsafeRawBufferPointer(start: name, count: length)
            let prefix = String(decoding: whole.prefix(max(colon, 0)), as: UTF8.self)
            if table.depth == 0 { namespaces.setRoot(prefix: prefix) }
            if let namespace = namespaces.foreign(prefix: prefix) {
                return table.keep(Array("{\(namespace)}".utf8) + whole[(colon + 1)...])
            }
        }
        return .init(start: start + Int32(colon + 1), end: start + Int32(length))
    }

    private mutating func declareNamespaces(
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>, _ count: Int
    ) {
        for index in 0..<count {
            guard let name = attributes[index * 2], let value = attributes[index * 2 + 1],
                strncmp(name, "xmlns", 5) == 0, name[5] == 0 || name[5] == 0x3A
            else { continue }
            namespaces.declare(
                name[5] == 0 ? "" : String(cString: name + 6), String(cString: value), at: table.depth)
        }
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
        let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
        return bytes.bindMemory(to: UInt8.self)
    }

    mutating func end() {
        table.close(at: Int32(position + Int(XML_GetCurrentByteCount(parser))))
        if namespaces.depth == table.depth { namespaces.close(at: table.depth) }
    }

    mutating func append(_ text: UnsafePointer<CChar>, _ length: Int32) {
        guard table.textCount + Int(length) <= limits.text else {
            return refuse("an element has more than \(limits.text) bytes of text")
        }
        table.append(span(of: text, Int(length)))
    }

    /// Where in the source a text stands. One that the source spells differently is kept beside it.
    private mutating func span(of text: UnsafePointer<CChar>, _ length: Int) -> ElementTable.Span {
        // Expat points into its copy wherever nothing had to be respelled.
        let distance = UnsafeRawPointer(text) - copy
        var start = offset + distance
        if distance < 0 || distance + length > source.count - offset {
            // Except for line feeds, which it gives one by one.
            start = position
            guard start + length <= source.count, memcmp(source.baseAddress! + start, text, length) == 0 else {
                return table.keep(UnsafeRawBufferPointer(start: text, count: length))
            }
        }
        return .init(start: Int32(start), end: Int32(start + length))
    }
}

private func builder(_ userData: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLBuilder> {
    userData!.assumingMemoryBound(to: XMLBuilder.self)
}

func startElement(
    _ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
) {
    guard let name, let attributes else { return }
    builder(userData).pointee.start(name, attributes)
}

func endElement(_ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?) {
    builder(userData).pointee.end()
}

func characterData(_ userData: UnsafeMutableRawPointer?, _ text: UnsafePointer<CChar>?, _ length: Int32) {
    guard let text else { return }
    builder(userData).pointee.append(text, length)
}

func startDoctype(
    _ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?, _ system: UnsafePointer<CChar>?,
    _ publicID: UnsafePointer<CChar>?, _ hasInternalSubset: Int32
) {
    builder(userData).pointee.refuse("it declares a DOCTYPE")
}

func processingInstruction(
    _ userData: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?
) {
    builder(userData).pointee.refuse("it has a processing instruction")
}
