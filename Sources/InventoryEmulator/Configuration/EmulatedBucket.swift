/// A bucket that exists in an emulated cloud.
public struct EmulatedBucket: Codable, Sendable, Hashable {
    /// The cloud it is in.
    public var provider: EmulatedProvider
    /// The name as the host has it.
    public var name: String
    /// The region, as in the host name.
    public var region: String
    /// Host names that stand for this bucket, with or without a port: custom domains, or an address.
    public var customDomains: [String]
    /// The objects in it; of several with one key the last is the newest version.
    public var objects: [EmulatedObject]
    /// More objects, made from a seed.
    public var generated: GeneratedObjects?

    /// Makes a bucket.
    public init(
        provider: EmulatedProvider, name: String, region: String, customDomains: [String] = [],
        objects: [EmulatedObject] = [], generated: GeneratedObjects? = nil
    ) {
        self.provider = provider
        self.name = name
        self.region = region
        self.customDomains = customDomains
        self.objects = objects
        self.generated = generated
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case provider, name, region, customDomains, objects, generated }

    /// Reads the JSON form.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "a bucket")
        let providerName: String = try values.require(.provider)
        guard let provider = EmulatedProvider(rawValue: providerName) else {
            throw values.refuse(
                .provider, "there is no provider '\(providerName)'; known are \(EmulatedProvider.names)")
        }
        self.init(
            provider: provider, name: try values.require(.name), region: try values.require(.region),
            customDomains: try values.optional(.customDomains) ?? [],
            objects: try values.optional(.objects) ?? [], generated: try values.optional(.generated))
        guard !name.isEmpty else { throw values.refuse(.name, "a bucket needs a name") }
    }
}

/// Limits of one cloud; nil keeps the documented one.
public struct EmulatedLimits: Codable, Sendable, Hashable {
    /// How many rules a bucket holds.
    public var maximumRules: Int?
    /// How many rules a list page holds, where the cloud has pages.
    public var pageSize: Int?
    /// The longest document taken.
    public var maximumBodyBytes: Int?

    /// Makes limits; what is nil keeps the documented value.
    public init(maximumRules: Int? = nil, pageSize: Int? = nil, maximumBodyBytes: Int? = nil) {
        self.maximumRules = maximumRules
        self.pageSize = pageSize
        self.maximumBodyBytes = maximumBodyBytes
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case maximumRules, pageSize, maximumBodyBytes }

    /// Reads the JSON form.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "limits")
        self.init(
            maximumRules: try values.optional(.maximumRules), pageSize: try values.optional(.pageSize),
            maximumBodyBytes: try values.optional(.maximumBodyBytes))
        if let pageSize, pageSize < 1 { throw values.refuse(.pageSize, "a page holds at least 1 rule") }
    }
}
