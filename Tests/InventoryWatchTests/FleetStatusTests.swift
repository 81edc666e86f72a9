import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryReports
import InventorySync
import InventoryWatch
import TestSupport
import Testing

/// How the reports of a fleet stand, after the emulator has delivered them well and badly.
@Suite(.timeLimit(.minutes(5))) struct FleetStatusTests {
    static let ids = (0..<5).map { "r\($0)" }
    /// Three are daily, two weekly.
    static let templates = ids.enumerated().map { number, id in
        RuleTemplate(
            id: ExactText(id), schedule: number < 3 ? .daily : .weekly,
            content: InventoryContent(filter: Filter(prefix: ExactText("\(id)/"))))
    }

    /// What becomes of the second delivery, by the number of the bucket.
    enum Fate: Int, CaseIterable { case well, lost, late, cut, doubled, never }

    static func fate(_ number: Int) -> Fate { Fate(rawValue: number % Fate.allCases.count) ?? .well }

    /// Puts the rules of a target where they belong, in the words that both clouds share.
    static func place(in target: SyncTarget, of world: World) {
        for rule in target.rules {
            world.place(
                """
                <InventoryConfiguration><IsEnabled>true</IsEnabled><Destination><XBucketDestination>\
                <Bucket>\(rule.destination.bucket)</Bucket><Prefix>\(rule.destination.prefix ?? "")</Prefix>\
                </XBucketDestination></Destination><Filter><Prefix>\(rule.content.filter.effectivePrefix)</Prefix></Filter>\
                </InventoryConfiguration>
                """, as: rule.id.string, in: target)
        }
    }

    /// Delivers the report of every rule.
    static func deliver(_ world: World, _ targets: [(number: Int, target: SyncTarget)], isSecond: Bool) {
        for (number, target) in targets {
            let fate = fate(number)
            var fault: ReportDelivery.Fault?
            switch fate {
            case .never: fault = .lost
            case .well: break
            case .lost where isSecond: fault = .lost
            case .late where isSecond: fault = .late
            case .cut where isSecond: fault = .cut
            case .doubled where isSecond: fault = .doubled
            case .lost, .late, .cut, .doubled: break
            }
            for rule in target.rules {
                world.emulator.deliver(
                    ReportDelivery(rule: rule.id.string, bucket: target.bucket.name.string, fault: fault),
                    of: World.cloud(target))
            }
        }
    }

    /// What a look a day and an hour after the second delivery has to say.
    static func expected(_ fate: Fate, _ rule: InventoryRule, isOBS: Bool) -> ReportStatus.State {
        switch fate {
        case .well, .cut, .doubled: .arrived
        case .never: .never
        // COS writes its files beside the runs: of a late one nothing can be seen.
        case .late where isOBS: .incomplete
        case .lost, .late: rule.schedule == .daily ? .overdue : .arrived
        }
    }

    @Test func `two thousand rules in two clouds are told right after faulty deliveries, with two requests each`()
        async throws
    {
        let count = 200
        let world = try World([.tencentCOS: count, .huaweiOBS: count], more: Self.reportBuckets)
        let targets = (0..<count).flatMap { number in
            [(number, world.cos(Self.templates, number)), (number, world.obs(Self.templates, number))]
        }
        for (_, target) in targets {
            Self.place(in: target, of: world)
            world.emulator.place(
                EmulatedObject("r0/a", .text("a")), in: target.bucket.name.string, of: World.cloud(target))
        }
        Self.deliver(world, targets, isSecond: false)
        world.time.advance(by: .seconds(24 * 3600))
        Self.deliver(world, targets, isSecond: true)
        world.time.advance(by: .seconds(25 * 3600))

        let start = ContinuousClock.now
        var seen = 0
        try await world.sync(journal: .none).reportStatus(on: targets.map(\.1)) { bucket in
            let (number, target) = targets[bucket.index]
            let isOBS = target.provider == "huawei-obs"
            #expect(bucket.error == nil)
            for (rule, report) in zip(target.rules, bucket.reports) {
                seen += 1
                let fate = Self.fate(number)
                let place: Comment = "\(target), \(rule.id), \(fate)"
                #expect(report.state == Self.expected(fate, rule, isOBS: isOBS), place)
                let rows: Int64? =
                    switch fate {
                    case .never: nil
                    // OBS counts the rows of each file, COS the objects.
                    case .doubled where isOBS: rule.id == "r0" ? 2 : 0
                    default: rule.id == "r0" ? 1 : 0
                    }
                #expect(report.report?.rows == rows, place)
            }
        }
        #expect(seen == 2000)
        let requests = world.emulator.requestCount
        print("2000 rules: \(ContinuousClock.now - start), \(requests) requests")
        let never = (0..<count).count { Self.fate($0) == .never } * Self.ids.count
        let late = (0..<count).count { Self.fate($0) == .late } * Self.ids.count
        // A list and a manifest. A run without manifest costs one more; where there is nothing, all places are looked at.
        #expect(requests == 2 * (2000 - 2 * never) + late + (4 + 2) * never)
    }

    static let reportBuckets = [
        EmulatedBucket(provider: .tencentCOS, name: "inv-1250000000", region: EmulatedProvider.tencentCOS.place.region),
        EmulatedBucket(provider: .huaweiOBS, name: "acme-inv", region: EmulatedProvider.huaweiOBS.place.region),
    ]

    @Test func `a run that has just begun is no failure, and one that does not end is`() async throws {
        let world = try World([.huaweiOBS: 1], more: Self.reportBuckets)
        let target = world.obs([Self.templates[0]])
        Self.place(in: target, of: world)
        func status(grace: Duration = ReportStatus.grace) async throws -> ReportStatus {
            var found: [ReportStatus] = []
            try await world.sync(journal: .none).reportStatus(on: [target], grace: grace) { found += $0.reports }
            return try #require(found.first)
        }
        Self.deliver(world, [(0, target)], isSecond: false)
        world.time.advance(by: .seconds(24 * 3600))
        Self.deliver(world, [(Fate.late.rawValue, target)], isSecond: true)
        world.time.advance(by: .seconds(2 * 3600))
        let under = try await status()
        #expect(under.state == .arrived && under.unfinished != nil)
        #expect(under.age == Int64(26 * 3600))
        #expect(try await status(grace: .seconds(3600)).state == .incomplete)
        Self.deliver(world, [(0, target)], isSecond: true)
        let done = try await status(grace: .seconds(3600))
        #expect(done.state == .arrived && done.unfinished == nil && done.age == 0)
    }

    @Test func `a bucket that cannot be listed is unreadable, and keys that are refused stop at five buckets`()
        async throws
    {
        let world = try World([.tencentCOS: 20])
        let targets = (0..<20).map { world.cos([Self.templates[0]], $0) }
        var states: [ReportStatus.State] = []
        try await world.sync(journal: .none).reportStatus(on: targets) { states += $0.reports.map(\.state) }
        #expect(states == Array(repeating: .unreadable, count: 20))

        var refused = world
        refused.transport = EmulatorTransport(world.emulator)
        let before = world.emulator.requestCount
        let sync = InventorySync(
            ProviderCatalog(
                transport: refused.transport,
                credentials: FixedCredential(Credential(accessKey: TestKeys.access, secretKey: Secret("other"))),
                services: world.time.services), services: world.time.services)
        var errors: [InventoryError.Code?] = []
        try await sync.reportStatus(on: targets, pacing: Pacing(concurrency: 1)) { errors.append($0.error?.code) }
        #expect(errors.count == 20 && !errors.contains(nil))
        #expect(errors.count { $0 == .notAttempted } == 15)
        #expect(world.emulator.requestCount - before == 5)
    }

    @Test func `after the deadline no bucket is begun, and each is told`() async throws {
        let world = try World([.tencentCOS: 4], more: Self.reportBuckets)
        let targets = (0..<4).map { world.cos([Self.templates[0]], $0) }
        var codes: [InventoryError.Code?] = []
        try await world.sync(journal: .none).reportStatus(
            on: targets, pacing: Pacing(concurrency: 1), deadline: .seconds(60)
        ) { bucket in
            codes.append(bucket.error?.code)
            world.time.advance(by: .seconds(40))
        }
        #expect(codes == [nil, nil, .notAttempted, .notAttempted])
    }
}
