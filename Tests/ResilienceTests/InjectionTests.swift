import CloudInventory
import InventoryWire
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct `Names that somebody else chose` {
    private static let alphabet: [Unicode.Scalar] =
        (0..<0x80).map { Unicode.Scalar(UInt8($0)) } + [
            "é", "e", "\u{301}", "中", "😀", "\u{85}", "\u{2028}", "\u{FEFF}",
        ]

    private static func text(_ random: inout Seeded, _ plain: String) -> String {
        guard random.chance(0.2) else { return plain }
        var text = String.UnicodeScalarView()
        for _ in 0..<random.number(1...6) { text.append(random.pick(alphabet)) }
        return String(text)
    }

    /// One call against a server that keeps what it is sent, and answers that all is well.
    private static func call(
        _ cloud: Cloud, _ server: FaultServer, _ transport: CurlTransport, bucket: BucketAddress, id: String,
        token: String
    ) async -> InventoryError? {
        var options = options(
            transport, time: VirtualTime(), retry: .never,
            credentials: FixedCredential(
                Credential(accessKey: "AK", secretKey: Secret("SK"), securityToken: Secret(token))))
        options.connectTo = ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true)
        // Without the gate, which takes plain ids alone.
        let provider = cloud.provider(options)
        return await failure { try await provider.removeRule(ExactText(id), in: bucket) }
    }

    private static func names(_ request: FaultServer.Request) -> [Substring] {
        request.lines.dropFirst().map { $0.prefix { $0 != ":" } }
    }

    /// Percent-encoding undone, by hand: the client's own must not judge itself.
    private static func decoded(_ text: Substring) -> [UInt8] {
        var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    @Test(arguments: Cloud.allCases)
    func `put no header, parameter or path into a request: it says what was meant, or is not sent`(_ cloud: Cloud)
        async throws
    {
        let server = FaultServer { _ in [.respond(204)] }
        let transport = CurlTransport()
        #expect(await Self.call(cloud, server, transport, bucket: cloud.bucket, id: "a", token: "t") == nil)
        let plain = try #require(server.requests.first)
        let names = Self.names(plain)
        let domain = cloud == .cos ? ".myqcloud.com" : ".myhuaweicloud.com"
        var random = Seeded(1)
        var (sent, refused) = (0, 0)
        for _ in 0..<400 {
            let bucket = BucketAddress(
                ExactText(Self.text(&random, cloud.bucket.name.string)),
                region: ExactText(Self.text(&random, cloud.bucket.region?.string ?? "")))
            let id = Self.text(&random, "a&b=%c+d/é")
            let before = server.requests.count
            let error = await Self.call(
                cloud, server, transport, bucket: bucket, id: id, token: Self.text(&random, "t"))
            guard error == nil else {
                refused += 1
                #expect(server.requests.count == before, "\(error?.message ?? "")")
                continue
            }
            sent += 1
            try #require(server.requests.count == before + 1)
            let request = try #require(server.requests.last)
            #expect(Self.names(request) == names, "\(request.lines)")
            let words = request.lines[0].split(separator: " ", omittingEmptySubsequences: false)
            #expect(words.count == 3 && words[0] == "DELETE" && words[2] == "HTTP/1.1", "\(request.lines[0])")
            let parts = words[1].split(separator: "&", omittingEmptySubsequences: false)
            #expect(parts.count == 2 && parts[0] == "/?inventory" && parts[1].hasPrefix("id="), "\(words[1])")
            #expect(Self.decoded(parts[1].dropFirst(3)) == Array(id.utf8))
            #expect(request.lines[1].hasPrefix("Host: ") && request.lines[1].hasSuffix(domain), "\(request.lines[1])")
            #expect(request.body.isEmpty)
        }
        #expect(sent > 100 && refused > 100, "\(sent) sent, \(refused) refused")
        await transport.shutDown()
    }
}
