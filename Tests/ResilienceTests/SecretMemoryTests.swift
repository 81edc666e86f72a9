import CloudInventory
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

@Suite struct `Memory of secrets` {
    @Test func `A secret key that was signed with is nowhere once the last reference goes`() async {
        // In a process of its own, whose memory is still to be seen through.
        await #expect(processExitsWith: .success) {
            // No longer than a block of the hash: a longer key would be used as its digest.
            let disguised = (0..<60).map { index in UInt8(0x21 + index * 37 % 90) ^ MemoryScan.disguise }
            // The allocator writes over the beginning of what is released.
            let scan = MemoryScan(disguised: Array(disguised.dropFirst(20)))
            #expect(scan.hits() == 0)
            for cloud in Cloud.allCases {
                try await sign(for: cloud, disguised, scan)
                #expect(scan.hits() == 0, "\(cloud)")
            }
        }
    }

    @Test func `A secret made of a text or an array holds one copy, and leaves none`() async {
        await #expect(processExitsWith: .success) {
            let disguised = (0..<60).map { index in UInt8(0x21 + index * 53 % 90) ^ MemoryScan.disguise }
            let scan = MemoryScan(disguised: Array(disguised.dropFirst(20)))
            func hitsWhileAlive() -> Int {
                var bytes = disguised.map { $0 ^ MemoryScan.disguise }
                let secret = Secret(moving: &bytes)
                return withExtendedLifetime(secret) { scan.hits() }
            }
            // One, and not two: what it was made of has been overwritten.
            #expect(hitsWhileAlive() == 1)
            #expect(scan.hits() == 0)
        }
    }
}

/// Signs and sends one request, in a function of its own so that nothing of it outlives it.
private func sign(for cloud: Cloud, _ disguised: [UInt8], _ scan: MemoryScan) async throws {
    var bytes = disguised.map { $0 ^ MemoryScan.disguise }
    let credential = Credential(accessKey: "AK", secretKey: Secret(moving: &bytes))
    let client = cloud.client(
        options(
            ScriptedTransport(statuses: [204]), time: VirtualTime(), credentials: FixedCredential(credential)))
    _ = try await client.removeRule("a", in: cloud.bucket)
    #expect(scan.hits() > 0, "the scan sees nothing")
}
