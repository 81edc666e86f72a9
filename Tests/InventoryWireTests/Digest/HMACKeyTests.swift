import InventoryWire
import Testing

@Suite struct HMACKeyTests {
    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
    private static func times(_ byte: UInt8, _ count: Int) -> [UInt8] { [UInt8](repeating: byte, count: count) }

    static let longKeyText = "Test Using Larger Than Block-Size Key - Hash Key First"
    static let longKeyAndDataText =
        "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed "
        + "before being used by the HMAC algorithm."

    static let vectors: [(Digest, [UInt8], [UInt8], String)] = [
        // RFC 2202, section 3
        (.sha1, times(0x0B, 20), bytes("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00"),
        (.sha1, bytes("Jefe"), bytes("what do ya want for nothing?"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        (.sha1, times(0xAA, 20), times(0xDD, 50), "125d7342b9ac11cd91a39af48aa17b4f63f175d3"),
        (.sha1, Array(1...25), times(0xCD, 50), "4c9007f4026250c6bc8414f9bf50c86c2d7235da"),
        (
            .sha1, times(0xAA, 80), bytes(longKeyText),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112"
        ),
        // RFC 2202, section 2
        (.md5, times(0x0B, 16), bytes("Hi There"), "9294727a3638bb1c13f48ef8158bfc9d"),
        (.md5, bytes("Jefe"), bytes("what do ya want for nothing?"), "750c783e6ab0b503eaa86e310a5db738"),
        // RFC 4231, section 4
        (
            .sha256, times(0x0B, 20), bytes("Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            .sha256, bytes("Jefe"), bytes("what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            .sha256, times(0xAA, 20), times(0xDD, 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            .sha256, Array(1...25), times(0xCD, 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        (
            .sha256, times(0xAA, 131), bytes(longKeyText),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            .sha256, times(0xAA, 131), bytes(longKeyAndDataText),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
        // Nothing with nothing
        (.sha1, [], [], "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d"),
        (.sha256, [], [], "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ]

    @Test(arguments: vectors.indices) func `codes are those of the standards`(_ index: Int) throws {
        let (digest, key, message, expected) = Self.vectors[index]
        #expect(Hex.encode(try HMACKey(digest, key: key).sign(message)) == expected)
    }

    @Test func `a key signs again and again`() throws {
        let key = try HMACKey(.sha1, key: Self.bytes("Jefe"))
        let first = key.sign(Self.bytes("what do ya want for nothing?"))
        #expect(key.sign([]) != first)
        #expect(key.sign(Self.bytes("what do ya want for nothing?")) == first)
        // An empty key is a key, not "the one set before".
        #expect(try HMACKey(.sha1, key: []).sign([]) != key.sign([]))
    }

    @Test func `many tasks share a key`() async throws {
        let key = try HMACKey(.sha256, key: Self.bytes("Jefe"))
        let messages = (0..<64).map { Self.bytes("message \($0) " + String(repeating: "x", count: $0 * 7)) }
        let expected = messages.map { key.sign($0) }
        let wrong = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    (0..<20).reduce(0) { count, _ in
                        count + messages.indices.count { key.sign(messages[$0]) != expected[$0] }
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
        #expect(Set(expected).count == messages.count)
    }
}
