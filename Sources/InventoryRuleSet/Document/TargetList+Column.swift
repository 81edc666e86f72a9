extension TargetList {
    /// What a column holds.
    enum Column: String, CaseIterable {
        case bucket, region, credentials, reportBucket

        /// The column that a heading names, in capitals or not.
        init?(heading: String) {
            let name = heading.lowercased()
            guard let column = Self.allCases.first(where: { $0.rawValue.lowercased() == name }) else { return nil }
            self = column
        }

        /// What is wrong with a field, without a word of what it holds; nil where it may be what the column is for.
        func problem(_ text: String, hasHeading: Bool) -> String? {
            let list = "; a list has lines of bucket,region,credentials,reportBucket, with commas"
            switch self {
            case .bucket, .reportBucket:
                guard Self.isName(text, of: 3...63) else {
                    return "this is no name of a bucket, which has 3 to 63 lower-case letters, digits, hyphens and dots"
                        + list
                }
                // Keys and digests look like this, and hardly any bucket does.
                guard hasHeading || text.utf8.count < 32 || text.contains("-") || text.contains(".") else {
                    return
                        "this may be a key rather than a bucket; if it is a bucket, put the heading \"bucket\" in the first line"
                }
            case .region:
                guard Self.isName(text, of: 1...31) else {
                    return "this is no name of a region, which has at most 31 lower-case letters, digits and hyphens"
                        + list
                }
            case .credentials:
                guard text.utf8.count <= 128 else {
                    return "this is no name of credentials, which has at most 128 bytes" + list
                }
            }
            return nil
        }

        private static func isName(_ text: String, of length: ClosedRange<Int>) -> Bool {
            length.contains(text.utf8.count)
                && text.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x61...0x7A, 0x2D, 0x2E: true
                    default: false
                    }
                }
        }
    }
}
