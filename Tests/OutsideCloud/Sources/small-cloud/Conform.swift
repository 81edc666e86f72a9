import CloudInventory
import Glibc
import InventoryConformance

/// Runs every conformance case on the cloud, and prints what failed.
@main enum Conform {
    static func main() async throws {
        let server = Server(token: "secret-token", buckets: ["photos", "reports"])
        let transport = CountingTransport(CurlTransport())
        let catalog = ProviderCatalog(
            vendors: Vendors.all + [SmallCloud.vendor], transport: transport,
            credentials: FixedCredential(Credential(accessKey: "me", secretKey: Secret("secret-token"))),
            connectTo: [SmallCloud.id: ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true)])
        var subject = ConformanceSubject(
            client: try catalog.client(for: SmallCloud.id), bucket: BucketAddress("photos", region: "north-1"),
            reports: Destination(bucket: "reports"), mark: "conform"
        ) { transport.requestCount }
        subject.absentBucket = BucketAddress("absent", region: "north-1")
        subject.isBucketDisposable = true
        subject.patience = .seconds(5)
        subject.interval = .milliseconds(10)
        var failures = 0
        var passes = 0
        try await ConformanceSuite.run(on: subject) { result in
            switch result.outcome {
            case .passed: passes += 1
            case .failed(let what):
                failures += 1
                print("failed: \(result.name): \(what)")
            case .notApplicable: break
            }
        }
        print("small-cloud: \(passes) passed, \(failures) failed")
        exit(failures > 0 || passes < 20 ? 1 : 0)
    }
}
