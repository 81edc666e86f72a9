/// How COS writes a document back: as it was given, but for the quirks.
struct TencentCOSEcho: Sendable {
    let quirks: QuirkSettings
    let shape: Shape

    func callAsFunction(_ document: Markup) -> [UInt8] {
        var document = document
        switch quirks[TencentCOSQuirks.enabledEcho] {
        case .asGiven: break
        case .lowercase: document.edit("IsEnabled") { Markup($0.name, $0.text.lowercased()) }
        case .capitalised:
            document.edit("IsEnabled") { Markup($0.name, $0.text.lowercased() == "true" ? "True" : "False") }
        }
        editFilter(&document)
        document.edit("Destination") { destination in
            var destination = destination
            destination.edit("COSBucketDestination", editedDestination)
            return destination
        }
        if quirks[TencentCOSQuirks.fieldOrder] == .reversed {
            document.edit("OptionalFields") { Markup($0.name, children: $0.children.reversed()) }
        }
        var writer = MarkupWriter()
        for child in document.ordered(quirks[TencentCOSQuirks.elementOrder], by: shape).children {
            writer.element(child)
        }
        return writer.bytes
    }

    private func editFilter(_ document: inout Markup) {
        if document["Filter"] == nil {
            if quirks[TencentCOSQuirks.filterEcho] == .empty { document.children.append(Markup("Filter")) }
            return
        }
        let form = quirks[TencentCOSQuirks.prefixEcho]
        document.edit("Filter") { filter in
            var filter = filter
            if form == .and, let prefix = filter["Prefix"] {
                filter.edit("Prefix") { _ in nil }
                if filter["And"] == nil { filter.children.insert(Markup("And"), at: 0) }
                filter.edit("And") { Markup($0.name, children: [prefix] + $0.children) }
            } else if form == .plain, let and = filter["And"], and.children.map(\.name) == ["Prefix"] {
                filter.edit("And") { _ in and.children[0] }
            }
            return filter
        }
    }

    private func editedDestination(_ destination: Markup) -> Markup {
        var destination = destination
        if quirks[TencentCOSQuirks.destinationPrefixEcho] == .trailingSlash {
            destination.edit("Prefix") { $0.text.hasSuffix("/") ? $0 : Markup($0.name, $0.text + "/") }
        }
        if quirks[TencentCOSQuirks.encryptionEcho] == .bare { destination.edit("Encryption") { $0["SSE-COS"] } }
        return destination
    }
}
