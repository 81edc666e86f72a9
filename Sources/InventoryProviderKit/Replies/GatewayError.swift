internal import InventoryWire

/// What a gateway in front of the service says of an error in JSON: `{"code": …, "message": …}`, the same within
/// `"error"`, or a sentence there. No vendor documents such answers; they are read so that code and sentence are not lost.
struct GatewayError {
    private(set) var code: String?
    private(set) var message: String?

    /// Nil for a body that is no JSON object, or has neither.
    init?(_ body: [UInt8]) {
        guard let object = try? JSONValue(body) else { return nil }
        for place in [object, object["error"]].compactMap(\.self) {
            code = code ?? place["code"].flatMap { $0.string ?? $0.integer.map(String.init) }
            message = message ?? place["message"]?.string
        }
        message = message ?? object["error"]?.string
        if code == nil, message == nil { return nil }
    }
}
