import InventoryWire
import Testing

@Suite struct HTTPHeadersTests {
    private let headers = HTTPHeaders([
        .init(name: "X-A", value: "1"), .init(name: "b", value: "2"), .init(name: "x-a", value: "3"),
    ])

    @Test func `names are found in any case, and the first value wins`() {
        #expect(headers["x-A"] == "1")
        #expect(headers["B"] == "2")
        #expect(headers["c"] == nil && headers["x"] == nil)
        #expect(headers.values(for: "X-a") == ["1", "3"])
        #expect(headers.values(for: "c") == [])
    }

    @Test func `setting replaces every line of the name`() {
        var changed = headers
        changed["X-a"] = "4"
        #expect(changed.fields.map { "\($0.name)=\($0.value)" } == ["b=2", "X-a=4"])
        changed["B"] = nil
        #expect(changed.fields.map(\.name) == ["X-a"])
    }

    @Test func `order, case and duplicates are kept`() {
        var changed: HTTPHeaders = ["A": "1", "a": "2"]
        changed.append("A", "1")
        #expect(changed.fields.map { "\($0.name)=\($0.value)" } == ["A=1", "a=2", "A=1"])
        // The Kelvin sign is no K.
        #expect(HTTPHeaders([.init(name: "\u{212A}", value: "1")])["k"] == nil)
    }
}

@Suite struct HTTPRequestTests {
    @Test(
        arguments: [
            ([], "/"), ([QueryItem("inventory")], "/?inventory"), ([QueryItem("id", "")], "/?id="),
            ([QueryItem("inventory"), QueryItem("id", "a b+&=/é")], "/?inventory&id=a%20b%2B%26%3D%2F%C3%A9"),
            ([QueryItem("a", "1"), QueryItem("a", "2")], "/?a=1&a=2"),
        ] as [([QueryItem], String)]) func `the target holds the query as signed`(
            _ query: [QueryItem], _ target: String
        )
    {
        let request = HTTPRequest(method: .get, host: "b.example.com", query: query)
        #expect(request.target == target)
        #expect(request.url == "https://b.example.com" + target)
    }

    @Test func `the path goes as it stands`() {
        let request = HTTPRequest(method: .put, scheme: .http, host: "h:81", path: "/a/../b%2F")
        #expect(request.url == "http://h:81/a/../b%2F")
    }

    @Test func `a request is bounded and repeatable unless said otherwise`() {
        let request = HTTPRequest(method: .get, host: "h")
        #expect(request.maximumResponseBytes == 1 << 20 && request.isRepeatable && request.body == nil)
        #expect(request.connectTo == nil && request.scheme == .https)
    }
}

@Suite struct LoopbackAddressTests {
    @Test(
        arguments: [
            ("127.0.0.1", true), ("127.255.255.255", true), ("localhost", true), ("LOCALHOST", true), ("::1", true),
            ("[::1]", true), ("", false), ("127.0.0.1.example.com", false), ("localhost.example.com", false),
            ("127.0.0.256", false), ("127.0.0", false), ("127.1", false), ("127.0.0.1.", false), ("127.0.0.-1", false),
            ("127.0.0.+1", false), ("127.0.0.0x1", false), ("127.0.0.", false), ("0127.0.0.1", false),
            ("128.0.0.1", false),
            ("0.0.0.0", false), ("10.0.0.1", false), ("169.254.169.254", false), ("::", false), ("::2", false),
            ("1270.0.1", false), ("127.0.0.１", false), (" 127.0.0.1", false), ("127.0.0.1%00", false),
            ("2130706433", false),
            ("ⅼocalhost", false),
        ]) func `only what cannot leave this machine is loopback`(_ host: String, _ isLoopback: Bool)
    {
        #expect(LoopbackAddress.contains(host) == isLoopback)
        #expect(ConnectTarget(host: host, port: 80, isCleartext: true).isLoopback == isLoopback)
    }
}
