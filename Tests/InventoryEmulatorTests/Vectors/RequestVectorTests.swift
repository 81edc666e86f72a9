import InventoryWire
import Testing

@testable import InventoryEmulator

/// Whole requests that the vendors' SDKs put on the wire.
@Suite struct RequestVectorTests {
    static let cos = VectorFile.must("cos/requests.json")
    static let obs = VectorFile.must("obs/requests.json")
    static let all = cos.map { (EmulatedProvider.tencentCOS, $0) } + obs.map { (EmulatedProvider.huaweiOBS, $0) }

    @Test func `there are vectors of both clouds`() {
        #expect(Self.cos.count >= 20)
        #expect(Self.obs.count >= 20)
    }

    @Test(arguments: all) func `a recorded request passes the signature check`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        let request = try vector.wireRequest
        let signature = try vector.verify(request, provider)
        #expect(signature.accessKey == vector.credentials.access_key_id)
        let call = try Call(request, provider: provider, buckets: [vector.bucket(of: provider)])
        try BodyDigest.check(call, signature: signature)
        #expect(call.location.bucket?.name == vector.bucket)
    }

    @Test(arguments: all) func `a recorded request is refused once its method is another`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        var request = try vector.wireRequest
        request.method = request.method == "PUT" ? "GET" : "PUT"
        #expect(throws: VendorError.self) { try vector.verify(request, provider) }
    }

    @Test(arguments: all) func `a recorded request is refused once its path is another`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        var request = try vector.wireRequest
        request.target = request.target.replacing("?", with: "x?", maxReplacements: 1)
        #expect(throws: VendorError.self) { try vector.verify(request, provider) }
    }

    /// OBS, in its own mode and in AWS's second version, signs `inventory` and not `id`.
    @Test(arguments: all) func `a recorded request is refused once a signed parameter is another`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        let request = try vector.wireRequest
        for parameter in try Changes.signedParameters(request, provider) {
            let changed = Changes.renaming(parameter, in: request)
            #expect(changed != request)
            #expect(throws: VendorError.self, "\(parameter)") { try vector.verify(changed, provider) }
        }
    }

    @Test(arguments: all) func `a recorded request is refused once a signed header is another`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        let request = try vector.wireRequest
        for name in Changes.signedHeaders(request, provider) {
            var changed = request
            changed.headers[name] = "x" + (request.headers[name] ?? "")
            #expect(throws: VendorError.self, "\(name)") { try vector.verify(changed, provider) }
            changed.headers[name] = nil
            #expect(throws: VendorError.self, "\(name)") { try vector.verify(changed, provider) }
        }
    }

    @Test(arguments: all) func `a recorded request is refused with another secret, key or token`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        let request = try vector.wireRequest
        let credential = try vector.credential(of: provider)
        var others = [credential, credential, credential]
        others[0].secretKey += "x"
        others[1].accessKey += "x"
        others[2].securityToken = (credential.securityToken ?? "") + "x"
        for other in others {
            #expect(throws: VendorError.self) {
                try Authentication.verify(
                    request, to: provider, at: vector.clock.unix_seconds, credentials: [other],
                    buckets: [vector.bucket(of: provider)])
            }
        }
    }

    @Test(arguments: all) func `a recorded request is refused outside its time`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        let request = try vector.wireRequest
        let (before, after): (Int64, Int64) = provider == .tencentCOS ? (60, 10_000) : (900, 900)
        let clock = vector.clock.unix_seconds
        _ = try vector.verify(request, provider, at: clock - before)
        _ = try vector.verify(request, provider, at: clock + after)
        for (now, code) in [
            (clock - before - 1, provider == .tencentCOS ? "AccessDenied" : "RequestTimeTooSkewed"),
            (clock + after + 1, provider == .tencentCOS ? "AccessDenied" : "RequestTimeTooSkewed"),
        ] {
            let error = #expect(throws: VendorError.self) { try vector.verify(request, provider, at: now) }
            #expect(error?.code == code)
            #expect(error?.status == 403)
        }
    }

    @Test(arguments: all.filter { $0.1.request.body != nil }) func `a recorded body is refused once it is another`(
        _ provider: EmulatedProvider, _ vector: Vector
    ) throws {
        var request = try vector.wireRequest
        try #require(request.headers["Content-MD5"] != nil)
        request.body[0] ^= 1
        let signature = try vector.verify(request, provider)
        let call = try Call(request, provider: provider, buckets: [vector.bucket(of: provider)])
        let error = #expect(throws: VendorError.self) { try BodyDigest.check(call, signature: signature) }
        #expect(error?.code == "BadDigest")
    }
}
