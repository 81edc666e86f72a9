/// In which order a server writes the elements back.
extension Markup {
    /// The element with its children, and theirs, in the order that the quirk asks for.
    func ordered(_ order: ElementOrder, by shape: Shape) -> Markup {
        var result = self
        switch order {
        case .asReceived: break
        case .documented:
            let ranks = Dictionary(uniqueKeysWithValues: shape.children.enumerated().map { ($1.name, $0) })
            // A stable sort by hand: repeated elements keep their order.
            result.children = children.enumerated().sorted { first, second in
                let left = ranks[first.element.name] ?? ranks.count
                let right = ranks[second.element.name] ?? ranks.count
                return (left, first.offset) < (right, second.offset)
            }.map(\.element)
        case .reversed where children.contains { $0.name != children[0].name }:
            result.children.reverse()
        case .reversed: break
        }
        result.children = result.children.map { child in
            shape.children.first { $0.name == child.name }.map { child.ordered(order, by: $0) } ?? child
        }
        return result
    }
}
