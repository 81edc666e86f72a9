import InventoryCore
import InventoryWire

/// A signed request as it may be shown.
struct SignatureView: Encodable, Sendable {
    /// The request that goes on the wire, without what is secret in it.
    struct Request: Encodable, Sendable {
        var method: String
        var host: String
        /// Path and query; nil where they hold the signature.
        var target: String?
        var headers: [String]
    }

    var provider: ProviderID
    var request: Request
    var stages: [StageView]

    init(provider: ProviderID, signed: HTTPRequest, isPresigned: Bool, reveal: Bool, stages: [StageView]) {
        self.provider = provider
        self.stages = stages
        let headers = signed.headers.fields.filter { reveal || !Self.isSecret($0.name) }
        request = Request(
            method: signed.method.rawValue, host: signed.host, target: isPresigned && !reveal ? nil : signed.target,
            headers: headers.map { "\($0.name): \($0.value)" })
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = ASCII.lowercased(name)
        return name == "authorization" || name.hasSuffix("-security-token")
    }

    var text: String {
        let target = request.target ?? "(secret; --reveal shows it)"
        let lines = ["\(request.method) \(target)", "Host: \(request.host)"] + request.headers
        return stages.map(\.lines).joined(separator: "\n") + "\nRequest\n"
            + lines.map { "    \(Printable.quoted($0, limit: .max))\n" }.joined()
    }
}
