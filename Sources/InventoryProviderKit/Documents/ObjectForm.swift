package import InventoryWire

/// How a vendor's SDKs write the elements of a document as members of an object: repeated elements as a list, columns as a
/// bare list of texts.
package struct ObjectForm: Sendable {
    /// Members that are called otherwise than their elements.
    private let names: [String: String]
    /// Elements whose text is a truth value or a number.
    private let truths: Set<String>
    /// Elements that are objects also where they are empty.
    private let objects: Set<String>
    /// Whether the columns are a list in a member of their own, as the elements are, or a bare list.
    private let namesFields: Bool
    /// Whether a rule is written within `{"InventoryConfiguration": …}`. It is read with and without.
    let isEnveloped: Bool
    /// Members beside that envelope that mean nothing to the rule.
    let beside: [String]
    /// The member in which a list has its rules; nil where lists of this form are not read.
    let listMember: String?

    package init(
        names: [String: String] = [:], truths: Set<String> = [], objects: Set<String> = [], namesFields: Bool = false,
        isEnveloped: Bool = false, beside: [String] = [], listMember: String? = nil
    ) {
        self.names = names
        self.truths = truths
        self.objects = objects
        self.namesFields = namesFields
        self.isEnveloped = isEnveloped
        self.beside = beside
        self.listMember = listMember
    }

    /// Fills a value with an element.
    package func fill(_ tree: JSONTree, with element: DocumentElement) {
        if "OptionalFields" ~= element.tag {
            let list = namesFields ? tree.member("Field") : tree
            for field in element.children { list.element().content = .text(field.text) }
        } else if element.hasChildren {
            var counts: [String: Int] = [:]
            for child in element.children { counts[child.name, default: 0] += 1 }
            for child in element.children {
                let name = names[child.name] ?? child.name
                if counts[child.name] == 1 {
                    fill(tree.member(name), with: child)
                } else {
                    repeated(child, name, in: tree)
                }
            }
        } else if objects.contains(element.name) {
            tree.content = .members([:])
        } else {
            tree.content = truths.contains(element.name) ? .bare(element.text) : .text(element.text)
        }
    }

    /// Adds an element to the list of those of its name.
    private func repeated(_ element: DocumentElement, _ name: String, in tree: JSONTree) {
        guard case .members(let members) = tree.content, let list = members[name] else {
            return fill(tree.member(name).element(), with: element)
        }
        fill(list.element(), with: element)
    }
}
