/// Patterns of host names: a name, or `*.` before one for every name below it.
package enum HostPattern {
    /// Whether the host, its port aside, is one of the pattern's, letters in either case.
    package static func matches(_ host: String, _ pattern: String) -> Bool {
        ASCII.withBytes(host) { host in
            ASCII.withBytes(pattern) { pattern in
                let name = host.prefix { $0 != UInt8(ascii: ":") }
                let isBelow = ASCII.starts(pattern, with: "*.")
                let wanted = isBelow ? pattern.dropFirst() : pattern[...]
                return (isBelow ? name.count >= wanted.count : name.count == wanted.count)
                    && name.suffix(wanted.count).elementsEqual(wanted) { ASCII.lowercased($0) == ASCII.lowercased($1) }
            }
        }
    }
}
