internal import CZlib

/// Unpacks a gzip member by zlib.
final class ZlibMember: MemberInflater {
    // zlib keeps a pointer to it, so that it may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady = cloud_inventory_gzip_init(stream) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deallocate()
    }

    func restart() -> Bool { inflateReset(stream) == Z_OK }

    func inflate(
        _ input: inout UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>
    ) -> MemberProgress {
        guard isReady else { return MemberProgress(written: 0, ending: .corrupt) }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        let left = Int(stream.pointee.avail_in)
        input = UnsafeBufferPointer(rebasing: input[(input.endIndex - left)...])
        let ending: MemberProgress.Ending =
            switch status {
            case Z_STREAM_END: .end
            // The second: no progress is possible without more bytes.
            case Z_OK, Z_BUF_ERROR: .more
            default: .corrupt
            }
        return MemberProgress(written: output.count - Int(stream.pointee.avail_out), ending: ending)
    }
}
