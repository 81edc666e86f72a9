package import InventoryCore
package import InventoryVendorFacts

/// `endpoints.json`: host patterns, and cases that say what they come to.
package struct EndpointsFile: Decodable, Sendable {
    package var facts: EndpointFacts
    /// The parts of the cloud that have names and hosts of their own.
    package var partitions: [Partition]
    package var cases: [EndpointCase]

    private enum Key: String, CodingKey, CaseIterable {
        case standard, named, trustedHosts, pathStyle, followsRegion, provesRules, partitions, cases
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "endpoints.json")
        let partitions =
            try container.decodeIfPresent([PartitionFact].self, forKey: .partitions)?.map(\.partition) ?? []
        self.partitions = partitions
        facts = EndpointFacts(
            standard: try container.decode(Fact<String>.self, forKey: .standard).value,
            named: try container.decode([String: Fact<String>].self, forKey: .named).mapValues(\.value),
            trustedHosts: try container.decode([Fact<String>].self, forKey: .trustedHosts).map(\.value)
                .flatMap { Self.hosts($0, of: partitions) },
            pathStyle: try container.decodeIfPresent(Fact<EndpointFacts.PathStyle>.self, forKey: .pathStyle)?.value
                ?? .never,
            followsRegion: try container.decodeIfPresent(Fact<Bool>.self, forKey: .followsRegion)?.value ?? false,
            provesRules: try container.decodeIfPresent(Fact<Bool>.self, forKey: .provesRules)?.value ?? false)
        cases = try container.decode([EndpointCase].self, forKey: .cases)
    }
}

extension EndpointsFile {
    /// What hosts call the service: `oss` in `{bucket}.oss-{region}.aliyuncs.com`.
    package var service: String? {
        let parts = facts.standard.split(separator: "{region}", omittingEmptySubsequences: false)
        let host = facts.standard.hasPrefix("{bucket}.") ? parts[0].dropFirst("{bucket}.".count) : parts[0]
        return parts.count == 2 && !host.isEmpty ? String(host.dropLast()) : nil
    }

    /// A pattern with `{suffix}` for every ending that hosts have.
    private static func hosts(_ pattern: String, of partitions: [Partition]) -> [String] {
        guard pattern.contains("{suffix}") else { return [pattern] }
        return Set(partitions.map(\.hostSuffix)).sorted().map { pattern.replacing("{suffix}", with: $0) }
    }
}

/// A part of a cloud.
private struct PartitionFact: Decodable {
    var partition: Partition

    private enum Key: String, CodingKey, CaseIterable { case name, regions, hostSuffix, status, source }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a partition")
        partition = Partition(
            try container.decode(String.self, forKey: .name),
            regions: try container.decode(String.self, forKey: .regions),
            hostSuffix: try container.decode(String.self, forKey: .hostSuffix))
        _ = try container.decode(FactStatus.self, forKey: .status)
        _ = try container.decodeSource(forKey: .source)
    }
}

/// A bucket's address, and the host and path that requests for it go to, or the error that it is.
package struct EndpointCase: Decodable, Sendable, CustomStringConvertible {
    /// What the address must come to.
    package enum Expectation: Hashable, Sendable {
        case location(host: String, path: String)
        case error(InventoryError.Code)
    }

    /// A sentence.
    package var title: String
    package var address: BucketAddress
    package var expected: Expectation

    package var description: String { title }

    private enum Key: String, CodingKey, CaseIterable {
        case title = "case", bucket, region, endpoint, host, path, error
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "an endpoint case", takesNull: true)
        title = try container.decode(String.self, forKey: .title)
        address = BucketAddress(
            try container.decode(ExactText.self, forKey: .bucket),
            region: try container.decode(ExactText?.self, forKey: .region),
            endpoint: try container.decode(EndpointName.self, forKey: .endpoint).endpoint)
        if let code = try container.decodeIfPresent(InventoryError.Code.self, forKey: .error) {
            expected = .error(code)
            for key in [Key.host, .path] where container.contains(key) {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "an error has no '\(key.rawValue)'")
            }
        } else {
            expected = .location(
                host: try container.decode(String.self, forKey: .host),
                path: try container.decode(String.self, forKey: .path))
        }
    }
}

/// `"standard"`, `{"named": "internal"}`, `{"service": "…"}` or `{"customDomain": "…"}`.
private struct EndpointName: Decodable {
    var endpoint: Endpoint

    private enum Key: String, CodingKey, CaseIterable { case named, service, customDomain }

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self), text == "standard" {
            endpoint = .standard
            return
        }
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "an endpoint")
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: container.codingPath,
                    debugDescription: "an endpoint is one of named, service, customDomain"))
        }
        let text = try container.decode(String.self, forKey: key)
        endpoint =
            switch key {
            case .named: .named(text)
            case .service: .service(text)
            case .customDomain: .customDomain(text)
            }
    }
}
