import Testing

@testable import InventoryEmulator

/// Signatures that the vendors' SDKs made: the emulator rebuilds the request and must find each of them right.
@Suite struct SigningVectorTests {
    static let cos = VectorFile.must("cos/signing.json")
    static let obs = VectorFile.must("obs/signing.json")

    @Test func `there are vectors of every scheme`() {
        #expect(Self.cos.count >= 80)
        let schemes = Dictionary(grouping: Self.obs, by: { $0.signature_scheme ?? "" }).mapValues(\.count)
        for scheme in ["OBS", "AWS (v2)", "AWS4-HMAC-SHA256"] {
            #expect(schemes[scheme] ?? 0 >= 10)
            #expect(schemes[scheme + " in the URL"] ?? 0 >= 3)
        }
    }

    @Test(arguments: cos) func `a signature of COS verifies`(_ vector: Vector) throws {
        let signature = try vector.verify(vector.wireRequest, .tencentCOS)
        #expect(signature.scheme == .qSign)
    }

    @Test(arguments: obs) func `a signature of OBS verifies`(_ vector: Vector) throws {
        let signature = try vector.verify(vector.wireRequest, .huaweiOBS)
        let scheme = vector.signature_scheme ?? ""
        #expect(signature.isInURL == scheme.hasSuffix(" in the URL"))
        #expect(scheme.hasPrefix(signature.scheme.rawValue))
    }

    @Test(arguments: cos + obs) func `a signature does not verify with another secret`(_ vector: Vector) throws {
        let provider: EmulatedProvider = vector.id.hasPrefix("cos") ? .tencentCOS : .huaweiOBS
        var credential = try vector.credential(of: provider)
        credential.secretKey += "x"
        let error = #expect(throws: VendorError.self) {
            try Authentication.verify(
                vector.wireRequest, to: provider, at: vector.clock.unix_seconds, credentials: [credential],
                buckets: [vector.bucket(of: provider)])
        }
        #expect(error?.code == "SignatureDoesNotMatch")
        #expect(error?.details.contains { $0.name == "StringToSign" } == true)
    }
}
