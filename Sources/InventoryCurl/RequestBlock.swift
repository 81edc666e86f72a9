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
    private let memory: UnsafeMutablePointer<CChar>
    private let size: Int
    private let offsets: Offsets
    private let nodes: UnsafeMutablePointer<curl_slist>

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
        (size, offsets, memory) = Self.lay(out: request, route: route)
        // The list of headers, then the list of one that names the address to connect to.
        nodes = .allocate(capacity: offsets.headers.count + 1)
        for (index, offset) in offsets.headers.enumerated() {
            let next = index + 1 < offsets.headers.count ? nodes + index + 1 : nil
            (nodes + index).initialize(to: curl_slist(data: memory + offset, next: next))
        }
        let connectTo = offsets.connectTo.map { memory + $0 }
        (nodes + offsets.headers.count).initialize(to: curl_slist(data: connectTo, next: nil))
    }

    deinit {
        // Signatures and session tokens are in here.
        explicit_bzero(memory, size)
        memory.deallocate()
        nodes.deallocate()
    }

    var method: UnsafePointer<CChar> { UnsafePointer(memory + offsets.method) }
    var url: UnsafePointer<CChar> { UnsafePointer(memory + offsets.url) }
    var target: UnsafePointer<CChar> { UnsafePointer(memory + offsets.target) }
    var headers: UnsafeMutablePointer<curl_slist> { nodes }
    var body: UnsafeMutablePointer<CChar> { memory + offsets.body }
    var connectTo: UnsafeMutablePointer<curl_slist>? {
        offsets.connectTo == nil ? nil : nodes + offsets.headers.count
    }

    private static func lay(
        out request: HTTPRequest, route: Route
    ) -> (size: Int, offsets: Offsets, memory: UnsafeMutablePointer<CChar>) {
        var text: [UInt8] = []
        text.reserveCapacity(1024 + (request.body?.count ?? 0))
        var offsets = Offsets()
        func add(_ parts: String...) -> Int {
            let start = text.count
            for part in parts { text.append(contentsOf: part.utf8) }
            text.append(0)
            return start
        }
        offsets.method = add(request.method.rawValue)
        // The target is given apart, so that libcurl's URL parser has no opinion on it.
        offsets.url = add(route.isCleartext ? "http://" : "https://", request.host, "/")
        offsets.target = add(request.target)
        offsets.connectTo = route.connectTo.map { add("::", HostName.bracketed($0.host), ":", String($0.port)) }
        offsets.headers.reserveCapacity(request.headers.fields.count + 4)
        offsets.headers.append(add("Host: ", request.host))
        for field in request.headers.fields {
            // libcurl takes `Name:` with nothing behind it as an order to leave the header out.
            let isBlank = field.value.utf8.allSatisfy { $0 == 0x20 }
            offsets.headers.append(isBlank ? add(field.name, ";") : add(field.name, ": ", field.value))
        }
        // And so do we: no header that nobody asked for, such as a Content-Type under a signature that covers it.
        for name in ["Accept:", "Content-Type:", "Expect:"] { offsets.headers.append(add(name)) }
        offsets.body = text.count
        if let body = request.body { text.append(contentsOf: body) }

        let memory = UnsafeMutablePointer<CChar>.allocate(capacity: max(text.count, 1))
        text.withUnsafeBytes { UnsafeMutableRawPointer(memory).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        return (text.count, offsets, memory)
    }
}
