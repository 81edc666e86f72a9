internal import CZlib

/// Unpacks gzip: any number of members, then nothing or zeros. The one place that knows zlib.
struct Inflater: ~Copyable {
    private enum State { case member, between, padding }

    // zlib keeps a pointer to it, so that it may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool
    private var state = State.member
    /// Whether the bytes after those that were written are damaged.
    private(set) var isCorrupt = false
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

    /// Unpacks what there is room for, up to the first damage.
    /// - Parameter input: what is left of it afterwards is what was not used yet.
    /// - Returns: how many bytes were written.
    mutating func inflate(
        _ input: inout UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var written = 0
        if !isReady { isCorrupt = true }
        while written < output.count, !isCorrupt {
            switch state {
            case .padding:
                if input.contains(where: { $0 != 0 }) { isCorrupt = true }
                input = UnsafeBufferPointer(rebasing: input[input.endIndex...])
                return written
            case .between:
                guard let first = input.first else { return written }
                if first == 0 {
                    seen.insert(.gzipPadding)
                    state = .padding
                } else if first == 0x1F, inflateReset(stream) == Z_OK {
                    seen.insert(.gzipMembers)
                    state = .member
                } else {
                    isCorrupt = true
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
                default: isCorrupt = true
                }
            }
        }
        return written
    }
}
