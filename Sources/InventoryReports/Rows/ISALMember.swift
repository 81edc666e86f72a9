internal import CISAL
internal import Glibc

/// Unpacks a gzip member by Intel's ISA-L, several times as fast as zlib. Where the machine has the library, it is loaded; it is
/// never linked, so that nobody who embeds ours needs it.
final class ISALMember: MemberInflater {
    private let library: Library
    private let stream: UnsafeMutablePointer<isal_stream>
    /// How many bytes of the member were used.
    private var offset = 0

    /// - Returns: nil where the machine has no ISA-L.
    convenience init?() {
        guard let library = Library.loaded else { return nil }
        self.init(library)
    }

    private init(_ library: Library) {
        self.library = library
        stream = .allocate(capacity: 1)
        library.begin(stream)
        stream.pointee.crc_flag = isal_stream_gzip
    }

    deinit { stream.deallocate() }

    func restart() -> Bool {
        library.restart(stream)
        stream.pointee.crc_flag = isal_stream_gzip
        offset = 0
        return true
    }

    func inflate(
        _ input: inout UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>
    ) -> MemberProgress {
        if hasReservedFlag(input) { return MemberProgress(written: 0, ending: .corrupt) }
        let before = input.count
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let status = library.inflate(stream)
        // At its end it gives bytes back that it had taken before: they may lie in front of the input, in the same piece.
        input = UnsafeBufferPointer(start: stream.pointee.next_in, count: Int(stream.pointee.avail_in))
        offset += before - input.count
        let written = output.count - Int(stream.pointee.avail_out)
        guard status >= 0 else { return MemberProgress(written: written, ending: .corrupt) }
        let isAtEnd = stream.pointee.block_state == isal_stream_finished
        return MemberProgress(written: written, ending: isAtEnd ? .end : .more)
    }

    /// Whether the fourth byte of the member is among these and has a flag that RFC 1952 (2.3.1.2) reserves: a reader has to
    /// refuse it, as zlib does, and ISA-L passes over it.
    private func hasReservedFlag(_ input: UnsafeBufferPointer<UInt8>) -> Bool {
        offset <= 3 && offset + input.count > 3 && input[3 - offset] & 0xE0 != 0
    }
}

extension ISALMember {
    /// The functions of `libisal.so.2`.
    struct Library: Sendable {
        let begin: isal_stream_begin
        let restart: isal_stream_begin
        let inflate: isal_stream_inflate

        /// Loaded once in a process; nil where it is not installed, or does not do what we expect of it.
        static let loaded: Library? = {
            guard let library = Library(), library.unpacksSample() else { return nil }
            return library
        }()

        private init?() {
            guard let handle = dlopen("libisal.so.2", RTLD_NOW | RTLD_LOCAL),
                let begin = isal_begin_function(dlsym(handle, "isal_inflate_init")),
                let restart = isal_begin_function(dlsym(handle, "isal_inflate_reset")),
                let inflate = isal_inflate_function(dlsym(handle, "isal_inflate"))
            else { return nil }
            (self.begin, self.restart, self.inflate) = (begin, restart, inflate)
        }

        /// Whether a stream fits the memory that we give it and gives the bytes that it should. What we know of that memory
        /// is declared here, not by the library that is installed.
        private func unpacksSample() -> Bool {
            let sample = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
            guard let packed = GzipMember.pack(sample) else { return false }
            let (size, margin) = (MemoryLayout<isal_stream>.size, 64 << 10)
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size + margin, alignment: 16)
            defer { memory.deallocate() }
            memory.initializeMemory(as: UInt8.self, repeating: 0xA5)
            guard let stream = memory.baseAddress?.bindMemory(to: isal_stream.self, capacity: 1) else { return false }
            begin(stream)
            stream.pointee.crc_flag = isal_stream_gzip
            var unpacked = [UInt8](repeating: 0, count: sample.count)
            let status = packed.withUnsafeBufferPointer { input in
                unpacked.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                    stream.pointee.avail_in = UInt32(clamping: input.count)
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(clamping: output.count)
                    return inflate(stream)
                }
            }
            return status == 0 && stream.pointee.block_state == isal_stream_finished && unpacked == sample
                && memory[size...].allSatisfy { $0 == 0xA5 }
        }
    }
}
