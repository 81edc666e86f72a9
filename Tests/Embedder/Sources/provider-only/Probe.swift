import CloudInventory

/// A tool that speaks to one cloud: what a cloud cannot hold, and the document that it would be sent. No network.
@main enum Probe {
    static func main() async throws {
        let credentials = ClosureCredentials { _ in
            throw InventoryError(.credentialsMissing, "this probe sends nothing")
        }
        let options = ProviderOptions(transport: CurlTransport(), credentials: credentials)
        let client = InventoryClient(TencentCOS.provider(options), fidelity: .bestEffort)
        let bucket = BucketAddress("photos-1250000000", region: "ap-guangzhou")
        let rule = InventoryRule(
            id: "nightly", schedule: .daily, content: InventoryContent(fields: [.size, .encryptionStatus]),
            destination: Destination(bucket: "inv-1250000000"))
        let fitted = client.capabilities.fit(rule, in: bucket, fidelity: client.fidelity)
        for finding in fitted.findings { print(finding) }
        print(try client.provider.rendering(of: fitted.accepted()).text)
        do {
            _ = try await client.store(rule, in: bucket)
        } catch let error as InventoryError {
            print(error.shortDescription)
        }
    }
}
