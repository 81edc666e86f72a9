internal import InventoryWire

/// A signature with a key that is derived for one day, region and service. Amazon's version 4 has many relatives; they
/// differ in what the canonical request holds, in the name of the algorithm and in what stands before the secret.
struct ScopedSignature: Sendable {
    let stringToSign: String
    /// Lower-case hexadecimal.
    let signature: String

    /// - Parameters:
    ///   - scope: day, region, service and the closing word, in this order.
    ///   - secret: the secret key, with what the vendor puts before it.
    init(
        algorithm: String, stamp: String, scope: [String], secret: String, canonicalRequest: String
    ) throws(VendorError) {
        let digest = Hex.encode(try SigningHash.digest(.sha256, Array(canonicalRequest.utf8)))
        stringToSign = [algorithm, stamp, scope.joined(separator: "/"), digest].joined(separator: "\n")
        var key = Array(secret.utf8)
        for part in scope { key = try SigningHash.hmac(.sha256, key: key, part.utf8) }
        signature = Hex.encode(try SigningHash.hmac(.sha256, key: key, stringToSign.utf8))
    }
}

/// What a `Credential=` declares: the access key, and the scope that its signing key was derived for.
struct DeclaredScope: Sendable {
    let accessKey: String
    let parts: [String]

    /// - Returns: nil where fewer than five parts stand between slashes. An access key may hold slashes of its own.
    init?(_ text: String) {
        let words = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard words.count >= 5 else { return nil }
        accessKey = words.dropLast(4).joined(separator: "/")
        parts = Array(words.suffix(4))
    }

    var day: String { parts[0] }
    var region: String { parts[1] }
    var service: String { parts[2] }
    var terminator: String { parts[3] }
}
