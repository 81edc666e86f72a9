package import CloudInventory
package import InventoryConformance
internal import InventoryCore
internal import InventoryEmulator

extension EmulatedCloud {
    /// What the provider cases run on: this cloud, its bounds as the emulator has them, and waits on its clock.
    package func subject(
        _ transport: (any HTTPTransport)? = nil, connectTo: ConnectTarget? = nil
    ) -> ConformanceSubject {
        let counting = CountingTransport(transport ?? EmulatorTransport(emulator, as: provider))
        var subject = ConformanceSubject(
            client: client(counting, connectTo: connectTo), bucket: bucket, reports: reports, mark: "conformance",
            requestCount: { counting.requestCount })
        let limits = emulator.configuration.limits[provider]
        subject.absentBucket = BucketAddress(
            ExactText("absent-" + provider.bucketName), region: ExactText(provider.region))
        subject.isBucketDisposable = true
        subject.ruleLimit = limits?.maximumRules.map { Limits.Bound($0, .observed) }
        if provider == .alibabaOSS { subject.storageClass = "Standard" }
        // No source names what TOS answers.
        if provider == .volcengineTOS { subject.fullBucket = .invalidRequest }
        subject.pageSize = limits?.pageSize
        let lag = emulator.configuration.visibilityLag
        subject.patience = .seconds(lag)
        subject.interval = .seconds(max(1, lag / 3))
        subject.services = services
        return subject
    }
}
