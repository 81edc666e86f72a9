internal import InventoryWire

/// An XML element of the emulator's own: what a stored document is checked and echoed as.
struct Markup: Sendable, Hashable {
    var name: String
    var text: String
    var children: [Markup]

    init(_ name: String, _ text: String = "", children: [Markup] = []) {
        self.name = name
        self.text = text
        self.children = children
    }

    init(_ element: DocumentElement) {
        name = element.name
        text = element.hasChildren ? "" : element.text
        children = element.children.map(Markup.init)
    }

    subscript(name: String) -> Markup? { children.first { $0.name == name } }

    /// The element at the end of a path of names.
    func at(_ path: String...) -> Markup? {
        path.reduce(self as Markup?) { $0?[$1] }
    }

    /// Changes the first child of that name in place; removes it where the closure returns nil.
    mutating func edit(_ name: String, _ change: (Markup) -> Markup?) {
        guard let index = children.firstIndex(where: { $0.name == name }) else { return }
        if let changed = change(children[index]) { children[index] = changed } else { children.remove(at: index) }
    }
}
