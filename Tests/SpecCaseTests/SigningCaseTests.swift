import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
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
        let signer = HuaweiOBSSigner()
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
