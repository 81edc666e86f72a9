internal import CCurl
internal import Glibc
internal import InventoryWire

/// One request as libcurl wants it, made on the caller's thread: all text in one piece of memory that stays where it is
/// until the transfer is over, as libcurl copies neither the body nor the header list.
// @unchecked: written at initialisation and at deinitialisation only; libcurl reads.
final class RequestBlock: @unchecked Sendable {
    enum Kind {
        case get, head, withoutBody, withBody
    }

    let kind: Kind
    let bodyCount: Int
    private let text: ByteBuffer
    private let offsets: Offsets
    private let nodes: UnsafeMutablePointer<curl_slist>

    /// Where the parts begin; each but the body ends with a NUL.
    private struct Offsets {
        var method = 0
        var url = 0
        var target = 0
        var connectTo: Int?
        var headers: [Int] = []
        var body = 0
    }

    /// The request must have passed ``RequestRules``.
    init(_ request: HTTPRequest, route: Route) {
        switch request.method {
        // RFC 9110, 8.6: a PUT or POST without a body says so with `Content-Length: 0`.
        case _ where request.body != nil, .put, .post: kind = .withBody
        case .get: kind = .get
        case .head: kind = .head
        default: kind = .withoutBody
        }
        bodyCount = request.body?.count ?? 0
        var text = ByteBuffer(capacity: Self.room(for: request, route))
        offsets = Self.lay(out: request, route, to: &text)
        self.text = text
        // The list of headers, then the list of one that names the address to connect to.
        nodes = .allocate(capacity: offsets.headers.count + 1)
        for (index, offset) in offsets.headers.enumerated() {
            let next = index + 1 < offsets.headers.count ? nodes + index + 1 : nil
            (nodes + index).initialize(to: curl_slist(data: part(at: offset), next: next))
        }
        let connectTo = offsets.connectTo.map { part(at: $0) }
        (nodes + offsets.headers.count).initialize(to: curl_slist(data: connectTo, next: nil))
    }

    deinit {
        // Signatures and session tokens are in here.
        explicit_bzero(part(at: 0), text.count)
        nodes.deallocate()
    }

    var method: UnsafePointer<CChar> { UnsafePointer(part(at: offsets.method)) }
    var url: UnsafePointer<CChar> { UnsafePointer(part(at: offsets.url)) }
    var target: UnsafePointer<CChar> { UnsafePointer(part(at: offsets.target)) }
    var headers: UnsafeMutablePointer<curl_slist> { nodes }
    var body: UnsafeMutablePointer<CChar> { part(at: offsets.body) }
    var connectTo: UnsafeMutablePointer<curl_slist>? {
        offsets.connectTo == nil ? nil : nodes + offsets.headers.count
    }

    private func part(at offset: Int) -> UnsafeMutablePointer<CChar> {
        UnsafeMutableRawPointer(mutating: text.bytes.baseAddress! + offset).assumingMemoryBound(to: CChar.self)
    }

    /// As many bytes as the parts can take: a buffer that has to grow leaves a signature behind in memory.
    private static func room(for request: HTTPRequest, _ route: Route) -> Int {
        var room = 256 + 2 * request.host.utf8.count + request.path.utf8.count + (request.body?.count ?? 0)
        room += request.method.rawValue.utf8.count + (route.connectTo?.host.utf8.count ?? 0)
        for item in request.query { room += 2 + 3 * (item.name.utf8.count + (item.value?.utf8.count ?? 0)) }
        for field in request.headers.fields { room += 3 + field.name.utf8.count + field.value.utf8.count }
        return room
    }

    private static func lay(out request: HTTPRequest, _ route: Route, to text: inout ByteBuffer) -> Offsets {
        var offsets = Offsets()
        offsets.method = text.appendPart { $0.append(request.method.rawValue) }
        // The target is given apart, so that libcurl's URL parser has no opinion on it.
        offsets.url = text.appendPart {
            $0.append(route.isCleartext ? "http://" as StaticString : "https://")
            $0.append(request.host)
            $0.append(UInt8(ascii: "/"))
        }
        offsets.target = text.appendPart { request.appendTarget(to: &$0) }
        offsets.connectTo = route.connectTo.map { target in
            text.appendPart { $0.append("::\(HostName.bracketed(target.host)):\(target.port)") }
        }
        offsets.headers.reserveCapacity(request.headers.fields.count + 4)
        offsets.headers.append(
            text.appendPart {
                $0.append("Host: " as StaticString)
                $0.append(request.host)
            })
        for field in request.headers.fields {
            offsets.headers.append(
                text.appendPart {
                    $0.append(field.name)
                    // libcurl takes `Name:` with nothing behind it as an order to leave the header out.
                    if field.value.utf8.allSatisfy({ $0 == 0x20 }) { return $0.append(UInt8(ascii: ";")) }
                    $0.append(": " as StaticString)
                    $0.append(field.value)
                })
        }
        // And so do we: no header that nobody asked for, such as a Content-Type under a signature that covers it.
        for name in ["Accept:", "Content-Type:", "Expect:"] as [StaticString] {
            offsets.headers.append(text.appendPart { $0.append(name) })
        }
        offsets.body = text.count
        if let body = request.body { text.append(body) }
        return offsets
    }
}

extension ByteBuffer {
    /// Appends what the closure writes, and a NUL. Returns where it begins.
    fileprivate mutating func appendPart(_ write: (inout ByteBuffer) -> Void) -> Int {
        let start = count
        write(&self)
        append(0)
        return start
    }
}
