import CloudInventory
import InventoryConformance
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct `Transport conformance` {
    @Test(arguments: ConformanceSuite.transport)
    func `libcurl keeps the contract`(_ test: ConformanceCase<TransportSubject>) async throws {
        let transport = CurlTransport()
        let outcome = await Result { try await test.run(on: ConformanceServer().subject(transport)) }
        await transport.shutDown()
        try outcome.get()
    }
}
