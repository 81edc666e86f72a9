import InventoryWire
import Testing

@Suite struct TextTests {
    @Test(
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]) func `base64 is that of RFC 4648`(_ text: String, _ expected: String)
    {
        #expect(Base64.encode(Array(text.utf8)) == expected)
        #expect(Base64.decode(expected) == Array(text.utf8))
    }

    @Test(arguments: ["Zg", "Zg=", "Z===", "====", "Zm9v\n", "Zm9v Zg=", "Zg==Zg==", "Zm9é"])
    func `what is no base64 is not read as some`(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `base64 is one line, whatever the length`() {
        #expect(Base64.encode([0xFB, 0xFF, 0xBF]) == "+/+/")
        let long = Base64.encode([UInt8](repeating: 0, count: 300))
        #expect(long == String(repeating: "A", count: 400))
    }

    @Test func `hexadecimal is lower case, and read in either`() {
        #expect(Hex.encode([]) == "")
        #expect(Hex.encode([0x00, 0x0F, 0xA5, 0xFF]) == "000fa5ff")
        #expect(Hex.encodedBytes([0xAB]) == Array("ab".utf8))
        for value in UInt8(0)..<16 {
            let digit = String(value, radix: 16)
            #expect(Hex.value(digit.utf8.first!) == value)
            #expect(Hex.value(digit.uppercased().utf8.first!) == value)
        }
        let digits = (0...255).filter { Hex.value(UInt8($0)) != nil }
        #expect(digits.count == 22)
    }

    @Test func `every byte that is not unreserved is percent-encoded`() {
        let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        #expect(PercentEncoding.encode(unreserved) == unreserved)
        for byte in UInt8.min...0x7F where !unreserved.utf8.contains(byte) {
            let hex = (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            #expect(PercentEncoding.encode(String(Unicode.Scalar(byte))) == "%" + hex)
        }
    }

    @Test(
        arguments: [
            ("", ""), (" +/", "%20%2B%2F"), ("日志", "%E6%97%A5%E5%BF%97"), ("\u{E9}", "%C3%A9"), ("e\u{301}", "e%CC%81"),
            ("a=b&c", "a%3Db%26c"), ("%41", "%2541"), ("\r\n", "%0D%0A"), ("!*'()", "%21%2A%27%28%29"),
        ]) func `text is encoded by bytes, and decoded to them`(_ text: String, _ encoded: String)
    {
        #expect(PercentEncoding.encode(text) == encoded)
        #expect(PercentEncoding.decode(encoded) == Array(text.utf8))
    }

    @Test(
        arguments: [
            ("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("%4g", "%4g"), ("%%41", "%A"), ("a+b", "a+b"),
            ("%e6%97%a5", "日"),
            ("%2", "%2"), ("%25%34%31", "%41"),
        ]) func `what is no escape stays`(_ encoded: String, _ text: String)
    {
        #expect(String(decoding: PercentEncoding.decode(encoded), as: UTF8.self) == text)
    }

    @Test func `a plus is a blank only where asked`() {
        #expect(PercentEncoding.decode("a+b%2B", plusIsSpace: true) == Array("a b+".utf8))
        #expect(PercentEncoding.decode("%00%FF") == [0x00, 0xFF])
    }

    @Test func `letters of ASCII alone change case`() {
        #expect(ASCII.lowercased("AZaz@[`{\u{C4}\u{130}\u{212A}") == "azaz@[`{\u{C4}\u{130}\u{212A}")
        #expect(ASCII.equalIgnoringCase("Content-MD5", "content-md5"))
        for other in ["ab", "\u{212A}", "`", ""] {
            #expect(!ASCII.equalIgnoringCase("k", other) && !ASCII.equalIgnoringCase("@", other))
        }
    }

    @Test(
        arguments: [
            ("", ""), ("  ", ""), (" \ta b\t ", "a b"), ("a", "a"), ("\n a", "\n a"), ("\u{A0}a", "\u{A0}a"),
            ("  \u{301}a", "\u{301}a"),
        ]) func `blanks and tabs are trimmed, nothing else`(_ text: String, _ expected: String)
    {
        #expect(Array(ASCII.trimmed(text).utf8) == Array(expected.utf8))
    }

    @Test func `control characters are found`() {
        for value in UInt8(0)..<128 {
            let text = "a" + String(Unicode.Scalar(value)) + "b"
            #expect(ASCII.hasControlCharacter(text) == (value < 0x20 || value == 0x7F))
        }
        #expect(!ASCII.hasControlCharacter("日志"))
        #expect(ASCII.hasControlCharacter("a\r\nb"))
    }
}
