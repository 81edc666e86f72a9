import InventoryWire
import Testing

@testable import InventoryEmulator

/// Requests that the SDKs of OSS and TOS signed: each is let in, and refused once any signed byte is another.
@Suite struct ScopedVectorTests {
    typealias Recorded = (provider: EmulatedProvider, vector: Vector)

    static let requests =
        VectorFile.must("oss/requests.json").map { (EmulatedProvider.alibabaOSS, $0) }
        + VectorFile.must("tos/requests.json").map { (EmulatedProvider.volcengineTOS, $0) }
    static let signatures =
        VectorFile.must("oss/signing.json").map { (EmulatedProvider.alibabaOSS, $0) }
        + VectorFile.must("tos/signing.json").map { (EmulatedProvider.volcengineTOS, $0) }

    @Test func `there are vectors of both clouds and all schemes`() {
        #expect(Self.requests.count == 26 + 16)
        #expect(Self.signatures.count == 80 + 41)
        let schemes = Dictionary(grouping: Self.signatures, by: { $0.1.signature_scheme ?? "" }).mapValues(\.count)
        #expect(schemes["OSS (V1)"] == 35)
        #expect(schemes["OSS4-HMAC-SHA256"] == 45)
        #expect(schemes["TOS4-HMAC-SHA256"] == 41)
    }

    @Test(arguments: signatures) func `a signature verifies`(_ provider: EmulatedProvider, _ vector: Vector) throws {
        let signature = try vector.verify(vector.wireRequest, provider)
        #expect(signature.accessKey == vector.credentials.access_key_id)
        #expect(vector.signature_scheme?.hasPrefix(signature.scheme.rawValue) == true)
        #expect(!signature.isInURL)
    }

    @Test(arguments: requests) func `a recorded request is let in with its body`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        let request = try vector.wireRequest
        let signature = try vector.verify(request, provider)
        let call = try Call(request, provider: provider, buckets: [vector.bucket(of: provider)])
        try BodyDigest.check(call, signature: signature)
        #expect(call.location.bucket?.name == vector.bucket)
        #expect(call.id(QuirkSettings()) != nil || call.operation(QuirkSettings()) == .list)
    }

    @Test(arguments: signatures + requests) func `it is refused once a signed byte is another`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        _ = try vector.verify(vector.wireRequest, provider)
        for (what, changed) in try Self.changes(of: vector.wireRequest, provider) {
            #expect(throws: VendorError.self, "\(what)") { try vector.verify(changed, provider) }
        }
    }

    @Test(arguments: signatures + requests) func `it is refused with another secret, key or token`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        let credential = try vector.credential(of: provider)
        var others = [credential, credential, credential]
        others[0].secretKey += "x"
        others[1].accessKey += "x"
        others[2].securityToken = (credential.securityToken ?? "") + "x"
        let codes = others.map { other in
            #expect(throws: VendorError.self) {
                try Authentication.verify(
                    vector.wireRequest, to: provider, at: vector.clock.unix_seconds, credentials: [other],
                    buckets: [vector.bucket(of: provider)])
            }?.code
        }
        #expect(codes[0] == "SignatureDoesNotMatch")
        #expect(codes[1] == "InvalidAccessKeyId")
    }

    @Test(arguments: requests) func `it is refused outside its time`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        let (request, clock) = (try vector.wireRequest, vector.clock.unix_seconds)
        for now in [clock - 900, clock + 900] { _ = try vector.verify(request, provider, at: now) }
        for now in [clock - 901, clock + 901] {
            let error = #expect(throws: VendorError.self) { try vector.verify(request, provider, at: now) }
            #expect(error?.code == "RequestTimeTooSkewed")
            #expect(error?.status == 403)
        }
    }

    @Test(arguments: requests.filter { $0.1.request.body != nil && $0.0 == .alibabaOSS })
    func `a body of OSS is refused once it is another`(_ provider: EmulatedProvider, _ vector: Vector) throws {
        var request = try vector.wireRequest
        try #require(request.headers["Content-MD5"] != nil)
        request.body[0] ^= 1
        let call = try Call(request, provider: provider, buckets: [vector.bucket(of: provider)])
        let signature = try vector.verify(request, provider)
        let error = #expect(throws: VendorError.self) { try BodyDigest.check(call, signature: signature) }
        #expect(error?.code == "InvalidDigest")
    }

    /// The request with one thing changed at a time that the facts say is signed.
    private static func changes(
        of request: EmulatorRequest, _ provider: EmulatedProvider
    ) -> [(what: String, request: EmulatorRequest)] {
        let authorization = request.headers["Authorization"] ?? ""
        let isFirst = authorization.hasPrefix("OSS ")
        var changes: [(what: String, request: EmulatorRequest)] = []
        func add(_ what: String, _ change: (inout EmulatorRequest) -> Void) {
            var changed = request
            change(&changed)
            changes.append((what, changed))
        }
        add("method") { $0.method = $0.method == "PUT" ? "GET" : "PUT" }
        add("path") { $0.target.insert("x", at: $0.target.firstIndex(of: "?") ?? $0.target.endIndex) }
        add("signature") { $0.headers["Authorization"] = String(authorization.dropLast()) }
        for field in request.headers.fields where isSigned(field.name.lowercased(), authorization, isFirst, provider) {
            add(field.name) { $0.headers[field.name] = field.value + "x" }
        }
        let parts = request.target.split(separator: "?", maxSplits: 1).map(String.init)
        let items = parts.count == 2 ? parts[1].split(separator: "&").map(String.init) : []
        for (index, item) in items.enumerated() {
            let name = String(item.prefix { $0 != "=" })
            guard !isFirst || ["inventory", "inventoryId", "continuation-token"].contains(name) else { continue }
            var others = items
            others[index] += "x"
            add(name) { $0.target = parts[0] + "?" + others.joined(separator: "&") }
            others.remove(at: index)
            add("without " + name) { $0.target = parts[0] + "?" + others.joined(separator: "&") }
        }
        return changes
    }

    private static func isSigned(
        _ name: String, _ authorization: String, _ isFirst: Bool, _ provider: EmulatedProvider
    ) -> Bool {
        if provider == .volcengineTOS { return ["host", "content-type"].contains(name) || name.hasPrefix("x-tos-") }
        if name.hasPrefix("x-oss-") || name == "content-type" || name == "content-md5" { return true }
        return isFirst ? name == "date" : authorization.contains("AdditionalHeaders=\(name)")
    }
}
