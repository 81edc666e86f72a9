package import CloudInventory
package import InventoryCore
package import InventoryEmulator
package import InventoryWire

/// Two emulated clouds, a sync that works on them, and the truth about what they hold.
package struct World: Sendable {
    package static let cosRegion = "ap-guangzhou"
    package static let obsRegion = "cn-north-4"

    package let time: VirtualTime
    package let emulator: Emulator
    package let journal: Folder
    package var transport: any HTTPTransport
    package var connectTo: [ProviderID: ConnectTarget] = [:]
    package var retry = RetryPolicy.standard
    package var options = InventorySync.Options()

    /// - Parameter more: further buckets: those that reports go to are there where a test names them.
    /// - Parameter onRequest: called when a request arrives at a cloud, before it is carried out; how many seconds that
    ///   cloud's clock is off for this request. A day makes it refuse the signature, and so the request.
    package init(
        cos: Int = 1, obs: Int = 1, quirks: [String: String] = [:], faults: EmulatedFaults = EmulatedFaults(),
        visibilityLag: Int64 = 0, limits: [EmulatedProvider: EmulatedLimits] = [:], more: [EmulatedBucket] = [],
        seed: UInt64 = 0,
        onRequest: @escaping @Sendable () -> Int64 = { 0 }
    ) throws {
        let time = VirtualTime(seed: seed)
        let configuration = EmulatorConfiguration(
            credentials: [EmulatedCredential(accessKey: TestKeys.access, secretKey: TestKeys.secret)],
            buckets: (0..<cos).map {
                EmulatedBucket(provider: .tencentCOS, name: Self.cosName($0), region: Self.cosRegion)
            }
                + (0..<obs).map {
                    EmulatedBucket(provider: .huaweiOBS, name: Self.obsName($0), region: Self.obsRegion)
                } + more,
            limits: limits, visibilityLag: visibilityLag, quirks: try QuirkSettings(quirks), faults: faults)
        self.time = time
        emulator = Emulator(configuration, clock: { time.seconds + onRequest() })
        journal = try Folder()
        transport = EmulatorTransport(emulator)
    }

    package static func cosName(_ number: Int) -> String { "photos\(number)-1250000000" }
    package static func obsName(_ number: Int) -> String { "archive\(number)" }

    // MARK: The library

    package var catalog: ProviderCatalog {
        ProviderCatalog(
            transport: transport,
            credentials: FixedCredential(Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))),
            connectTo: connectTo,
            retry: retry, services: time.services)
    }

    package var sync: InventorySync { sync(journal: .directory(journal.path)) }

    package func sync(journal: InventorySync.Journal) -> InventorySync {
        InventorySync(catalog, journal: journal, options: options, services: time.services)
    }

    // MARK: Targets

    package func cos(
        _ rules: [RuleTemplate], _ number: Int = 0, accepting features: Set<Feature> = [], maximumRules: Int? = nil
    ) -> SyncTarget {
        TargetGroup(
            name: "cos", provider: "tencent-cos", region: ExactText(Self.cosRegion), reports: Self.cosReports,
            accept: .init(rules.map { ($0.id, features) }, uniquingKeysWith: { first, _ in first }),
            maximumRules: maximumRules
        ).target(.init(name: ExactText(Self.cosName(number))), rules: rules)
    }

    package func obs(
        _ rules: [RuleTemplate], _ number: Int = 0, accepting features: Set<Feature> = [], maximumRules: Int? = nil
    ) -> SyncTarget {
        TargetGroup(
            name: "obs", provider: "huawei-obs", region: ExactText(Self.obsRegion), reports: Self.obsReports,
            accept: .init(rules.map { ($0.id, features) }, uniquingKeysWith: { first, _ in first }),
            maximumRules: maximumRules
        ).target(.init(name: ExactText(Self.obsName(number))), rules: rules)
    }

    package static let cosReports = Destination(
        bucket: "inv-1250000000", region: ExactText(cosRegion), prefix: "inventory/{bucket}", owner: "100000000001")
    package static let obsReports = Destination(bucket: "acme-inv", prefix: "inventory/{bucket}")

    // MARK: The truth

    /// What a cloud really holds: every document as received, by bucket and id.
    package struct Contents: Hashable, Sendable {
        package var documents: [String: [String: String]] = [:]

        package subscript(bucket: String, id: String) -> String? { documents[bucket]?[id] }
    }

    package func contents(ofEvery provider: EmulatedProvider? = nil) -> Contents {
        var contents = Contents()
        for bucket in emulator.configuration.buckets where provider == nil || provider == bucket.provider {
            for stored in emulator.documents(in: bucket.name, of: bucket.provider) {
                contents.documents[bucket.name, default: [:]][stored.id] = String(
                    decoding: stored.document, as: UTF8.self)
            }
        }
        return contents
    }

    /// The requests that change something, of those that the emulator remembers.
    package var writes: [LoggedRequest] {
        emulator.requests.filter { [.put, .delete, .post].contains($0.operation) }
    }

    package func place(_ document: String, as id: String, in target: SyncTarget) {
        emulator.place(Array(document.utf8), as: id, in: target.bucket.name.string, of: Self.cloud(target))
    }

    package func remove(_ id: String, in target: SyncTarget) {
        emulator.removeDocument(id, in: target.bucket.name.string, of: Self.cloud(target))
    }

    package static func cloud(_ target: SyncTarget) -> EmulatedProvider {
        EmulatedProvider(rawValue: target.provider.rawValue) ?? .tencentCOS
    }
}

extension AsyncSequence where Element: Sendable {
    /// Every element, once all are there.
    @discardableResult
    package func collected() async throws -> [Element] {
        var list: [Element] = []
        for try await element in self { list.append(element) }
        return list
    }
}
