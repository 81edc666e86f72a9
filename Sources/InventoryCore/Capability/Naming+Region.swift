extension Naming {
    /// What is wrong with a region's name; nothing when a region may be called so. An empty name is not judged.
    /// - Parameter path: where the name stands, for the findings: `reports.region`.
    public func problems(withRegion name: ExactText, path: String) -> [Finding] {
        guard bucketPunctuation != nil, !name.isEmpty, let message = problem(withRegion: name.string) else { return [] }
        return [Finding(.violation, path: path, value: name.string, message: message, sureness: .documented)]
    }

    private func problem(withRegion text: String) -> String? {
        let meant = Meant(text, in: self)
        if let endpoint = meant.endpoint {
            return
                "'\(Printable.quoted(text, limit: 80))' is a host of the cloud, not a region; write endpoint: \(endpoint), and "
                + (meant.region.map { "\($0) here" } ?? "the bucket's own region here")
        }
        let region = meant.region.map { "; write \($0)" } ?? ""
        if meant.isHost {
            return "'\(Printable.quoted(text, limit: 80))' is a host of the cloud, not a region\(region)"
        }
        guard text.utf8.allSatisfy({ ASCIISet.isAlphanumeric($0) || $0 == 0x2D }) else {
            return "the name of a region has letters, digits and hyphens only"
        }
        return meant.region == text ? nil : "the name of a region has no capital letters\(region)"
    }

    /// What is meant by a text in the place of a region: a region, another host of the cloud, or that host in a region.
    private struct Meant {
        var region: String?
        var endpoint: String?
        /// Whether the text is the beginning of a host's name, or all of it.
        var isHost = false

        /// Takes `cn-hangzhou`, `oss-cn-hangzhou`, `cn-hangzhou-internal`, `https://oss-cn-hangzhou.aliyuncs.com`.
        init(_ text: String, in naming: Naming) {
            var rest = text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }[...]
            if let scheme = ["https://", "http://"].first(where: { rest.starts(with: $0.utf8) }) {
                rest = rest.dropFirst(scheme.utf8.count)
            }
            if let service = naming.service, rest.starts(with: service.utf8),
                case let after = rest.dropFirst(service.utf8.count), after.first == 0x2D || after.first == 0x2E
            {
                isHost = true
                rest = after.dropFirst()
            }
            rest = rest.prefix { $0 != 0x2E && $0 != 0x2F }
            for name in naming.endpointNames where endpoint == nil {
                guard let other = rest.without(name) else { continue }
                (rest, endpoint) = (other, String(decoding: name, as: UTF8.self))
            }
            region = rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
        }
    }
}

extension ArraySlice<UInt8> {
    /// What is left of a text that is a word, or ends or begins with it and a hyphen between; nil for any other text.
    fileprivate func without(_ word: [UInt8]) -> ArraySlice<UInt8>? {
        guard count > word.count else { return elementsEqual(word) ? [] : nil }
        let (before, after) = (endIndex - word.count - 1, startIndex + word.count)
        if self[before] == 0x2D, self[(before + 1)...].elementsEqual(word) { return self[..<before] }
        if self[after] == 0x2D, starts(with: word) { return self[(after + 1)...] }
        return nil
    }
}
