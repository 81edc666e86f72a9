import InventoryCore

/// `profile.json` of a relative of a cloud: whose dialect it speaks, and where it differs from that one's `provider.json`.
struct ProfileFile: Decodable {
    /// The folder of the cloud that is extended.
    var base: String
    /// The roots of a list; none where they are the base's.
    var listRoots: [String]
    /// What lies over the base's `provider.json`.
    var difference: JSONNode

    private enum Key: String, CodingKey, CaseIterable { case extends, listRoots }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        base = try container.decode(String.self, forKey: .extends)
        listRoots = try container.decodeIfPresent(Fact<[String]>.self, forKey: .listRoots)?.value ?? []
        guard case .object(var members) = try JSONNode(from: decoder) else {
            throw DecodingError.dataCorruptedError(forKey: .extends, in: container, debugDescription: "it is no object")
        }
        for key in Key.allCases { members[key.rawValue] = nil }
        difference = .object(members)
    }
}

extension VendorSpec {
    /// Reads the folder of a profile: `profile.json` and `features.json` hold the difference alone, what is inherited is
    /// assumed. Error codes are the base's. Hosts are never inherited: `endpoints.json` is whole.
    /// - Throws: ``SpecError``, also for a base that there is not, and for a file that nothing reads.
    /// - Parameter text: what stands for `profile.json`, for tests.
    package init(profile folder: String, text: String? = nil, in specs: SpecFolder) throws(SpecError) {
        try specs.allow(
            ["profile.json", "features.json", "endpoints.json", "wire"], optional: ["wire"], in: folder)
        let file = "\(folder)/profile.json"
        let bytes = if let text { Array(text.utf8) } else { try specs.bytes(at: file) }
        let profile: ProfileFile = try StrictJSON.decode(from: bytes, file: file)
        let base = try VendorSpec(folder: profile.base, in: specs)
        let features: JSONNode = try specs.decode(at: "\(folder)/features.json")
        let inherited: (provider: JSONNode, features: JSONNode) = (
            try specs.decode(at: "\(base.folder)/provider.json"), try specs.decode(at: "\(base.folder)/features.json")
        )
        try self.init(
            folder: folder, names: "profile.json",
            provider: StrictJSON.decode(over: inherited.provider, profile.difference, file: file),
            features: StrictJSON.decode(over: inherited.features, features, file: "\(folder)/features.json"),
            errors: base.errors, endpoints: specs.decode(at: "\(folder)/endpoints.json"))
        dialect = base.provider.id
        listRoots = profile.listRoots
    }
}
