internal import CZlib

/// Unpacks gzip: any number of members, then nothing or zeros. The one place that knows zlib.
struct Inflater: ~Copyable {
    /// What is wrong with the bytes.
    enum Problem: Error {
        case corrupt
    }

    private enum State { case member, between, padding }

    // zlib keeps a pointer to it, so that it may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool
    private var state = State.member
    private(set) var seen: Dialect = .gzip

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady = cloud_inventory_gzip_init(stream) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deallocate()
    }

    /// Whether the bytes may end here.
    var isAtEnd: Bool { state != .member }

    /// Unpacks what there is room for.
    /// - Parameter input: what is left of it afterwards is what was not used yet.
    /// - Returns: how many bytes were written.
    mutating func inflate(
        _ input: inout UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>
    ) throws(Problem) -> Int {
        guard isReady else { throw .corrupt }
        var written = 0
        while written < output.count {
            switch state {
            case .padding:
                guard input.allSatisfy({ $0 == 0 }) else { throw .corrupt }
                input = UnsafeBufferPointer(rebasing: input[input.endIndex...])
                return written
            case .between:
                guard let first = input.first else { return written }
                if first == 0 {
                    seen.insert(.gzipPadding)
                    state = .padding
                } else {
                    guard inflateReset(stream) == Z_OK else { throw .corrupt }
                    seen.insert(.gzipMembers)
                    state = .member
                }
            case .member:
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(clamping: input.count)
                stream.pointee.next_out = output.baseAddress.map { $0 + written }
                stream.pointee.avail_out = UInt32(clamping: output.count - written)
                let status = CZlib.inflate(stream, Z_NO_FLUSH)
                let left = Int(stream.pointee.avail_in)
                input = UnsafeBufferPointer(rebasing: input[(input.endIndex - left)...])
                written = output.count - Int(stream.pointee.avail_out)
                switch status {
                case Z_STREAM_END: state = .between
                case Z_OK: if input.isEmpty { return written }
                // No progress is possible without more bytes.
                case Z_BUF_ERROR: return written
                default: throw .corrupt
                }
            }
        }
        return written
    }
}
