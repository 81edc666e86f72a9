/// Unpacks one gzip member after the other.
protocol MemberInflater: AnyObject {
    /// Unpacks what there is room for, up to the end of the member.
    /// - Parameter input: what is left of it afterwards is what was not used yet.
    func inflate(
        _ input: inout UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>
    ) -> MemberProgress

    /// Makes ready for the next member.
    /// - Returns: whether that went well.
    func restart() -> Bool
}

/// How far a member was unpacked.
struct MemberProgress {
    enum Ending {
        /// More bytes or more room are needed.
        case more
        /// All of the member is written, and its checksum is right.
        case end
        case corrupt
    }

    var written: Int
    var ending: Ending
}
