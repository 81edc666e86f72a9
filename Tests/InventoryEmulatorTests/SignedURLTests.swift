import InventoryWire
import Testing

@testable import InventoryEmulator

/// Signatures in the URL, from the vendors' own published examples.
@Suite struct SignedURLTests {
    static let credential = EmulatedCredential(
        accessKey: "QmFzZTY0IGlzIGEgZ*******", secretKey: "ZfbOA78asKUYBcXFrJD0a1I*******")
    static let window = "q-key-time=1622702557%3B1622706157&q-sign-time=1622702557%3B1622706157"
    static let plain =
        "q-sign-algorithm=sha1&q-ak=QmFzZTY0IGlzIGEgZ*******&\(window)&q-header-list=&q-url-param-list="
    static let merged =
        "sign=q-sign-algorithm%3Dsha1%26q-ak%3DQmFzZTY0IGlzIGEgZ*******%26q-sign-time%3D1622702557%3B1622706157"
        + "%26q-key-time%3D1622702557%3B1622706157%26q-header-list%3D%26q-url-param-list%3Dtest"
        + "%26q-signature%3D7757e84ed5f8953eafc30afcd2a5d1ad68e00d67"

    private func verify(_ query: String, at now: Int64) throws -> VerifiedSignature {
        try Authentication.verify(
            EmulatorRequest(
                method: "PUT", target: "/test.jpg?" + query,
                headers: ["Host": "examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com"]),
            to: .tencentCOS, at: now, credentials: [Self.credential], buckets: [])
    }

    @Test(arguments: [
        "\(plain)&q-signature=820975b5a8eccce9455b94d4ebed14d66654bf3c",
        "test=params&\(plain)test&q-signature=7757e84ed5f8953eafc30afcd2a5d1ad68e00d67",
        "test=params&\(merged)",
    ])
    func `a signed URL of COS holds within its window, both ends included`(_ query: String) throws {
        for now: Int64 in [1_622_702_557, 1_622_706_157] {
            #expect(try verify(query, at: now).isInURL)
        }
        for now: Int64 in [1_622_702_556, 1_622_706_158] {
            let error = #expect(throws: VendorError.self) { try verify(query, at: now) }
            #expect(error?.message == "Request has expired")
        }
        let changed = query.replacing("params", with: "other").replacing("3c", with: "3d")
        #expect(throws: VendorError.self) { try verify(changed, at: 1_622_702_557) }
    }

    @Test func `a signed URL of OBS holds until it expires`() throws {
        let request = EmulatorRequest(
            method: "GET",
            target: "/?inventory&id=test_id&Expires=1546939030&AccessKeyId=TESTAK0000000000EXAMPLE"
                + "&Signature=ppc06GtWbGKd20icX2YvTc/DFrA%3D",
            headers: ["Host": "examplebucket.obs.cn-north-4.myhuaweicloud.com"])
        let verify = { (now: Int64) in
            try Authentication.verify(
                request, to: .huaweiOBS, at: now,
                credentials: [
                    EmulatedCredential(
                        accessKey: "TESTAK0000000000EXAMPLE", secretKey: "testsk0000000000000000000000000000EXAMPLE")
                ], buckets: [])
        }
        #expect(try verify(1_546_939_030).scheme == .obs)
        let error = #expect(throws: VendorError.self) { try verify(1_546_939_031) }
        #expect(error?.code == "AccessDenied")
        #expect(error?.details.map(\.name) == ["Expires", "ServerTime"])
    }
}
