/// The hashes of ``Fingerprint``, as engines compute them.
extension SQLDialect {
    /// The SHA-256 of an ASCII text, in hexadecimal.
    private func sha256(_ text: String) -> String {
        switch engine {
        case .duckdb: "sha256(\(text))"
        case .spark: "sha2(\(text), 256)"
        case .athena: "lower(to_hex(sha256(to_utf8(\(text)))))"
        }
    }

    /// A word of a hash as a number: eight digits, from 0 on.
    private func word(_ number: Int, of hash: String) -> String {
        let digits = "substr(\(hash), \(8 * number + 1), 8)"
        return switch engine {
        case .duckdb: "CAST('0x' || \(digits) AS BIGINT)"
        case .spark: "CAST(conv(\(digits), 16, 10) AS BIGINT)"
        case .athena: "from_base(\(digits), 16)"
        }
    }

    /// The bucket of a key.
    func bucket(_ key: String, of count: Int) -> String { "\(word(0, of: sha256(key))) % \(count)" }

    /// The sum of the sizes of a group, modulo 2^63.
    var bytes: String {
        let size = engine == .spark ? "CAST(size AS DECIMAL(20, 0))" : "size"
        return "CAST(coalesce(sum(\(size)), 0) % 9223372036854775808 AS BIGINT)"
    }

    /// What an object adds to the digest of keys and sizes.
    var sizesHash: String { sha256("rest || ' ' || coalesce(CAST(size AS \(text)), '')") }

    /// … of keys, sizes and ETags.
    var checksumsHash: String {
        sha256("rest || ' ' || coalesce(CAST(size AS \(text)), '') || ' ' || coalesce(digest, '')")
    }

    /// The digest of all objects of a group: the sum of each word, modulo 2^32.
    func digest(_ hash: String) -> String {
        (0..<4).map { number in
            let sum = "CAST(sum(\(word(number, of: hash))) % 4294967296 AS BIGINT)"
            return switch engine {
            case .duckdb: "format('{:08x}', \(sum))"
            case .spark: "format_string('%08x', \(sum))"
            case .athena: "lpad(to_base(\(sum), 16), 8, '0')"
            }
        }.joined(separator: " || ")
    }
}
