package import CloudInventory
package import InventoryCore
package import InventoryEmulator

/// One emulated cloud with a source and a report bucket, on a clock of its own, and clients that speak to it.
package struct EmulatedCloud: Sendable {
    package let provider: EmulatedProvider
    package let emulator: Emulator
    package let time: VirtualTime

    package init(
        _ provider: EmulatedProvider, quirks: [String: String] = [:], faults: [FaultRule] = [],
        throttle: Throttle? = nil,
        limits: EmulatedLimits = EmulatedLimits(), visibilityLag: Int64 = 0
    ) throws {
        let time = VirtualTime()
        self.provider = provider
        self.time = time
        emulator = Emulator(
            EmulatorConfiguration(
                credentials: [EmulatedCredential(accessKey: TestKeys.access, secretKey: TestKeys.secret)],
                buckets: [EmulatedBucket(provider: provider, name: provider.bucketName, region: provider.region)],
                limits: [provider: limits], visibilityLag: visibilityLag, quirks: try QuirkSettings(quirks),
                faults: EmulatedFaults(providers: [provider: ProviderFaults(rules: faults, throttle: throttle)])),
            clock: { time.seconds })
    }

    package var id: ProviderID { ProviderID(rawValue: provider.rawValue) }
    package var bucket: BucketAddress {
        BucketAddress(ExactText(provider.bucketName), region: ExactText(provider.region))
    }
    /// Where reports go, with all that the cloud demands of a rule.
    package var reports: Destination {
        var reports = Destination(bucket: ExactText(provider.bucketName))
        switch provider {
        case .volcengineTOS: (reports.owner, reports.role) = ("2100000000", "TosArchiveTOSInventory")
        case .alibabaOSS:
            (reports.owner, reports.role) = ("1000000000000000", "acs:ram::1000000000000000:role/AliyunOSSRole")
        default: break
        }
        return reports
    }

    /// What clients run on: the cloud's own time, and always the same random number, so that waits can be foretold.
    package var services: SystemServices {
        var services = time.services
        services.random = { 0.5 }
        return services
    }

    /// A client whose requests are answered in process, unless another transport is given.
    package func client(
        _ transport: (any HTTPTransport)? = nil, connectTo: ConnectTarget? = nil,
        credential: Credential = Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret)),
        retry: RetryPolicy = .standard
    ) -> InventoryClient {
        guard let vendor = Vendors.all.first(where: { $0.id == id }) else { fatalError("no client speaks to \(id)") }
        let options = ProviderOptions(
            transport: transport ?? EmulatorTransport(emulator, as: provider), credentials: FixedCredential(credential),
            connectTo: connectTo, retry: retry, services: services)
        return InventoryClient(HTTPProvider(vendor, options: options))
    }

    /// A rule that the cloud holds.
    package func rule(_ id: String = "rule", prefix: String? = nil) -> InventoryRule {
        InventoryRule(
            id: ExactText(id), schedule: .daily,
            content: InventoryContent(filter: Filter(prefix: ExactText(prefix ?? "\(id)/")), fields: [.size]),
            destination: reports)
    }

    /// The documents that the server holds, as received.
    package var documents: [StoredDocument] { emulator.documents(in: provider.bucketName, of: provider) }
    package var jobs: [StoredDocument] { emulator.oneOffJobs(in: provider.bucketName, of: provider) }
}

extension EmulatorQuirks {
    /// The open points of the clouds that the library has a client for.
    package static let ofClients = all.filter { EmulatedProvider.allCases.contains($0.provider) }
}

extension EmulatedProvider {
    /// The emulated clouds that the library has a client for, without relatives.
    package static let allCases: [EmulatedProvider] = clouds.filter { emulated in
        Vendors.ids.contains { $0.rawValue == emulated.rawValue }
    }

    package var bucketName: String {
        switch self {
        case .tencentCOS: "photos-1250000000"
        default: "photos"
        }
    }

    package var region: String {
        switch self {
        case .tencentCOS: "ap-guangzhou"
        case .volcengineTOS: "cn-beijing"
        case .amazonS3: "eu-central-1"
        case .alibabaOSS: "cn-hangzhou"
        default: "cn-north-4"
        }
    }
}
