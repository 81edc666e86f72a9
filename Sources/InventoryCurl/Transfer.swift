internal import CCurl
internal import InventoryWire

/// One call: its request in C memory, the answer as it grows, and the caller who waits.
// @unchecked: the caller fills it and hands it over through the inbox, whose lock orders the two; from then on only the
// network thread touches what can change. What the caller reads again is immutable.
final class Transfer: @unchecked Sendable {
    /// Heads beyond this are an attack: COS and OBS send about one kilobyte.
    static let maximumHeadBytes = 128 << 10

    /// Why a callback broke the transfer off; libcurl itself only knows that one did.
    enum Breach {
        case bodyTooLarge, headTooLarge, secondWriting, notLoopback, noDescriptor
    }

    let block: RequestBlock
    let route: Route
    /// The `Host`, for sentences.
    let host: String
    let isRepeatable: Bool
    let maximumResponseBytes: Int
    let timeout: Duration
    /// The request's own limit to connecting.
    let connectTimeout: Duration?
    let deadline: ContinuousClock.Instant
    /// Where the body of a stream goes; nil keeps it here. A stream has no deadline once it has its turn.
    let pipe: BodyPipe?

    /// Set before the hand-over, taken when resumed; so nobody is resumed twice.
    var continuation: CheckedContinuation<RawAnswer, any Error>?
    /// A cancellation may overtake the start: then there may be no continuation yet, and the start ends the call.
    var isCancelled = false
    var isQueued = false
    /// While the transfer runs.
    var handle: EasyHandle?
    /// Whether a connection stood and the request was about to be written, or more.
    var isWritten = false
    var breach: Breach?
    /// Whether it was put back once for want of a file descriptor.
    var hasLackedDescriptor = false
    var head = RawHead()
    var body: [UInt8] = []

    init(_ block: RequestBlock, route: Route, request: HTTPRequest, timeout: Duration, pipe: BodyPipe? = nil) {
        self.block = block
        self.route = route
        host = request.host
        isRepeatable = request.isRepeatable
        maximumResponseBytes = request.maximumResponseBytes
        self.timeout = timeout
        connectTimeout = request.connectTimeout
        self.pipe = pipe
        deadline = .now + min(timeout, .seconds(24 * 86_400))
    }

    var isFinished: Bool { continuation == nil }

    /// As before it was started, to be started once more. Nothing of it has been written.
    func rewind() {
        breach = nil
        head = RawHead()
        body = []
        hasLackedDescriptor = true
    }

    func finish(_ result: Result<RawAnswer, any Error>) {
        continuation.take()?.resume(with: result)
    }
}

extension Transfer {
    /// libcurl's word for "stop": any count but the one that was given.
    private static let refused = 0

    func receiveHead(_ line: UnsafeRawBufferPointer) -> Int {
        guard head.count + line.count <= Self.maximumHeadBytes else {
            breach = .headTooLarge
            return Self.refused
        }
        head.append(line)
        if pipe != nil, head.isComplete, let handle {
            finish(.success(RawAnswer(status: handle.number(CURLINFO_RESPONSE_CODE), head: head, body: [])))
        }
        return line.count
    }

    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        if let pipe { return pipe.offer(bytes) ? bytes.count : Int(CURL_WRITEFUNC_PAUSE) }
        guard bytes.count <= maximumResponseBytes - body.count else {
            breach = .bodyTooLarge
            return Self.refused
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    /// Called with the connection standing and no byte of the request written.
    func mayWrite() -> Bool {
        // libcurl is about to write the request again, on a new connection.
        if isWritten, !isRepeatable {
            breach = .secondWriting
            return false
        }
        isWritten = true
        return true
    }
}
