import InventoryWire

@testable import InventoryEmulator

/// An emulator with buckets of S3 in two regions, and a client that signs.
struct AmazonS3Harness {
    static let bucket = "example-source"

    let clock = TestClock(1_700_000_000)
    let emulator: Emulator
    /// What the client takes for the region.
    var region = "eu-central-1"
    /// How far the client's clock is off.
    var skew: Int64 = 0

    init(
        quirks: [String: String] = [:], limits: EmulatedLimits? = nil, objects: [EmulatedObject] = [],
        destinationBuckets: [EmulatedBucket]? = nil
    ) throws {
        let named = Dictionary(uniqueKeysWithValues: quirks.map { ("amazon-s3." + $0.key, $0.value) })
        let configuration = EmulatorConfiguration(
            credentials: [EmulatedCredential(accessKey: "AK", secretKey: "SK")],
            buckets: [
                EmulatedBucket(provider: .amazonS3, name: Self.bucket, region: "eu-central-1", objects: objects),
                EmulatedBucket(provider: .amazonS3, name: "dotted.name", region: "us-east-1"),
            ], destinationBuckets: destinationBuckets, limits: limits.map { [.amazonS3: $0] } ?? [:],
            quirks: try QuirkSettings(named))
        emulator = Emulator(configuration, clock: { [clock] in clock.now })
    }

    /// Sends a call about the bucket, signed in the header.
    func callAsFunction(
        _ method: String, _ query: String = "", _ body: String = "", host: String? = nil, path: String = "/",
        headers: HTTPHeaders = [:]
    ) -> Answer {
        let host = host ?? "\(Self.bucket).s3.eu-central-1.amazonaws.com"
        var request = EmulatorRequest(
            method: method, target: path + (query.isEmpty ? "" : "?" + query), headers: headers,
            body: Array(body.utf8))
        request.headers.append("Host", host)
        if !body.isEmpty { request.headers.append("Content-Length", "\(request.body.count)") }
        let stamp = CivilTime.basicStamp(clock.now + skew)
        let hash = (try? Digest.sha256(request.body)).map(Hex.encode) ?? ""
        request.headers.append("x-amz-date", stamp)
        request.headers.append("x-amz-content-sha256", hash)
        let signed = request.headers.fields.map { ($0.name.lowercased(), $0.value) }
            .filter { $0.0 == "host" || $0.0.hasPrefix("x-amz-") }.sorted { $0.0 < $1.0 }
        let names = signed.map(\.0).joined(separator: ";")
        let pairs = query.split(separator: "&").map { $0.contains("=") ? String($0) : $0 + "=" }.sorted()
        let canonical =
            "\(method)\n\(path)\n\(pairs.joined(separator: "&"))\n"
            + signed.map { "\($0.0):\($0.1)\n" }.joined() + "\n\(names)\n\(hash)"
        let scope = ["\(stamp.prefix(8))", region, "s3", "aws4_request"]
        let digest = (try? Digest.sha256(Array(canonical.utf8))).map(Hex.encode) ?? ""
        let text = "AWS4-HMAC-SHA256\n\(stamp)\n\(scope.joined(separator: "/"))\n\(digest)"
        var key = Array("AWS4SK".utf8)
        for part in scope + [text] { key = (try? HMACKey(.sha256, key: key).sign(Array(part.utf8))) ?? [] }
        request.headers["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=AK/\(scope.joined(separator: "/")), SignedHeaders=\(names), Signature=\(Hex.encode(key))"
        return Answer(emulator.respond(to: request, as: .amazonS3))
    }

    /// A document, with one thing changed at a time.
    static func document(
        _ id: String = "a", bucket: String = "arn:aws:s3:::example-reports", format: String = "CSV",
        encryption: String = "<Encryption><SSE-S3></SSE-S3></Encryption>", enabled: String = "true",
        filter: String = "<Filter><Prefix>p/</Prefix></Filter>", versions: String = "All",
        fields: String = "<Field>Size</Field><Field>ETag</Field>", frequency: String = "Daily", more: String = ""
    ) -> String {
        "<InventoryConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Schedule><Frequency>\(frequency)"
            + "</Frequency></Schedule><Destination><S3BucketDestination><AccountId>123456789012</AccountId>"
            + "<Bucket>\(bucket)</Bucket><Format>\(format)</Format><Prefix>reports</Prefix>\(encryption)"
            + "</S3BucketDestination></Destination><IsEnabled>\(enabled)</IsEnabled>\(filter)<Id>\(id)</Id>"
            + "<IncludedObjectVersions>\(versions)</IncludedObjectVersions><OptionalFields>\(fields)</OptionalFields>\(more)"
            + "</InventoryConfiguration>"
    }
}
