package import InventoryCore
package import InventoryVendorFacts

/// `endpoints.json`: host patterns, and cases that say what they come to.
package struct EndpointsFile: Decodable, Sendable {
    package var facts: EndpointFacts
    package var cases: [EndpointCase]

    private enum Key: String, CodingKey, CaseIterable { case standard, named, trustedHosts, cases }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "endpoints.json")
        facts = EndpointFacts(
            standard: try container.decode(Fact<String>.self, forKey: .standard).value,
            named: try container.decode([String: Fact<String>].self, forKey: .named).mapValues(\.value),
            trustedHosts: try container.decode([Fact<String>].self, forKey: .trustedHosts).map(\.value))
        cases = try container.decode([EndpointCase].self, forKey: .cases)
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
