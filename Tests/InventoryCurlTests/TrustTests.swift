import Glibc
import InventoryCurl
import InventoryWire
import TestSupport
import Testing

extension HTTPRequest {
    /// A request over TLS for a name, answered by a local server.
    static func secure(_ port: UInt16, host: String = "inventory.example", address: String = "127.0.0.1") -> HTTPRequest
    {
        HTTPRequest(
            method: .get, host: host, connectTo: ConnectTarget(host: address, port: port, isCleartext: false))
    }
}

@Suite(.timeLimit(.minutes(5)))
struct `Whom the transport trusts` {
    let certificates: TestCertificates
    /// Trusts the test authority.
    let transport: CurlTransport

    init() async throws {
        certificates = try await TestCertificates()
        transport = CurlTransport(.init(authorities: .file(certificates.authority)))
    }

    @Test func `A server whose certificate a given authority signed`() async throws {
        let server = try await TLSServer(certificates.leaf(for: "inventory.example"))
        #expect(try await transport.send(.secure(server.port)).status == 200)
        let pem = try #require(contents(of: certificates.authority))
        let other = CurlTransport(.init(authorities: .pem(Array(pem.utf8))))
        #expect(try await other.send(.secure(server.port)).status == 200)
    }

    @Test func `Nobody else's`() async throws {
        let server = try await TLSServer(certificates.leaf(for: "inventory.example"))
        for authorities in [CurlTransport.Authorities.system, .file("/etc/ssl/certs/ca-certificates.crt")] {
            let error = await CurlTransport(.init(authorities: authorities)).failure(of: .secure(server.port))
            #expect(error?.kind == .untrustedServer)
            #expect(error?.mayHaveReachedServer == false)
            #expect(error?.message.contains("no known authority") == true)
        }
    }

    @Test func `No certificate that signed itself`() async throws {
        let server = try await TLSServer(certificates.selfSigned(for: "inventory.example"))
        let error = await transport.failure(of: .secure(server.port))
        #expect(error?.kind == .untrustedServer)
        #expect(error?.message.contains("no known authority") == true)
    }

    @Test func `No certificate for another name, though the connection goes to the right place`() async throws {
        let server = try await TLSServer(certificates.leaf(for: "other.example"))
        let error = await transport.failure(of: .secure(server.port))
        #expect(error?.kind == .untrustedServer)
        #expect(error?.mayHaveReachedServer == false)
        #expect(error?.message.contains("another name") == true)
        #expect(try await transport.send(.secure(server.port, host: "other.example")).status == 200)
    }

    @Test func `No certificate that has expired`() async throws {
        let server = try await TLSServer(certificates.leaf(for: "inventory.example", days: -1))
        let error = await transport.failure(of: .secure(server.port))
        #expect(error?.kind == .untrustedServer)
        #expect(error?.message.contains("expired") == true)
    }

    @Test func `No TLS before 1.2`() async throws {
        let certificate = try await certificates.leaf(for: "inventory.example")
        for (version, isAccepted) in [("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true)] {
            let server = try await TLSServer(certificate, options: [version, "-cipher", "DEFAULT@SECLEVEL=0"])
            if isAccepted {
                #expect(try await transport.send(.secure(server.port)).status == 200)
            } else {
                let error = await transport.failure(of: .secure(server.port))
                #expect(error?.kind == .untrustedServer)
                #expect(error?.message.contains("TLS 1.2") == true)
                #expect(error?.mayHaveReachedServer == false)
            }
        }
    }

    @Test func `No TLS before 1.2 either where the machine's OpenSSL would take it`() async {
        // In a process of its own, since OpenSSL reads its configuration once.
        await #expect(processExitsWith: .success) {
            let certificates = try await TestCertificates()
            let leaf = try await certificates.leaf(for: "inventory.example")
            let settings = certificates.folder + "/openssl.cnf"
            let file = try #require(fopen(settings, "w"))
            fputs(
                "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n"
                    + "[c]\nMinProtocol = TLSv1\nCipherString = DEFAULT@SECLEVEL=0\n", file)
            fclose(file)
            setenv("OPENSSL_CONF", settings, 1)
            let transport = CurlTransport(.init(authorities: .file(certificates.authority)))
            for (version, isAccepted) in [("-tls1_1", false), ("-tls1_2", true)] {
                let server = try await TLSServer(leaf, options: [version])
                if isAccepted {
                    #expect(try await transport.send(.secure(server.port)).status == 200)
                } else {
                    #expect(await transport.failure(of: .secure(server.port))?.kind == .untrustedServer)
                }
            }
            // The process ends here, and takes OpenSSL from under a network thread that still runs.
            await transport.shutDown()
        }
    }

    @Test func `No server that does not speak TLS`() async {
        let server = FaultServer(onAccept: { _ in [.send("HTTP/1.1 400 Bad Request\r\n\r\n"), .blackHole] })
        let error = await transport.failure(of: .secure(server.port))
        #expect(error?.kind == .untrustedServer)
        #expect(error?.mayHaveReachedServer == false)
    }

    @Test func `A connection that breaks in the handshake is lost rather than untrusted`() async {
        for end in [FaultAction.close, .reset] {
            let server = FaultServer(onAccept: { _ in [.listen, end] })
            let error = await transport.failure(of: .secure(server.port))
            #expect(error?.kind == .connectionLost)
            #expect(error?.mayHaveReachedServer == false)
        }
    }

    @Test func `A missing file of authorities is named as the trouble`() async throws {
        let server = try await TLSServer(certificates.leaf(for: "inventory.example"))
        let error = await CurlTransport(.init(authorities: .file("/nowhere.pem"))).failure(of: .secure(server.port))
        #expect(error?.kind == .untrustedServer)
        #expect(error?.message.contains("cannot be read") == true)
    }
}
