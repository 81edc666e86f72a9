import InventoryWire
import Testing

@Suite struct SecretTests {
    static let text = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"

    private struct Holder { var id = "x", secret = Secret(SecretTests.text) }

    @Test func `a secret is not shown`() {
        let secret = Secret(Self.text)
        var dumped = ""
        dump(secret, to: &dumped)
        var dumpedHolder = ""
        dump(Holder(), to: &dumpedHolder)
        let shown = [
            secret.description, secret.debugDescription, "\(secret)", String(describing: secret),
            String(reflecting: secret), "\(Optional(secret) as Any)", "\([secret])", "\(["k": secret])", "\(Holder())",
            String(reflecting: Holder()), dumped, dumpedHolder,
        ]
        for text in shown {
            #expect(text.contains("<secret>"))
            #expect(!text.contains(Self.text.prefix(6)))
        }
    }

    @Test func `reflection finds nothing inside`() {
        let mirror = Mirror(reflecting: Secret(Self.text))
        #expect(mirror.children.isEmpty)
        #expect(mirror.superclassMirror == nil)
    }

    @Test(arguments: ["", "a", "\u{E9}e\u{301}", "\u{0}"]) func `the bytes are those given`(_ text: String) {
        #expect(Secret(text).bytes == Array(text.utf8))
        #expect(Secret(Array(text.utf8)).bytes == Array(text.utf8))
        #expect(Secret(text).isEmpty == text.isEmpty)
    }

    @Test func `many can be made and released`() {
        // Under the address sanitizer this would show a wrong cleansing or a double release.
        for length in 0..<300 { #expect(Secret([UInt8](repeating: 7, count: length)).bytes.count == length) }
    }
}
