import CloudInventory
import InventoryProviderKit
import InventoryTencentCOS
import InventoryWire
import TestSupport
import Testing

/// A cloud whose only object is served as a script says, over real sockets.
private struct ObjectServer {
    let server: FaultServer
    let provider: HTTPProvider
    static let bucket = BucketAddress("photos-1250000000", region: "ap-guangzhou")
    static let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 40_503 >> 4) }

    init(_ script: @escaping FaultServer.Script) {
        server = FaultServer(script)
        var options = options(CurlTransport(), time: VirtualTime())
        options.connectTo = ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true)
        provider = HTTPProvider(TencentCOS.vendor, options: options)
    }

    func read(from offset: Int64 = 0, ifMatch etag: String? = nil) async throws -> [UInt8] {
        let content = try await provider.read("a b", in: Self.bucket, from: offset, ifMatch: etag)
        #expect(content.size == Int64(Self.body.count))
        var bytes: [UInt8] = []
        for try await piece in content.bytes { bytes += piece }
        return bytes
    }

    /// A whole object, or the part behind an offset.
    static func answer(
        from start: Int? = nil, etag: String? = "\"a\"", sending count: Int? = nil, then: FaultAction? = nil
    ) -> [FaultAction] {
        let rest = Array(body[(start ?? 0)...])
        var head = "HTTP/1.1 \(start == nil ? 200 : 206) OK\r\nContent-Length: \(rest.count)\r\n"
        if let etag { head += "ETag: \(etag)\r\n" }
        if let start { head += "Content-Range: bytes \(start)-\(body.count - 1)/\(body.count)\r\n" }
        return [.send(head + "\r\n"), .send(Array(rest.prefix(count ?? rest.count)))] + (then.map { [$0] } ?? [])
    }
}

extension FaultServer.Request {
    fileprivate func header(_ name: String) -> String? {
        lines.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }

    /// Where the range begins that is asked for.
    fileprivate var start: Int? { header("Range").flatMap { Int($0.dropFirst(6).dropLast()) } }
}

@Suite(.timeLimit(.minutes(5))) struct `Reading objects` {
    @Test func `goes on where the connection broke off`() async throws {
        let cloud = ObjectServer { request in
            switch request.number {
            case 0: ObjectServer.answer(sending: 30_000, then: .close)
            case 1: ObjectServer.answer(from: request.start, sending: 7, then: .reset)
            default: ObjectServer.answer(from: request.start)
            }
        }
        #expect(try await cloud.read() == ObjectServer.body)
        let requests = cloud.server.requests
        #expect(requests.count == 3)
        #expect(requests.map(\.target) == Array(repeating: "/a%20b", count: 3))
        #expect(requests[0].header("Range") == nil)
        #expect(requests.dropFirst().allSatisfy { $0.header("If-Match") == "\"a\"" && ($0.start ?? 0) > 0 })
    }

    @Test func `begins where it is told to`() async throws {
        let cloud = ObjectServer { ObjectServer.answer(from: $0.start) }
        #expect(try await cloud.read(from: 99_000, ifMatch: "\"a\"") == Array(ObjectServer.body[99_000...]))
        #expect(cloud.server.requests[0].header("Range") == "bytes=99000-")
        #expect(cloud.server.requests[0].header("If-Match") == "\"a\"")
    }

    @Test func `leaves out what it did not ask for where a server ignores ranges`() async throws {
        let cloud = ObjectServer { request in
            request.number == 0 ? ObjectServer.answer(sending: 30_000, then: .close) : ObjectServer.answer()
        }
        #expect(try await cloud.read() == ObjectServer.body)
    }

    @Test(arguments: [true, false])
    func `notices an object that changes in mid-read, and says both entity tags`(isRefused: Bool) async throws {
        let cloud = ObjectServer { request in
            if request.number == 0 { return ObjectServer.answer(sending: 30_000, then: .close) }
            if request.lines.first?.hasPrefix("HEAD") == true {
                return [.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"b\"\r\n\r\n")]
            }
            return isRefused ? [.respond(412)] : ObjectServer.answer(from: request.start, etag: "\"b\"")
        }
        let error = await failure { try await cloud.read() }
        #expect(error?.code == .objectChanged)
        #expect(error?.message.contains("\"a\"") == true)
        #expect(error?.message.contains("\"b\"") == true)
    }

    @Test func `ends where a server gives a little and breaks off every time`() async throws {
        let cloud = ObjectServer { request in
            ObjectServer.answer(from: request.start, sending: 10, then: .close)
        }
        let error = await failure { try await cloud.read() }
        #expect(error?.code == .connectionFailed)
        #expect(error?.message.contains("30 of 100000 bytes read") == true)
        #expect(cloud.server.requests.count == 3)
    }

    @Test func `does not go on where nobody could tell that it is the same object`() async throws {
        let cloud = ObjectServer { _ in ObjectServer.answer(etag: nil, sending: 10, then: .close) }
        let error = await failure { try await cloud.read() }
        #expect(error?.code == .connectionFailed)
        #expect(cloud.server.requests.count == 1)
    }

    /// Answers that cannot be known to be whole.
    static let unclear: [String] = [
        "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
        "206 Partial\r\nContent-Length: 1\r\n\r\na",
        "206 Partial\r\nContent-Length: 1\r\nContent-Range: bytes 0-0/*\r\n\r\na",
        "206 Partial\r\nContent-Length: 1\r\nContent-Range: bytes 5-5/100000\r\n\r\na",
        "206 Partial\r\nContent-Length: 2\r\nContent-Range: bytes 0-0/100000\r\n\r\nab",
        "206 Partial\r\nContent-Length: 1\r\nContent-Range: bytes 7-3/100000\r\n\r\na",
        "206 Partial\r\nContent-Length: 1\r\nContent-Range: bytes 0-99999999999999999999/100000\r\n\r\na",
    ]

    @Test(arguments: unclear) func `refuses an answer that contradicts itself`(answer: String) async throws {
        let cloud = ObjectServer { _ in [.send("HTTP/1.1 " + answer), .close] }
        let error = await failure { try await cloud.read() }
        #expect(error?.code == .malformedReply)
    }

    @Test func `tells an object that is not there from a bucket that is not`() async throws {
        for (code, meaning) in [("NoSuchKey", InventoryError.Code.objectNotFound), ("NoSuchBucket", .bucketNotFound)] {
            let cloud = ObjectServer { _ in [.respond(status: 404, body: errorDocument(code))] }
            let error = await failure { try await cloud.read() }
            #expect(error?.code == meaning)
            #expect(error?.reply?.code == code)
        }
    }

    @Test func `asks for no object without a name, which would list the bucket`() async throws {
        let cloud = ObjectServer { _ in [.respond(200)] }
        let error = await failure {
            try await cloud.provider.read("", in: ObjectServer.bucket, from: 0, ifMatch: nil)
        }
        #expect(error?.code == .invalidAddress)
        #expect(cloud.server.requests.isEmpty)
    }

    @Test func `ends the connection when it is cancelled`() async throws {
        let cloud = ObjectServer { _ in ObjectServer.answer(sending: 10, then: .blackHole) }
        let content = try await cloud.provider.read("a", in: ObjectServer.bucket, from: 0, ifMatch: nil)
        let task = Task { for try await _ in content.bytes {} }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await cloud.server.allConnectionsClosed()
    }
}
