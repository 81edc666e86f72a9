package import InventoryCore
package import InventoryWire

/// Rules as objects of JSON, which SDKs take and give: the elements of the document as members.
extension RuleDocumentReading {
    /// A reader at the rule's object, alone or within `{"InventoryConfiguration": …}`; a list of one is that one. What
    /// stands beside the rule has been noted.
    /// - Parameter known: members beside the rule that mean nothing to it.
    package func objectReader(of bytes: [UInt8], beside known: [String]) throws(InventoryError) -> RuleReader {
        let table = try objectTable(bytes)
        let reader = RuleReader(table, vocabulary)
        let listed = table.children(of: reader.root).filter { $0.isListed && reader.nameText(of: $0).isEmpty }
        guard listed.count < 2 else { throw unreadable("it is a list of \(listed.count); give one rule at a time") }
        if let only = listed.first { reader.root = only }
        var rule: RuleReader.Element?
        var others: [RuleReader.Element] = []
        for part in table.children(of: reader.root) {
            switch reader.nameText(of: part) {
            case "InventoryConfiguration": if reader.shouldRead(part, first: rule == nil) { rule = part }
            case let name where known.contains(name): continue
            default: others.append(part)
            }
        }
        guard let rule else { return reader }
        for other in others { reader.unknown(other) }
        reader.root = rule
        return reader
    }

    /// Reads JSON.
    package func objectTable(_ bytes: [UInt8]) throws(InventoryError) -> ElementTable {
        do {
            return try JSONReader.read(bytes)
        } catch {
            throw unreadable(error.description, cause: error)
        }
    }
}
