import InventoryWire

@testable import InventoryEmulator

/// The simplest client-side signatures. Written apart from the verifiers: the vectors keep those honest, these only
/// have to get in.
enum TestSigner {
    static func signCOS(_ request: inout EmulatorRequest, host: String, at now: Int64) {
        let time = "\(now);\(now + 600)"
        let parts = request.target.split(separator: "?", maxSplits: 1)
        let pairs = (parts.count == 2 ? parts[1] : "").split(separator: "&").map { item in
            let pair = item.split(separator: "=", maxSplits: 1).map(String.init)
            return (pair[0].lowercased(), pair.count == 2 ? pair[1] : "")
        }.sorted { $0.0 < $1.0 }
        let parameters = pairs.map { $0 + "=" + $1 }.joined(separator: "&")
        let list = pairs.map(\.0).joined(separator: ";")
        let path = String(decoding: PercentEncoding.decode(parts[0]), as: UTF8.self)
        let text =
            "\(request.method.lowercased())\n\(path)\n\(parameters)\nhost=\(PercentEncoding.encode(host))\n"
        let key = Hex.encodedBytes(hmac(Array("SK".utf8), time))
        let digest = (try? Digest.sha1(Array(text.utf8))).map(Hex.encode) ?? ""
        let signature = Hex.encode(hmac(key, "sha1\n\(time)\n\(digest)\n"))
        request.headers["Authorization"] =
            "q-sign-algorithm=sha1&q-ak=AK&q-sign-time=\(time)&q-key-time=\(time)&q-header-list=host"
            + "&q-url-param-list=\(list)&q-signature=\(signature)"
    }

    static func signOBS(_ request: inout EmulatorRequest, resource: String, at now: Int64, scheme: String) {
        request.headers["Date"] = CivilTime.httpDate(now)
        let md5 = request.headers["Content-MD5"] ?? ""
        let text =
            "\(request.method)\n\(md5)\n\n\(CivilTime.httpDate(now))\n\(resource)"
            + (request.target.contains("?inventory") ? "?inventory" : "")
        request.headers["Authorization"] = "\(scheme) AK:\(Base64.encode(hmac(Array("SK".utf8), text)))"
    }

    private static func hmac(_ key: [UInt8], _ text: String) -> [UInt8] {
        (try? HMACKey(.sha1, key: key).sign(Array(text.utf8))) ?? []
    }
}
