import InventoryWire

@testable import InventoryEmulator

/// What a recorded request signed, read off its authorization by other means than the verifier's.
enum Changes {
    static func signedHeaders(_ request: EmulatorRequest, _ provider: EmulatedProvider) -> [String] {
        let authorization = request.headers["Authorization"] ?? ""
        if provider == .tencentCOS { return list("q-header-list=", until: "&", in: authorization) }
        if authorization.hasPrefix("AWS4") { return list("SignedHeaders=", until: ",", in: authorization) }
        let prefix = authorization.hasPrefix("OBS ") ? "x-obs-" : "x-amz-"
        return request.headers.fields.map { $0.name.lowercased() }
            .filter { $0.hasPrefix(prefix) || ["content-md5", "content-type", "date"].contains($0) }
    }

    static func signedParameters(_ request: EmulatorRequest, _ provider: EmulatedProvider) throws -> [String] {
        let authorization = request.headers["Authorization"] ?? ""
        if provider == .tencentCOS { return list("q-url-param-list=", until: "&", in: authorization) }
        return authorization.hasPrefix("AWS4") ? ["inventory", "id"].filter(request.target.contains) : ["inventory"]
    }

    /// The request with another name for that parameter.
    static func renaming(_ parameter: String, in request: EmulatorRequest) -> EmulatorRequest {
        var request = request
        for start in ["?", "&"] {
            for end in ["=", "&"] {
                request.target = request.target.replacing(start + parameter + end, with: start + "x" + parameter + end)
            }
            if request.target.hasSuffix(start + parameter) {
                request.target = String(request.target.dropLast(parameter.count)) + "x" + parameter
            }
        }
        return request
    }

    private static func list(_ start: String, until end: Character, in text: String) -> [String] {
        guard let range = text.firstRange(of: start) else { return [] }
        return text[range.upperBound...].prefix { $0 != end }.split(separator: ";").map(String.init)
    }
}
