internal import InventoryWire

/// The name of a cloud whose servers the emulator plays, such as `tencent-cos`.
///
/// Every cloud has a constant in its folder. A name that no cloud has makes no value.
public struct EmulatedProvider: RawRepresentable, Sendable {
    let vendor: any EmulatedVendor

    /// The name as configurations, options and logs spell it.
    public var rawValue: String { vendor.name }

    init(_ vendor: any EmulatedVendor) { self.vendor = vendor }

    /// The cloud of that name; nil where the emulator plays none.
    public init?(rawValue: String) {
        guard let provider = Self.all.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = provider
    }

    static var names: String { all.map(\.rawValue).joined(separator: ", ") }
}

extension EmulatedProvider: Hashable, CustomStringConvertible {
    /// Whether both are the same cloud.
    public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
    /// The name.
    public var description: String { rawValue }
}

extension EmulatedProvider: Codable, CodingKeyRepresentable {
    /// Reads the name.
    /// - Throws: `DecodingError` that lists the known names.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        guard let provider = Self(rawValue: name) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "there is no provider '\(name)'; known are \(Self.names)"))
        }
        self = provider
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// The name as the key of a JSON object.
    public var codingKey: any CodingKey { AnyCodingKey(stringValue: rawValue) }

    /// The cloud that a key of a JSON object names; nil where the emulator plays none.
    public init?(codingKey: some CodingKey) { self.init(rawValue: codingKey.stringValue) }
}

extension EmulatedProvider {
    /// The cloud that a host belongs to: by its domain, by a custom domain, by a bucket's name in front.
    init?(host: String, _ buckets: BucketIndex) {
        let name = HostName(ASCII.lowercased(host))
        if let provider = Self.all.first(where: { name.service($0)?.isVendorDomain == true }) {
            self = provider
            return
        }
        let owners = Self.all.filter { provider in
            BucketLocation(host: host, path: "/", provider: provider, buckets: buckets).bucket != nil
        }
        guard owners.count == 1 else { return nil }
        self = owners[0]
    }
}
