import InventoryWire
import Testing

@Suite struct DigestTests {
    static let million = [UInt8](repeating: 0x61, count: 1_000_000)

    @Test(
        arguments: [
            // RFC 1321, A.5
            (.md5, "", "d41d8cd98f00b204e9800998ecf8427e"), (.md5, "a", "0cc175b9c0f1b6a831c399e269772661"),
            (.md5, "abc", "900150983cd24fb0d6963f7d28e17f72"),
            (.md5, "message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
            (.md5, "abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
            (
                .md5, "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "57edf4a22be3c955ac49da2e2107b67a"
            ),
            // RFC 3174 and FIPS 180
            (.sha1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            (.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                .sha1, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
            ),
            (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ] as [(Digest, String, String)])
    func `digests are those of the standards`(_ digest: Digest, _ text: String, _ expected: String) throws {
        #expect(Hex.encode(try digest(Array(text.utf8))) == expected)
    }

    @Test(
        arguments: [
            (.md5, "7707d6ae4e027c70eea2a935c2296f21"), (.sha1, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
            (.sha256, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
        ] as [(Digest, String)]) func `a million bytes have one too`(_ digest: Digest, _ expected: String) throws
    {
        #expect(Hex.encode(try digest(Self.million)) == expected)
    }
}
