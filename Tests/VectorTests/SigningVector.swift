import InventoryProviderKit
import InventoryWire

struct SigningVector: VectorRecord {
    var id: String
    var note: String?
    var conformance: String
    var credentials: VectorCredentials
    var clock: VectorClock
    var request: Request
    var signature_scheme: String?
    var addressing: String?
    var signer_options: Options?
    var expected: Expected

    struct Request: Decodable, Sendable {
        var method: String
        var host: String?
        var path_on_wire: String?
        var path_decoded: String?
        var bucket: String?
        var object_key: String?
        var query: [Pair]?
        var sub_resource: String?
        var headers: [Pair]?
        var seconds_valid: Int64?
    }

    struct Options: Decodable, Sendable {
        var sign_host: Bool?
        var sign_query_parameters: Bool?
        var seconds_valid_before_clock: Int64?
        var seconds_valid_after_clock: Int64?
    }

    struct Expected: Decodable, Sendable {
        var authorization: String?
        var signed_url: String?
        var http_string: String?
        var string_to_sign: String?
        var sign_key_hex: String?
    }

    var credential: Credential {
        // Tokens of header forms are among the headers already.
        Credential(accessKey: credentials.access_key_id, secretKey: Secret(credentials.secret_access_key))
    }

    var headers: HTTPHeaders {
        HTTPHeaders((request.headers ?? []).map { .init(name: $0.name, value: $0.value ?? "") })
    }

    var query: [QueryItem] { (request.query ?? []).map { QueryItem($0.name, $0.value) } }
}

extension SignedRequest {
    /// The stage of that name.
    func stage(_ name: String) -> String? { stages.first { $0.name == name }?.revealed }
}
