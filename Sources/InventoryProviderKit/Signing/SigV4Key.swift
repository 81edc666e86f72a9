internal import InventoryCore
internal import InventoryWire

/// A signing key for one day and region, and the scope as signatures state it.
final class SigV4Key: Sendable {
    let hmac: HMACKey
    /// `20240229/eu-central-1/s3/aws4_request`.
    let scope: String
    private let bytes: Secret

    /// What a key depends on beside the secret and the service.
    struct Scope: Hashable, Sendable {
        /// Days since 1970.
        var day: Int64
        var region: String

        init(_ instant: UTCInstant, region: String) {
            let (days, seconds) = instant.secondsSinceEpoch.quotientAndRemainder(dividingBy: 86400)
            day = seconds < 0 ? days - 1 : days
            self.region = region
        }
    }

    /// Derives the key: each part of the scope is signed with the key before.
    /// - Parameter time: the instant as `20240229T000000Z`.
    init(_ secret: Secret, _ profile: SigV4Profile, time: String, region: String) throws(CryptoError) {
        let parts = [String(time.prefix { $0 != "T" }), region, "\(profile.service)", "\(profile.terminator)"]
        scope = parts.joined(separator: "/")
        var start = Array("\(profile.keyPrefix)".utf8) + secret.bytes
        var key = Secret(moving: &start)
        for part in parts {
            var next = try HMACKey(.sha256, key: key).sign(Array(part.utf8))
            key = Secret(moving: &next)
        }
        bytes = key
        hmac = try HMACKey(.sha256, key: key)
    }

    /// The key itself, as hexadecimal text.
    var text: [UInt8] { Hex.encodedBytes(bytes.bytes) }
}
