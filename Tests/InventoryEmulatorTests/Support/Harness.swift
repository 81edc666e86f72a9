import InventoryWire

@testable import InventoryEmulator

/// A hand on the clock.
final class TestClock: Sendable {
    private let seconds: Locked<Int64>

    init(_ seconds: Int64) { self.seconds = Locked(seconds) }

    var now: Int64 { seconds.withLock { $0 } }
    func advance(by difference: Int64) { seconds.withLock { $0 += difference } }
}

/// One emulator with a bucket in each cloud, and a client of each that signs.
struct Harness {
    static let cosBucket = "examplebucket-1250000000"
    static let obsBucket = "examplebucket"

    let clock = TestClock(1_700_000_000)
    let emulator: Emulator
    /// Signs from this clock instead of the emulator's, where a test wants the two to differ.
    var clientTime: Int64?

    init(
        quirks: [String: String] = [:], faults: EmulatedFaults = EmulatedFaults(), visibilityLag: Int64 = 0,
        limits: [EmulatedProvider: EmulatedLimits] = [:], destinationBuckets: [EmulatedBucket]? = nil
    ) throws {
        let configuration = EmulatorConfiguration(
            credentials: [EmulatedCredential(accessKey: "AK", secretKey: "SK")],
            buckets: [
                EmulatedBucket(provider: .tencentCOS, name: Self.cosBucket, region: "ap-guangzhou"),
                EmulatedBucket(provider: .huaweiOBS, name: Self.obsBucket, region: "cn-north-4"),
            ], destinationBuckets: destinationBuckets, limits: limits, visibilityLag: visibilityLag,
            quirks: try QuirkSettings(quirks), faults: faults)
        emulator = Emulator(configuration, clock: { [clock] in clock.now })
    }

    /// Sends a call of COS, signed in the header with every parameter listed.
    func cos(
        _ method: String, _ query: String, _ body: String? = nil, host: String? = nil,
        headers: HTTPHeaders = [:], path: String = "/"
    ) -> Answer {
        let host = host ?? "\(Self.cosBucket).cos.ap-guangzhou.myqcloud.com"
        var request = EmulatorRequest(
            method: method, target: path + (query.isEmpty ? "" : "?" + query), headers: headers)
        request.headers.append("Host", host)
        if let body {
            request.body = Array(body.utf8)
            request.headers.append("Content-Length", "\(request.body.count)")
        }
        TestSigner.signCOS(&request, host: host, at: clientTime ?? clock.now)
        return Answer(emulator.respond(to: request, as: .tencentCOS))
    }

    /// Sends a call of OBS, signed in the header with the scheme `OBS`.
    func obs(
        _ method: String, _ query: String, _ body: String? = nil, host: String? = nil,
        headers: HTTPHeaders = [:], path: String = "/", scheme: String = "OBS"
    ) -> Answer {
        let host = host ?? "\(Self.obsBucket).obs.cn-north-4.myhuaweicloud.com"
        var request = EmulatorRequest(
            method: method, target: path + (query.isEmpty ? "" : "?" + query), headers: headers)
        request.headers.append("Host", host)
        if let body {
            request.body = Array(body.utf8)
            request.headers.append("Content-Length", "\(request.body.count)")
        }
        let isVirtualHost = host.hasPrefix(Self.obsBucket + ".")
        TestSigner.signOBS(
            &request, resource: isVirtualHost ? "/\(Self.obsBucket)" + path : path, at: clientTime ?? clock.now,
            scheme: scheme)
        return Answer(emulator.respond(to: request, as: .huaweiOBS))
    }
}

/// An answer with its document read.
struct Answer {
    let response: EmulatorResponse
    let root: DocumentElement?

    init(_ response: EmulatorResponse) {
        self.response = response
        root = try? XMLReader.read(response.body).root
    }

    var status: Int { response.status }
    /// The vendor's error code.
    var code: String? { root?.name == "Error" ? root?.child("Code")?.text : json["Code"] as? String }
    var text: String { String(decoding: response.body, as: UTF8.self) }
    /// The ids of a list, in order.
    var ids: [String] {
        root?.children.filter { $0.name == "InventoryConfiguration" }.compactMap { $0.child("Id")?.text } ?? []
    }
    /// A text of a list or rule; empty where the element is missing.
    func value(_ name: String) -> String? { root?.children.first { $0.name == name }?.text }
}
