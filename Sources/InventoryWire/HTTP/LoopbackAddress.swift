/// Which host names and addresses stay on this machine. Decided on the text alone: nothing is resolved.
package enum LoopbackAddress {
    package static func contains(_ host: String) -> Bool {
        if ASCII.equalIgnoringCase(host, "localhost") || host == "::1" || host == "[::1]" { return true }
        guard host.hasPrefix("127.") else { return false }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    && UInt8(part) != nil
            }
    }
}
