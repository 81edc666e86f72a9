/// Patterns of host names, letters in either case: a name; `*.` before one for every name below it; `*` further on for any
/// single label, or for the rest of one (`tos-*`).
package enum HostPattern {
    /// Whether the host, its port aside, is one of the pattern's.
    package static func matches(_ host: String, _ pattern: String) -> Bool {
        ASCII.withBytes(host) { host in
            ASCII.withBytes(pattern) { pattern in
                let name = host.prefix { $0 != UInt8(ascii: ":") }
                // From the end of both: how much of the name is not compared yet.
                var left = name.count
                for (place, wanted) in pattern.enumerated().reversed() {
                    guard wanted == UInt8(ascii: "*") else {
                        guard left > 0, ASCII.lowercased(name[left - 1]) == ASCII.lowercased(wanted) else {
                            return false
                        }
                        left -= 1
                        continue
                    }
                    let end = left
                    while left > 0, place == 0 || name[left - 1] != UInt8(ascii: ".") { left -= 1 }
                    // What the label begins with is compared next.
                    left += pattern[..<place].reversed().prefix { $0 != UInt8(ascii: ".") }.count
                    guard left < end else { return false }
                }
                return left == 0
            }
        }
    }
}
