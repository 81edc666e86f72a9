import CloudInventory
import InventoryConformance
import InventoryEmulator
import TestSupport
import Testing

#if EmulatorServer
    /// The same cases over a socket, through libcurl.
    @Suite(.timeLimit(.minutes(5))) struct `Conformance over a socket` {
        @Test(arguments: EmulatedProvider.allCases, ConformanceSuite.provider)
        func keeps(_ provider: EmulatedProvider, _ test: ConformanceCase<ConformanceSubject>) async throws {
            let cloud = try EmulatedCloud(provider)
            let server = try await EmulatorServer.start(cloud.emulator)
            let transport = CurlTransport()
            let outcome = await Result { try await run(test, cloud, server, transport) }
            await transport.shutDown()
            await server.stop()
            try outcome.get()
            #expect(cloud.documents.isEmpty, "the case left rules behind")
        }

        private func run(
            _ test: ConformanceCase<ConformanceSubject>, _ cloud: EmulatedCloud, _ server: EmulatorServer,
            _ transport: CurlTransport
        ) async throws {
            let endpoint = try #require(server.endpoint(of: cloud.provider))
            let target = ConnectTarget(host: endpoint.host, port: UInt16(endpoint.port), isCleartext: true)
            let subject = cloud.subject(transport, connectTo: target)
            guard test.obstacle(on: subject) == nil else { return }
            try await test.run(on: subject)
        }
    }
#endif
