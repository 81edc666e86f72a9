internal import Glibc

/// ASCII-only text operations on UTF-8 bytes. Unicode case rules have no place in header names and signatures.
package enum ASCII {
    package static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    package static func lowercased(_ text: String) -> String {
        String(decoding: text.utf8.map(lowercased(_:)), as: UTF8.self)
    }

    package static func equalIgnoringCase(_ a: String, _ b: String) -> Bool {
        a.utf8.count == b.utf8.count && withBytes(a) { a in withBytes(b) { b in startsIgnoringCase(a, with: b) } }
    }

    private static func startsIgnoringCase(
        _ bytes: UnsafeBufferPointer<UInt8>, with others: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard bytes.count >= others.count else { return false }
        for index in others.indices where lowercased(bytes[index]) != lowercased(others[index]) { return false }
        return true
    }

    /// Whether a header's name begins so, letters in either case.
    package static func startsIgnoringCase(_ name: String, with start: StaticString) -> Bool {
        start.withUTF8Buffer { start in withBytes(name) { startsIgnoringCase($0, with: start) } }
    }

    /// Whether the bytes begin with that text.
    package static func starts(_ bytes: UnsafeBufferPointer<UInt8>, with text: StaticString) -> Bool {
        bytes.count >= text.utf8CodeUnitCount && memcmp(bytes.baseAddress!, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    /// Whether the bytes are that text.
    package static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
        bytes.count == text.utf8CodeUnitCount && starts(bytes, with: text)
    }

    /// Where the bytes first stand in others.
    package static func place(of wanted: ArraySlice<UInt8>, in bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
        return bytes.withUnsafeBytes { all in
            wanted.withUnsafeBytes { wanted in
                var start = 0
                let last = all.count - wanted.count
                while start <= last, let found = memchr(all.baseAddress! + start, Int32(first), last + 1 - start) {
                    start = UnsafeRawPointer(found) - all.baseAddress!
                    if memcmp(found, wanted.baseAddress!, wanted.count) == 0 { return bytes.startIndex + start }
                    start += 1
                }
                return nil
            }
        }
    }

    /// The UTF-8 bytes of a text, where they lie. For this module: to others it would be a generic call, which is slow.
    static func withBytes<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(text.utf8).withUnsafeBufferPointer(body)
    }

    /// Whether the text holds a control character or NUL, and so may stand in no header line and no request target.
    package static func hasControlCharacter(_ text: String) -> Bool {
        text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }

    /// The text without blanks and tabs at either end.
    package static func trimmed(_ text: String) -> String {
        withBytes(text) { bytes in
            let rest = trimmed(bytes)
            return rest.count == bytes.count ? text : String(decoding: rest, as: UTF8.self)
        }
    }

    /// The bytes without blanks and tabs at either end.
    package static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var (start, end) = (0, bytes.count)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// Appends the text with its capital letters made small.
    package static func appendLowercased(_ text: String, to output: inout ByteBuffer) {
        withBytes(text) { bytes in
            output.append(atMost: bytes.count) { start in
                for index in bytes.indices { start[index] = lowercased(bytes[index]) }
                return bytes.count
            }
        }
    }

    /// Appends the text without blanks and tabs at either end.
    /// - Parameter foldsBlanks: whether a run of blanks and tabs within it becomes one space.
    package static func appendTrimmed(_ text: String, foldsBlanks: Bool, to output: inout ByteBuffer) {
        withBytes(text) { bytes in
            let rest = trimmed(bytes)
            guard foldsBlanks else { return output.append(rest) }
            output.append(atMost: rest.count) { start in
                var end = start
                var isAfterBlank = false
                for byte in rest {
                    let isBlank = isBlank(byte)
                    if !(isBlank && isAfterBlank) {
                        end.pointee = isBlank ? 0x20 : byte
                        end += 1
                    }
                    isAfterBlank = isBlank
                }
                return end - start
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
