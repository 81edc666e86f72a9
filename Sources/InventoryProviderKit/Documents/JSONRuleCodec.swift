package import InventoryCore
package import InventoryWire

/// What a vendor's codec says of its documents where they are JSON: a rule is an object, alone or within
/// `{"InventoryConfiguration": …}`.
package protocol JSONRuleCodec: RuleDocumentReading {
    /// What the rules of a list are called, in every spelling.
    var listMembers: [StaticString] { get }
    /// The member that may stand around a list.
    var listEnvelope: StaticString { get }
    /// Writes the members of a rule.
    func write(_ rule: InventoryRule, to object: JSONTree)
}

extension JSONRuleCodec {
    package var mediaType: String { "application/json" }

    /// The rule as JSON on one line, without an envelope.
    public func encode(_ rule: InventoryRule) throws -> VendorDocument {
        let object = JSONTree()
        write(rule, to: object)
        var bytes: [UInt8] = []
        object.write(to: &bytes)
        return document(bytes)
    }

    /// Reads the object of a rule, with or without its envelope.
    public func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        try storedRule(try objectReader(of: bytes, beside: []), document(bytes))
    }

    /// Reads a list, with or without its envelope; an odd rule in it fails alone. What has an error's code is no list,
    /// whatever stands beside it.
    public func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
        let table = try objectTable(bytes)
        do {
            guard GatewayError(table.root).code == nil else { throw DraftError(problem: "it has the code of an error") }
            let (root, beside) = try listRoot(of: table)
            var (list, isOne) = try list(in: table, at: root, named: listMembers)
            guard isOne else { throw DraftError(problem: "nothing in it says that it is a list") }
            list.unknown += beside
            return list
        } catch let error as DraftError {
            throw unreadable(error.problem)
        }
    }

    /// The object that has the list's members, and the names of what stands beside it.
    private func listRoot(
        of table: ElementTable
    ) throws(DraftError) -> (root: ElementTable.Element, beside: [String]) {
        let members = Array(table.children(of: table.rootElement))
        let envelopes = members.filter { listEnvelope ~= table.name(of: $0) && !table.owned($0).isEmpty }
        guard let envelope = envelopes.first else { return (table.rootElement, []) }
        var beside: [String] = []
        for member in members where !(listEnvelope ~= table.name(of: member)) {
            // What stands beside it may not be part of another list.
            guard !listMembers.contains(where: { $0 ~= table.name(of: member) }) else {
                throw DraftError(problem: "it is two lists")
            }
            try ListEnd.checkExtent(table.owned(member), of: 0)
            beside.append(table.owned(member).name)
        }
        guard envelopes.count == 1 else { throw DraftError(problem: "it is \(envelopes.count) lists") }
        return (envelope, beside)
    }
}

extension JSONTree {
    /// Adds a member that is a text.
    package func text(_ name: String, _ text: String) { member(name).content = .text(text) }

    /// Adds a member that is true or false.
    package func truth(_ name: String, _ value: Bool) { member(name).content = .bare(value ? "true" : "false") }
}
