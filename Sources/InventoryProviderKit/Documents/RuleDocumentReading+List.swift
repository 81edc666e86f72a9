internal import InventoryCore
internal import InventoryWire

extension RuleDocumentReading {
    /// Reads the page of a list.
    /// - Parameter names: what its rules are called.
    /// - Returns: the list, and whether it has any part of one: a JSON document has no name that would say what it is.
    /// - Throws: where it does not say clearly whether the list ends with it.
    func list(
        in table: ElementTable, at root: ElementTable.Element, named names: [StaticString]
    ) throws(DraftError) -> (list: DecodedList, isOne: Bool) {
        var list = DecodedList(entries: [])
        var isOne = false
        var end = ListEnd(pageSize: vocabulary.capabilities.listPageSize)
        guard table.isBlank(root) else {
            throw DraftError(
                problem: "a text stands among its rules: '\(Printable.quoted(table.text(of: root), limit: 40))'")
        }
        for attribute in table.owned(root).ownAttributes {
            try ListEnd.checkExtent(attribute.name)
            list.unknown.append("@" + attribute.name)
        }
        var strangers: [DocumentElement] = []
        var members: Set<String> = []
        for element in table.children(of: root) {
            let name = table.name(of: element)
            switch name {
            case _ where names.contains(where: { $0 ~= name }):
                isOne = true
                if element.isListOfNone(in: table) { continue }
                members.insert(table.owned(element).name)
                guard members.count < 2 else { throw DraftError(problem: "it is two lists") }
                list.entries.append(entry(element, in: table))
            case "IsTruncated":
                isOne = true
                // JSON's null says nothing.
                if element.hasText || !element.isJSON { end.truncated.append(table.owned(element)) }
            case "ContinuationToken":
                if let token = list.token, !token.isEmpty { throw DraftError(problem: "it is two pages") }
                list.token = table.text(of: element)
            case "NextContinuationToken":
                isOne = true
                end.next.append(table.owned(element))
            default:
                let stranger = table.owned(element)
                guard stranger.mayBeRule else {
                    strangers.append(stranger)
                    continue
                }
                try ListEnd.check(stranger)
                list.entries.append(
                    unreadable(element, in: table, "the list has a \(Printable.quoted(stranger.name)) here"))
            }
        }
        for stranger in strangers {
            try ListEnd.checkExtent(stranger, of: list.entries.count)
            if !list.unknown.contains(stranger.name) { list.unknown.append(stranger.name) }
        }
        (list.isTruncated, list.nextToken) = try end.read(rules: list.entries.count)
        return (list, isOne)
    }

    /// One rule of a list. What cannot be understood fails this entry alone.
    private func entry(_ element: ElementTable.Element, in table: ElementTable) -> RuleEntry {
        let source = table.source(of: element)
        do {
            return .rule(
                try stored(
                    RuleReader(table, vocabulary, at: element, from: source.startIndex), document(Array(source))))
        } catch {
            return unreadable(element, in: table, error.problem)
        }
    }

    private func unreadable(
        _ element: ElementTable.Element, in table: ElementTable, _ problem: String
    ) -> RuleEntry {
        // Two ids are none: either could be the rule's.
        let ids = table.owned(element).children.filter { "Id" ~= $0.name }
        let id = ids.count == 1 && !ids[0].hasChildren && !ids[0].isBlank ? ExactText(ids[0].text) : nil
        return .unreadable(
            id: id,
            document: document(Array(table.source(of: element))), error: unreadable(problem))
    }
}

extension ElementTable.Element {
    /// Whether it stands for a list without values, in JSON: `[]` or `null` in the place of the list.
    fileprivate func isListOfNone(in table: ElementTable) -> Bool {
        guard isJSON, !isListed, !hasChildren, let first = table.source(of: self).first else { return false }
        return first == UInt8(ascii: "[") || first == UInt8(ascii: "n")
    }
}

extension DocumentElement {
    /// Whether an element that is not known may be a rule. In XML what has parts may be one; JSON has rules in lists, and
    /// what is none has none of a rule's members.
    fileprivate var mayBeRule: Bool {
        isJSON ? child("Id") != nil || child("Destination") != nil : hasChildren
    }
}
