internal import InventoryWire

/// The members of a JSON object, and where it stands. A member that is null counts as absent.
struct JSONMembers {
    let place: String
    private let value: JSONValue

    init(_ value: JSONValue, _ place: String) throws(VendorError) {
        guard case .object = value else { throw VolcengineTOSDocument.malformed("\(place) must be an object.") }
        self.value = value
        self.place = place
    }

    var names: Set<String> { value.keys }

    subscript(name: String) -> JSONValue? { value[name].flatMap { $0 == .null ? nil : $0 } }

    func text(_ name: String) throws(VendorError) -> String? {
        guard let member = self[name] else { return nil }
        guard let text = member.string else { throw VolcengineTOSDocument.malformed("\(name) must be text.") }
        return text
    }

    func texts(_ name: String) throws(VendorError) -> [String] {
        guard let member = self[name] else { return [] }
        let texts = member.array?.map(\.string) ?? [nil]
        guard texts.allSatisfy({ $0 != nil }) else {
            throw VolcengineTOSDocument.malformed("\(name) must be a list of texts.")
        }
        return texts.compactMap { $0 }
    }

    func group(_ name: String) throws(VendorError) -> JSONMembers? {
        guard let member = self[name] else { return nil }
        return try JSONMembers(member, name)
    }

    func required(_ name: String) throws(VendorError) -> JSONMembers {
        guard let group = try group(name) else { throw .invalid("\(name) is missing.") }
        return group
    }
}
