import Glibc
import InventoryCurl
import InventoryWire
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct `What the environment changes` {
    @Test func `Nothing: no proxy, no password file, no authority and no key log is taken from it`() async {
        // In a process of its own, because the environment is everyone's.
        await #expect(processExitsWith: .success) {
            let trap = FaultServer()
            let certificates = try await TestCertificates()
            let home = certificates.folder
            for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
                setenv(name, "http://127.0.0.1:\(trap.port)", 1)
            }
            for name in ["CURL_CA_BUNDLE", "SSL_CERT_FILE"] { setenv(name, certificates.authority, 1) }
            setenv("SSL_CERT_DIR", home, 1)
            setenv("SSLKEYLOGFILE", home + "/keys", 1)
            setenv("HOME", home, 1)
            let passwords = try #require(fopen(home + "/.netrc", "w"))
            fputs("default login canary password canary\n", passwords)
            fclose(passwords)

            // The key log is not written, proven by a request that gets through.
            let secure = try await TLSServer(certificates.leaf(for: "inventory.example"))
            let trusting = CurlTransport(.init(authorities: .file(certificates.authority)))
            #expect(try await trusting.send(.secure(secure.port)).status == 200)
            #expect(contents(of: home + "/keys") == nil)

            // The authority that the variables name is not trusted.
            let transport = CurlTransport()
            #expect(await transport.failure(of: .secure(secure.port))?.kind == .untrustedServer)

            // Neither the proxies nor the password file are used.
            let server = FaultServer()
            #expect(try await transport.send(.to(server)).status == 200)
            #expect(server.requests.first?.lines.count == 3)
            #expect(try await trusting.send(.secure(secure.port, address: "0.0.0.0")).status == 200)
            #expect(trap.connectionCount == 0)

            // And no variable keeps a proxy from being used that was asked for.
            for name in ["no_proxy", "NO_PROXY"] { setenv(name, "*", 1) }
            let proxy = FaultServer { _ in [.tunnel(port: secure.port)] }
            let proxied = CurlTransport(
                .init(proxy: .http("127.0.0.1", proxy.port), authorities: .file(certificates.authority)))
            #expect(try await proxied.send(HTTPRequest(method: .get, host: "inventory.example")).status == 200)
            #expect(proxy.connectionCount == 1)
            // The process ends here, and takes OpenSSL from under network threads that still run.
            for transport in [trusting, transport, proxied] { await transport.shutDown() }
        }
    }
}
