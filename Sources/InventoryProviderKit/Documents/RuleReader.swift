package import InventoryCore
package import InventoryWire

/// Reads a rule's document straight through. Whoever goes through the parts of an element takes each of them or says that
/// it is unknown, and what may not stand beside or within a part is found on the way: so nothing is dropped in silence.
package final class RuleReader {
    package typealias Element = ElementTable.Element

    package let table: ElementTable
    package let vocabulary: WireVocabulary
    /// The element that holds the rule.
    package var root: Element
    /// The offset in the source that counts as the document's beginning.
    private let start: Int
    /// What the document holds and the rule does not, in the order of the document.
    package private(set) var findings: [Finding] = []

    /// - Parameter start: the offset that counts as the document's beginning, where the root is part of a larger one.
    package init(_ table: ElementTable, _ vocabulary: WireVocabulary, at root: Element? = nil, from start: Int = 0) {
        self.table = table
        self.root = root ?? table.rootElement
        self.vocabulary = vocabulary
        self.start = start
    }

    package var capabilities: Capabilities { vocabulary.capabilities }

    // MARK: Elements that hold others

    /// The parts of an element that holds others. Its own text and attributes, which no such element has, are findings.
    package func parts(of element: Element) -> ElementTable.Children {
        if element.hasText, !table.isBlank(element) {
            note(element, table.text(of: element), "this text stands where only elements belong")
        }
        if element.hasAttributes { noteAttributes(of: element) }
        return table.children(of: element)
    }

    package func name(of element: Element) -> ElementName { table.name(of: element) }

    /// Whether nothing stands in an element: no text, no child, no attribute that says anything. JSON's `null`, `{}` and
    /// `[]` are empty, as `<a/>` is.
    package func isEmpty(_ element: Element) -> Bool {
        !element.hasChildren && table.isBlank(element)
            && (!element.hasAttributes || table.owned(element).ownAttributes.isEmpty)
    }

    /// Whether to read an element that may stand once and says something. A second one is a finding; empty is none.
    package func shouldRead(_ element: Element, first: Bool) -> Bool {
        guard !isEmpty(element) else { return false }
        if !first { note(element, nil, "this element stands more than once; the first one was read") }
        return first
    }

    // MARK: Elements that hold text

    /// Takes the text of an element exactly as it stands. Empty is none; a second one is a finding.
    package func take(_ element: Element, into value: inout ExactText?) throws(DraftError) {
        guard try hasText(element, first: value == nil) else { return }
        value = ExactText(table.text(of: element))
    }

    /// Takes the text of an element without the white space around it, which no such value has.
    package func takeName(_ element: Element, into value: inout ExactText?) throws(DraftError) {
        guard try hasText(element, first: value == nil), case let text = table.trimmedText(of: element), !text.isEmpty
        else { return }
        value = ExactText(text)
    }

    /// Takes the id of a rule. Two of them are none: either could be the one that the cloud goes by.
    func takeID(_ element: Element, into id: inout ExactText?) throws(DraftError) {
        if let id, case let other = table.trimmedText(of: element), !other.isEmpty, ExactText(other) != id {
            throw error(
                element,
                "the rule has two ids, '\(Printable.quoted(id.string))' and '\(Printable.quoted(other))'")
        }
        try takeName(element, into: &id)
    }

    /// Takes `true` or `false` in any case: COS gives back `True` to those who wrote it.
    func take(_ element: Element, into value: inout Bool?) throws(DraftError) {
        guard try hasText(element, first: value == nil) else { return }
        if let index = Self.truths.index(of: element, in: table) {
            value = index == 0
            return
        }
        guard !table.isBlank(element) else { return }
        switch ASCII.lowercased(table.trimmedText(of: element)) {
        case "true": value = true
        case "false": value = false
        default:
            throw error(
                element,
                "\(nameText(of: element)) is '\(Printable.quoted(table.text(of: element), limit: 40))', neither true nor false"
            )
        }
    }

    private static let truths = WordTable(["true", "false"])

    /// Whether an element that holds text alone has one to be taken. What else stands in it is a finding.
    func hasText(_ element: Element, first: Bool) throws(DraftError) -> Bool {
        if element.hasAttributes { noteAttributes(of: element) }
        if element.hasChildren { for child in table.children(of: element) { unknown(child) } }
        guard element.hasText else { return false }
        guard first else { return shouldRead(element, first: false) }
        if element.isJSON, !vocabulary.holdsEveryCharacter, let bad = UnwritableText.first(in: table.text(of: element))
        {
            throw error(element, "\(nameText(of: element)): \(bad), and the cloud takes nothing else; remove it")
        }
        return true
    }

    /// Notes what stands in an element that means something by being there.
    func takePresence(of element: Element) {
        for child in parts(of: element) { unknown(child) }
    }

    // MARK: Findings

    /// Notes an unknown element.
    package func unknown(_ element: Element) {
        let namespace = nameText(of: element).hasPrefix("{") ? "; it is of another namespace than the document" : ""
        note(element, nil, "this version does not know this element of \(capabilities.provider)\(namespace)")
    }

    private func noteAttributes(of element: Element) {
        for attribute in table.owned(element).ownAttributes {
            note(
                element, attribute.value, "this version does not know this attribute of \(capabilities.provider)",
                below: "@" + attribute.name)
        }
    }

    /// Notes something about an element, with its place.
    /// - Parameters:
    ///   - value: what stands there; nil for all of the element.
    ///   - name: the part of the element that it is about.
    ///   - kind: `violation` for a value that was read and that no rule may have, which is a remark and no unknown part.
    package func note(
        _ element: Element, _ value: String?, _ message: String, below name: String? = nil,
        kind: Finding.Kind = .unrecognized
    ) {
        let (line, column) = place(of: element)
        var path = names(to: element)
        if let name { path.append(name) } else if path.isEmpty { path = [nameText(of: element)] }
        findings.append(
            Finding(
                kind, path: path.joined(separator: "/"), value: value ?? table.owned(element).flattenedText,
                message: "line \(line), column \(column): \(message)", disposition: .noted))
    }

    /// An error about an element, with its place.
    package func error(_ element: Element, _ problem: String) -> DraftError {
        let (line, column) = place(of: element)
        return DraftError(problem: "line \(line), column \(column): \(problem)")
    }

    private func place(of element: Element) -> (line: Int, column: Int) { table.owned(element).place(from: start) }

    package func nameText(of element: Element) -> String { table.owned(element).name }

    /// The names from below the root down to an element.
    private func names(to element: Element) -> [String] {
        var names: [String] = []
        var current = table.owned(element)
        let root = table.owned(root)
        while current.index(in: root) > 0, let parent = current.parent {
            names.insert(current.name, at: 0)
            current = parent
        }
        return names
    }
}
