import InventoryAlibabaOSS
import InventoryAmazonS3
import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryVolcengineTOS
import InventoryWire
import SpecKit
import Testing

@Suite("Spec: published signatures, stage by stage")
struct SigningCaseTests {
    @Test("Tencent COS", arguments: SpecCases.signing.filter { $0.vendor == "tencent-cos" })
    func cos(_ signing: SigningCase) throws {
        let note = signing.about
        let times = try #require(note.keyTime).split(separator: ";").compactMap { Int64($0) }
        let keyTime = TencentCOSSigner.KeyTime(start: times[0], end: times[1])
        let line = try RequestLine(signing.input, file: signing.name)
        let names = try #require(note.signedHeaders)
        // A published case may sign fewer or other headers than we do: it is asked what it signs.
        let headers = signing.input.headers.filter { names.contains(ASCII.lowercased($0.name)) }
        let request = HTTPRequest(
            method: HTTPMethod(rawValue: line.method), host: signing.input["Host"] ?? "", path: line.path,
            query: line.query.map { pair in
                QueryItem(text(pair.name), pair.value.map(text))
            }, headers: HTTPHeaders(headers.map { .init(name: $0.name, value: $0.value) }))
        let coverage = TencentCOSSigner.Coverage(
            host: names.contains("host"), parameters: try #require(note.signedParameters).isEmpty == line.query.isEmpty,
            alsoSigning: Set(names))
        let signer = TencentCOSSigner()
        let credential = try credential(note)
        let signed =
            switch note.form {
            case .header: try signer.sign(request, with: credential, keyTime: keyTime, covering: coverage)
            case .url: try signer.presign(request, with: credential, keyTime: keyTime, covering: coverage)
            }
        #expect(stage(signed, "HttpString") == signing.canonical)
        #expect(stage(signed, "StringToSign") == signing.stringToSign)
        if let signature = note.signature { #expect(stage(signed, "Signature") == signature) }
        if note.form == .header, let expected = signing.signed?["Authorization"] {
            #expect(signed.request.headers["Authorization"] == expected)
        }
    }

    @Test("Huawei OBS", arguments: SpecCases.signing.filter { $0.vendor == "huawei-obs" && $0.about.scheme == "OBS" })
    func obs(_ signing: SigningCase) throws {
        let note = signing.about
        let line = try RequestLine(signing.input, file: signing.name)
        let headers = signing.input.headers.filter { $0.name != "Host" }
        let request = HTTPRequest(
            method: HTTPMethod(rawValue: line.method), host: signing.input["Host"] ?? "", path: line.path,
            query: line.query.map { QueryItem(text($0.name), $0.value.map(text)) },
            headers: HTTPHeaders(headers.map { .init(name: $0.name, value: $0.value) }))
        let addressing: BucketAddressing =
            switch note.addressing {
            case .virtualHost?: .virtualHost(bucket: try #require(note.bucket))
            case .customDomain?: .customDomain
            case .pathStyle?, nil: .path
            }
        let signer = HuaweiOBSSigner.make()
        let credential = try credential(note)
        let signed =
            switch note.form {
            case .header:
                try signer.sign(
                    request, in: SigningScope(addressing), with: credential, at: UTCInstant(secondsSinceEpoch: 0))
            case .url:
                try signer.presign(
                    request, in: SigningScope(addressing), with: credential, from: UTCInstant(secondsSinceEpoch: 0),
                    for: .seconds(try #require(note.expires)))
            }
        #expect(stage(signed, "StringToSign") == signing.stringToSign)
        if let signature = note.signature { #expect(stage(signed, "Signature") == signature) }
    }

    @Test("Amazon S3", arguments: SpecCases.signing.filter { $0.vendor == "amazon-s3" })
    func s3(_ signing: SigningCase) throws { try sigV4(signing, AmazonS3Signer.make(), adds: "x-amz-content-sha256") }

    @Test("Volcengine TOS", arguments: SpecCases.signing.filter { $0.vendor == "volcengine-tos" })
    func tos(_ signing: SigningCase) throws { try sigV4(signing, VolcengineTOSSigner.make()) }

    @Test("Alibaba OSS", arguments: SpecCases.signing.filter { $0.vendor == "alibaba-oss" && $0.about.scheme != "OSS" })
    func oss(_ signing: SigningCase) throws {
        let signer = AlibabaOSSSigner.make(additionalHeaders: Set(signing.about.signedHeaders ?? []))
        try sigV4(signing, signer, adds: "x-oss-content-sha256")
    }

    @Test(
        "Alibaba OSS, version 1",
        arguments: SpecCases.signing.filter { $0.vendor == "alibaba-oss" && $0.about.scheme == "OSS" })
    func oldOSS(_ signing: SigningCase) throws {
        let note = signing.about
        let line = try RequestLine(signing.input, file: signing.name)
        let headers = signing.input.headers.filter { !["Host", "x-oss-security-token"].contains($0.name) }
        let request = HTTPRequest(
            method: HTTPMethod(rawValue: line.method), host: signing.input["Host"] ?? "", path: line.path,
            query: line.query.map { QueryItem(text($0.name), $0.value.map(text)) },
            headers: HTTPHeaders(headers.map { .init(name: $0.name, value: $0.value) }))
        var credential = try credential(note)
        credential.securityToken = (note.token ?? signing.input["x-oss-security-token"]).map { Secret($0) }
        let scope = SigningScope(.virtualHost(bucket: try #require(note.bucket)))
        let start = UTCInstant(secondsSinceEpoch: 0)
        let expected = try #require(signing.signed)
        switch note.form {
        case .header:
            let signed = try AlibabaOSSVersion1Signer.make().sign(request, in: scope, with: credential, at: start)
            #expect(stage(signed, "StringToSign") == signing.stringToSign)
            #expect(signed.request.headers["Authorization"] == expected["Authorization"])
        case .url:
            let signed = try AlibabaOSSVersion1Signer.make().presign(
                request, in: scope, with: credential, from: start, for: .seconds(try #require(note.expires)))
            #expect(stage(signed, "StringToSign") == signing.stringToSign)
            #expect(signed.request.target == (try RequestLine(expected, file: signing.name)).target)
        }
    }

    private func sigV4(_ signing: SigningCase, _ signer: SigV4Signer, adds header: String? = nil) throws {
        let note = signing.about
        let line = try RequestLine(signing.input, file: signing.name)
        // What the signer adds itself it must add as the case has it.
        let headers = signing.input.headers.filter { field in
            let name = ASCII.lowercased(field.name)
            return name != "host" && name != header && !name.hasSuffix("-date") && !name.hasSuffix("-security-token")
        }
        let request = HTTPRequest(
            method: HTTPMethod(rawValue: line.method), host: signing.input["Host"] ?? "", path: line.path,
            query: line.query.map { QueryItem(text($0.name), $0.value.map(text)) },
            headers: HTTPHeaders(headers.map { .init(name: $0.name, value: $0.value) }),
            body: signing.input.body.isEmpty ? nil : signing.input.body)
        var credential = try credential(note)
        credential.securityToken = note.token.map { Secret($0) }
        let instant = try instant(try #require(note.time))
        let scope = SigningScope(note.bucket.map { .virtualHost(bucket: $0) } ?? .path, region: note.region)
        let signed =
            switch note.form {
            case .header: try signer.sign(request, in: scope, with: credential, at: instant)
            case .url:
                try signer.presign(
                    request, in: scope, with: credential, from: instant, for: .seconds(try #require(note.seconds)))
            }
        #expect(stage(signed, "CanonicalRequest") == signing.canonical)
        #expect(stage(signed, "StringToSign") == signing.stringToSign)
        #expect(stage(signed, "Signature") == note.signature)
        let expected = try #require(signing.signed)
        switch note.form {
        case .header: #expect(signed.request.headers["Authorization"] == expected["Authorization"])
        case .url: #expect(signed.request.target == (try RequestLine(expected, file: signing.name)).target)
        }
    }

    /// The instant of `20240229T000000Z`.
    private func instant(_ time: String) throws -> UTCInstant {
        let digits = Array(time.filter(\.isNumber))
        let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<12, 12..<14].map { String(digits[$0]) }
        return try #require(
            UTCInstant(parts[0...2].joined(separator: "-") + "T" + parts[3...].joined(separator: ":") + "Z"))
    }

    private func text(_ encoded: String) -> String { String(decoding: PercentEncoding.decode(encoded), as: UTF8.self) }

    private func stage(_ signed: SignedRequest, _ name: String) -> String? {
        signed.stages.first { $0.name == name }?.revealed
    }

    /// Where no secret was published only the strings are compared.
    private func credential(_ note: SigningNote) throws -> Credential {
        Credential(
            accessKey: note.accessKeyID ?? "none", secretKey: Secret(note.secretAccessKey ?? "none"))
    }
}
