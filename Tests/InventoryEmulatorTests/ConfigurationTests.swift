import Foundation
import Testing

@testable import InventoryEmulator

@Suite struct ConfigurationTests {
    static let whole = """
        {"credentials":[{"accessKey":"AK","secretKey":"SK","securityToken":null}],
         "buckets":[{"provider":"tencent-cos","name":"examplebucket-1250000000","region":"ap-guangzhou"},
                    {"provider":"huawei-obs","name":"b","region":"r","customDomains":["d.example.com"]}],
         "destinationBuckets":[],
         "limits":{"huawei-obs":{"maximumRules":100}},"visibilityLag":3,
         "quirks":{"tencent-cos.emptyList":"404"},
         "faults":{"seed":9,"tencent-cos":{"rules":[{"effect":"error","every":5,"operations":["put"]}],
                   "throttle":{"requestsPerSecond":3,"retryAfter":2},"clockSkew":-5,"visibilityLag":1}}}
        """

    private func read(_ text: String) throws -> EmulatorConfiguration {
        try JSONDecoder().decode(EmulatorConfiguration.self, from: Data(text.utf8))
    }

    @Test func `a configuration is read and written again`() throws {
        let configuration = try read(Self.whole)
        #expect(configuration.limits[.huaweiOBS]?.maximumRules == 100)
        #expect(configuration.buckets[1].customDomains == ["d.example.com"])
        #expect(configuration.visibilityLag == 3)
        #expect(configuration.quirks.values == ["tencent-cos.emptyList": "404"])
        let faults = try #require(configuration.faults.providers[.tencentCOS])
        #expect(faults.rules == [FaultRule(.error, operations: [.put], every: 5)])
        #expect(faults.throttle == Throttle(requestsPerSecond: 3, retryAfter: 2))
        #expect(faults.clockSkew == -5)
        let written = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(EmulatorConfiguration.self, from: written) == configuration)
    }

    @Test func `keys and buckets are enough`() throws {
        let configuration = try read("{\"credentials\":[],\"buckets\":[]}")
        #expect(configuration == EmulatorConfiguration(credentials: [], buckets: []))
    }

    @Test(arguments: [
        ("{\"buckets\":[]}", "credentials"),
        ("{\"credentials\":[],\"buckets\":[],\"bukets\":[]}", "bukets"),
        ("{\"credentials\":[{\"accessKey\":\"a\",\"secret\":\"b\"}],\"buckets\":[]}", "secret"),
        ("{\"credentials\":[],\"buckets\":[{\"provider\":\"aws\",\"name\":\"b\",\"region\":\"r\"}]}", "aws"),
        ("{\"credentials\":[],\"buckets\":[],\"limits\":{\"aws\":{}}}", "aws"),
        ("{\"credentials\":[],\"buckets\":[],\"limits\":{\"huawei-obs\":{\"maxRules\":1}}}", "maxRules"),
        ("{\"credentials\":[],\"buckets\":[],\"visibilityLag\":-1}", "visibilityLag"),
        (
            "{\"credentials\":[],\"buckets\":[],\"quirks\":{\"tencent-cos.emptyLists\":\"404\"}}",
            "tencent-cos.emptyLists"
        ),
        ("{\"credentials\":[],\"buckets\":[],\"quirks\":{\"tencent-cos.emptyList\":\"204\"}}", "204"),
        ("{\"credentials\":[],\"buckets\":[],\"faults\":{\"s3\":{}}}", "s3"),
        (
            "{\"credentials\":[],\"buckets\":[],\"faults\":{\"huawei-obs\":{\"rules\":[{\"effect\":\"error\",\"evry\":1}]}}}",
            "evry"
        ),
        (
            "{\"credentials\":[],\"buckets\":[],\"faults\":{\"huawei-obs\":{\"rules\":[{\"effect\":\"error\",\"every\":0}]}}}",
            "every"
        ),
    ])
    func `a mistake is refused by name`(_ text: String, _ name: String) throws {
        let error = #expect(throws: DecodingError.self) { try read(text) }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("not a sentence of ours: \(String(describing: error))")
            return
        }
        #expect(context.debugDescription.contains("'\(name)'"))
    }

    @Test func `a credential does not show its secret`() {
        let credential = EmulatedCredential(accessKey: "AK", secretKey: "hush", securityToken: "token")
        #expect(!"\(credential)".contains("hush"))
        #expect(!String(reflecting: credential).contains("token"))
    }
}
