import CloudInventory
import InventoryProviderKit
import InventoryTencentCOS
import TestSupport
import Testing

/// Times that somebody else wrote: no number ends the process.
@Suite struct `Times at the ends of their numbers` {
    static let ends: [Int64] = [.min, .min + 1, .min + 899, -1, 0, .max - 899, .max - 1, .max]

    @Test(arguments: ends, ends)
    func `are subtracted and added without a trap`(_ a: Int64, _ b: Int64) {
        let (first, second) = (UTCInstant(secondsSinceEpoch: a), UTCInstant(secondsSinceEpoch: b))
        let difference = first.seconds(since: second)
        #expect(difference == 0 || (difference > 0) == (a > b))
        #expect((first.advanced(by: b) < first) == (b < 0 && a != .min))
        #expect(!first.description.isEmpty)
    }

    @Test(arguments: ends) func `still give a signature a span`(_ seconds: Int64) {
        let span = TencentCOSSigner.KeyTime(around: UTCInstant(secondsSinceEpoch: seconds))
        #expect(span.start <= span.end)
    }

    @Test(arguments: ends, ends)
    func `of keys decide whether they are used, whatever the clock says`(_ end: Int64, _ now: Int64) async throws {
        var services = VirtualTime().services
        services.now = { UTCInstant(secondsSinceEpoch: now) }
        let source = RefreshingCredentials(services: services) { _ in
            Credential(accessKey: "A", secretKey: Secret("S"), expires: UTCInstant(secondsSinceEpoch: end))
        }
        for _ in 0..<2 {
            #expect(try await source.credential(for: CredentialRequest(provider: "x")).accessKey == "A")
        }
    }

    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "1e400", "253402300800", "-99999999999999999999"])
    func `of a role's keys that make no sense are refused by name`(_ number: String) async {
        let server = FaultServer { request in
            request.target.hasSuffix("credentials/")
                ? [.respond(200, "role")]
                : [
                    .respond(
                        200,
                        #"{"TmpSecretId": "A", "TmpSecretKey": "S", "Token": "T", "Code": "Success", "ExpiredTime": "#
                            + number + "}")
                ]
        }
        let curl = CurlTransport()
        let error = await failure {
            try await `The role of an instance`.chain(server, curl).credential(
                for: CredentialRequest(provider: "tencent-cos"))
        }
        #expect(error?.code == .credentialsMissing)
        #expect(error?.message.contains("metadata.tencentyun.com") == true, "\(error?.message ?? "")")
        await curl.shutDown()
    }
}
