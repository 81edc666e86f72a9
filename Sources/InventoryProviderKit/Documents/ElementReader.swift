package import InventoryCore
package import InventoryWire

/// Hands out the elements of one document by name, and accounts for each: what nobody has asked for at the end — an
/// element, a text, an attribute — becomes a finding with its place.
package struct ElementReader: Sendable {
    package let root: DocumentElement
    private let provider: ProviderID
    /// The offset in the source that counts as the document's beginning.
    private let start: Int
    /// What was handed out, for each element of the document.
    private var marks: [UInt8]

    private static let element: UInt8 = 1
    private static let text: UInt8 = 2
    private static let all: UInt8 = 4

    /// - Parameter start: the offset that counts as the document's beginning, where the root is part of a larger one.
    package init(_ root: DocumentElement, of provider: ProviderID, from start: Int = 0) {
        self.root = root
        self.provider = provider
        self.start = start
        marks = [UInt8](repeating: 0, count: root.elementCount)
        marks[0] = Self.element
    }

    // MARK: Handing out

    /// The first child of that name. A second one is left over.
    package mutating func child(_ name: StaticString, of parent: DocumentElement?) -> DocumentElement? {
        guard let child = parent?.child(name) else { return nil }
        mark(child, Self.element)
        return child
    }

    /// Every child of that name.
    package mutating func children(_ name: StaticString, of parent: DocumentElement?) -> [DocumentElement] {
        guard let parent else { return [] }
        var found: [DocumentElement] = []
        for child in parent.children where name ~= child.tag {
            mark(child, Self.element)
            found.append(child)
        }
        return found
    }

    /// The text of an element; nil where there is none.
    package mutating func text(of element: DocumentElement?) -> String? {
        guard let element else { return nil }
        mark(element, Self.text)
        let text = element.text
        return text.isEmpty ? nil : text
    }

    /// The text of the first child of that name; nil where there is none. Empty is none.
    package mutating func text(_ name: StaticString, of parent: DocumentElement?) -> String? {
        text(of: child(name, of: parent))
    }

    /// The same as a neutral text.
    package mutating func exact(_ name: StaticString, of parent: DocumentElement?) -> ExactText? {
        exact(of: child(name, of: parent))
    }

    /// The text of an element as a neutral one.
    package mutating func exact(of element: DocumentElement?) -> ExactText? { text(of: element).map { ExactText($0) } }

    /// Notes that the text of an element was understood.
    package mutating func takeText(of element: DocumentElement) { mark(element, Self.text) }

    /// Notes that an element and all within it is known, and means nothing to a rule.
    package mutating func pass(_ element: DocumentElement) { mark(element, Self.element | Self.all) }

    private mutating func mark(_ element: DocumentElement, _ mark: UInt8) {
        marks[element.index(in: root)] |= mark
    }

    // MARK: What is left over

    /// What nobody asked for, in the order of the document.
    package func leftovers() -> [Finding] {
        var findings: [Finding] = []
        collect(root, &findings)
        return findings
    }

    private func collect(_ element: DocumentElement, _ findings: inout [Finding]) {
        let mark = marks[element.index(in: root)]
        guard mark & Self.all == 0 else { return }
        if mark & Self.text == 0, !element.isBlank {
            let path = path(of: element)
            findings.append(
                finding(
                    path.isEmpty ? root.name : path, element.text, element,
                    "this text stands where only elements belong"))
        }
        for attribute in element.ownAttributes {
            let path = (path(of: element) + "/@" + attribute.name).drop { $0 == "/" }
            findings.append(
                finding(
                    String(path), attribute.value, element, "this version does not know this attribute of \(provider)"))
        }
        guard element.hasChildren else { return }
        for child in element.children {
            if marks[child.index(in: root)] & Self.element != 0 {
                collect(child, &findings)
            } else {
                findings.append(
                    finding(
                        path(of: child), child.flattenedText, child,
                        isRead(child.name, in: element)
                            ? "this element stands more than once; the first one was read"
                            : "this version does not know this element of \(provider)"))
            }
        }
    }

    /// The names from below the root down to an element. Made for findings alone: most documents have none.
    private func path(of element: DocumentElement) -> String {
        var names: [String] = []
        var current = element
        while current.index(in: root) > 0, let parent = current.parent {
            names.append(current.name)
            current = parent
        }
        return names.reversed().joined(separator: "/")
    }

    private func isRead(_ name: String, in parent: DocumentElement) -> Bool {
        parent.children.contains { $0.name == name && marks[$0.index(in: root)] & Self.element != 0 }
    }

    /// Line and column of an element, counted from 1.
    package func place(of element: DocumentElement) -> (line: Int, column: Int) { element.place(from: start) }

    /// A finding about a part of the document.
    package func finding(_ path: String, _ value: String, _ element: DocumentElement, _ message: String) -> Finding {
        let (line, column) = place(of: element)
        return Finding(
            .unrecognized, path: path, value: value, message: "line \(line), column \(column): \(message)",
            disposition: .noted)
    }
}
