internal import InventoryWire

/// Holds a received document against a dialect's element table.
struct DocumentCheck: Sendable {
    var shape: Shape
    var unknownElements: UnknownElements
    /// What a value is refused with that its row does not take.
    var valueError: @Sendable (String) -> VendorError = VendorError.invalid

    /// Reads and checks a body.
    /// - Returns: the document without unknown elements, unless those are kept; siblings in the order received.
    /// - Throws: `MalformedXML` for the structure, `InvalidArgument` for a value.
    func read(_ body: [UInt8]) throws(VendorError) -> Markup {
        let document: ElementTable
        do {
            document = try XMLReader.read(body)
        } catch {
            throw .malformed(
                "The XML you provided was not well-formed or did not validate against our published schema: \(error)")
        }
        guard document.root.name == shape.name else {
            throw .malformed("The root element is '\(document.root.name)'; it must be '\(shape.name)'.")
        }
        return try check(document.root, shape, path: shape.name)
    }

    private func check(_ element: DocumentElement, _ shape: Shape, path: String) throws(VendorError) -> Markup {
        switch shape.content {
        case .text(let check):
            guard !element.hasChildren else { throw .malformed("\(path) must hold text alone.") }
            if let expectation = check.complaint(element.text) {
                throw valueError("The value of \(path) must be \(expectation).")
            }
            return Markup(shape.name, element.text)
        case .group(let rows):
            var result = Markup(shape.name)
            var counts: [String: Int] = [:]
            for child in element.children {
                let childPath = "\(path)/\(child.name)"
                guard let row = rows.first(where: { $0.name == child.name }) else {
                    switch unknownElements {
                    case .dropped: continue
                    case .kept: result.children.append(Markup(child))
                    case .refused: throw .malformed("The element \(childPath) is unknown.")
                    }
                    continue
                }
                guard row.count != .forbidden else { throw .malformed("The element \(childPath) is not allowed here.") }
                counts[child.name, default: 0] += 1
                guard row.count == .repeated || counts[child.name] == 1 else {
                    throw .malformed("The element \(childPath) stands more than once.")
                }
                result.children.append(try check(child, row, path: childPath))
            }
            for row in rows where row.count == .required && counts[row.name] == nil {
                throw .malformed("The element \(path)/\(row.name) is missing.")
            }
            return result
        }
    }
}
