/// Unpacks gzip: any number of members, then nothing or zeros.
struct Inflater: ~Copyable {
    private enum State { case member, between, padding }

    private let member: any MemberInflater
    private var state = State.member
    /// Whether the bytes after those that were written are damaged.
    private(set) var isCorrupt = false
    private(set) var seen: Dialect = .gzip

    /// - Parameter member: unpacks each member; ISA-L where the machine has it, else zlib.
    init(_ member: any MemberInflater = ISALMember() ?? ZlibMember()) { self.member = member }

    /// Whether the bytes may end here.
    var isAtEnd: Bool { state != .member }

    /// Unpacks what there is room for, up to the first damage.
    /// - Parameter input: what is left of it afterwards is what was not used yet.
    /// - Returns: how many bytes were written.
    mutating func inflate(
        _ input: inout UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var written = 0
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
                } else if first == 0x1F, member.restart() {
                    seen.insert(.gzipMembers)
                    state = .member
                } else {
                    isCorrupt = true
                }
            case .member:
                let before = input.count
                let step = member.inflate(&input, to: UnsafeMutableBufferPointer(rebasing: output[written...]))
                written += step.written
                switch step.ending {
                case .more:
                    if input.isEmpty { return written }
                    // With bytes and room there is something to do, or something wrong.
                    if step.written == 0, input.count >= before { isCorrupt = true }
                case .end: state = .between
                case .corrupt: isCorrupt = true
                }
            }
        }
        return written
    }
}
