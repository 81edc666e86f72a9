package import CloudInventory
package import InventoryCore
package import InventoryEmulator
package import InventoryWire

/// Emulated clouds, a sync that works on them, and the truth about what they hold.
package struct World: Sendable {
    package let time: VirtualTime
    package let emulator: Emulator
    package let journal: Folder
    package var transport: any HTTPTransport
    package var connectTo: [ProviderID: ConnectTarget] = [:]
    package var retry = RetryPolicy.standard
    package var options = InventorySync.Options()

    /// - Parameters:
    ///   - buckets: how many each cloud has.
    ///   - more: further buckets: those that reports go to are there where a test names them.
    ///   - onRequest: called when a request arrives at a cloud, before it is carried out; how many seconds that cloud's
    ///     clock is off for this request. A day makes it refuse the signature, and so the request.
    package init(
        _ buckets: [EmulatedProvider: Int] = [.tencentCOS: 1, .huaweiOBS: 1], quirks: [String: String] = [:],
        faults: EmulatedFaults = EmulatedFaults(), visibilityLag: Int64 = 0,
        limits: [EmulatedProvider: EmulatedLimits] = [:], more: [EmulatedBucket] = [], seed: UInt64 = 0,
        onRequest: @escaping @Sendable () -> Int64 = { 0 }
    ) throws {
        let time = VirtualTime(seed: seed)
        let configuration = EmulatorConfiguration(
            credentials: [EmulatedCredential(accessKey: TestKeys.access, secretKey: TestKeys.secret)],
            buckets: EmulatedProvider.clouds.flatMap { cloud in
                (0..<(buckets[cloud] ?? 0)).map { cloud.place.bucket($0) }
            } + more,
            limits: limits, visibilityLag: visibilityLag, quirks: try QuirkSettings(quirks), faults: faults)
        self.time = time
        emulator = Emulator(configuration, clock: { time.seconds + onRequest() })
        journal = try Folder()
        transport = EmulatorTransport(emulator)
    }

    /// So many buckets in every cloud.
    package static func each(_ count: Int) -> [EmulatedProvider: Int] {
        .init(uniqueKeysWithValues: EmulatedProvider.clouds.map { ($0, count) })
    }

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
        EmulatedProvider.tencentCOS.place.target(rules, number, accepting: features, maximumRules: maximumRules)
    }

    package func obs(
        _ rules: [RuleTemplate], _ number: Int = 0, accepting features: Set<Feature> = [], maximumRules: Int? = nil
    ) -> SyncTarget {
        EmulatedProvider.huaweiOBS.place.target(rules, number, accepting: features, maximumRules: maximumRules)
    }

    package static func cosName(_ number: Int) -> String { EmulatedProvider.tencentCOS.place.bucketName(number) }
    package static func obsName(_ number: Int) -> String { EmulatedProvider.huaweiOBS.place.bucketName(number) }
    package static let cosReports = EmulatedProvider.tencentCOS.place.reports
    package static let obsReports = EmulatedProvider.huaweiOBS.place.reports

    // MARK: The truth

    /// What a cloud really holds: every document as received, by bucket and id.
    package struct Contents: Hashable, Sendable {
        package var documents: [String: [String: String]] = [:]

        package subscript(bucket: String, id: String) -> String? { documents[bucket]?[id] }

        fileprivate var clouds: [String: EmulatedProvider] = [:]

        /// What the documents say, by bucket and id: servers do not repeat every byte. Without those that are no rules.
        package var rules: [String: [String: InventoryRule]] {
            .init(uniqueKeysWithValues: clouds.keys.map { ($0, rules(in: $0)) })
        }

        /// What the documents of one bucket say, by id: all buckets are read for `rules`, which is dear within a loop.
        package func rules(in bucket: String) -> [String: InventoryRule] {
            guard let cloud = clouds[bucket] else { return [:] }
            return documents[bucket]?.compactMapValues(cloud.place.rule) ?? [:]
        }
    }

    package func contents(ofEvery provider: EmulatedProvider? = nil) -> Contents {
        var contents = Contents()
        for bucket in emulator.configuration.buckets where provider == nil || provider == bucket.provider {
            for stored in emulator.documents(in: bucket.name, of: bucket.provider) {
                contents.documents[bucket.name, default: [:]][stored.id] = String(
                    decoding: stored.document, as: UTF8.self)
                contents.clouds[bucket.name] = bucket.provider
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
