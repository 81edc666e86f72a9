internal import CZlib

/// What unpacks gzip in this process.
package enum GzipLibrary {
    /// `ISA-L`, or `zlib/1.2.13` where the machine has no ISA-L.
    package static var name: String {
        guard ISALMember() == nil else { return "ISA-L" }
        return "zlib/\(zlibVersion().map { String(cString: $0) } ?? "?")"
    }
}
