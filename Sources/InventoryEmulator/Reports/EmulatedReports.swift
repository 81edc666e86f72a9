internal import InventoryWire

/// When the emulator delivers the reports of stored rules by itself, and what goes wrong with them.
public struct EmulatedReports: Codable, Sendable, Hashable {
    /// How many seconds a day of the rules' schedules lasts: a daily rule's report comes so often. Nil delivers nothing
    /// unasked.
    public var daySeconds: Int64?
    /// Deliveries that go wrong; of several that fit, the first counts.
    public var faults: [Fault]

    /// A delivery that goes wrong.
    public struct Fault: Codable, Sendable, Hashable {
        /// Of which rules; nil for all.
        public var provider: EmulatedProvider?
        /// In which buckets; nil for all.
        public var bucket: String?
        /// Of which id; nil for all.
        public var rule: String?
        /// Which of a rule's deliveries, counted from 1; nil for every one.
        public var delivery: Int?
        /// What goes wrong.
        public var fault: ReportDelivery.Fault

        /// Makes a fault; what is nil fits everything.
        public init(
            _ fault: ReportDelivery.Fault, provider: EmulatedProvider? = nil, bucket: String? = nil,
            rule: String? = nil, delivery: Int? = nil
        ) {
            self.provider = provider
            self.bucket = bucket
            self.rule = rule
            self.delivery = delivery
            self.fault = fault
        }

        enum CodingKeys: String, CodingKey, CaseIterable { case provider, bucket, rule, delivery, fault }

        /// Reads the JSON form.
        /// - Throws: `DecodingError` naming the key at fault.
        public init(from decoder: any Decoder) throws {
            let values = try StrictContainer(decoder, CodingKeys.self, place: "a fault of reports")
            let name: String = try values.require(.fault)
            guard let fault = ReportDelivery.Fault(rawValue: name) else {
                let known = ReportDelivery.Fault.allCases.map(\.rawValue).joined(separator: ", ")
                throw values.refuse(.fault, "there is no fault '\(name)'; known are \(known)")
            }
            self.init(
                fault, provider: try values.optional(.provider), bucket: try values.optional(.bucket),
                rule: try values.optional(.rule), delivery: try values.optional(.delivery))
        }
    }

    /// Makes the wish for deliveries; nothing is delivered unasked by default.
    public init(daySeconds: Int64? = nil, faults: [Fault] = []) {
        self.daySeconds = daySeconds
        self.faults = faults
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case daySeconds, faults }

    /// Reads the JSON form.
    /// - Throws: `DecodingError` naming the key at fault.
    public init(from decoder: any Decoder) throws {
        let values = try StrictContainer(decoder, CodingKeys.self, place: "reports")
        self.init(daySeconds: try values.optional(.daySeconds), faults: try values.optional(.faults) ?? [])
        if let daySeconds, !(1...1_000_000).contains(daySeconds) {
            throw values.refuse(.daySeconds, "a day lasts 1 to 1000000 seconds")
        }
    }
}

/// The reports of one rule so far.
struct DeliveryCount: Sendable {
    var deliveries = 0
    /// When the next one is to be delivered; nil after the last.
    var next: Int64?
}

extension Emulator {
    /// Delivers the reports that are due by the emulator's clock: of every rule that is switched on the first one at once,
    /// then one after every day, week or month of ``EmulatedReports/daySeconds``. Deliveries that were missed meanwhile are
    /// one. Does nothing where the configuration does not ask for it.
    /// - Returns: how many were due, lost ones too.
    @discardableResult
    public func deliverDue() -> Int {
        guard let day = configuration.reports.daySeconds else { return 0 }
        let now = clock()
        var due: [(provider: EmulatedProvider, delivery: ReportDelivery)] = []
        state.withLock { state in
            for (key, bucket) in state.buckets {
                for rule in bucket.rules {
                    guard let order = ReportOrder(rule.stored.document), order.isEnabled else { continue }
                    let place = DeliveryPlace(bucket: key, rule: rule.stored.id)
                    var count = state.deliveries[place] ?? DeliveryCount(next: now)
                    guard let next = count.next, next <= now else { continue }
                    count.deliveries += 1
                    count.next = order.days.map { now &+ $0 &* day }
                    state.deliveries[place] = count
                    due.append((key.provider, delivery(number: count.deliveries, place)))
                }
            }
        }
        for (provider, delivery) in due { deliver(delivery, of: provider) }
        return due.count
    }

    struct DeliveryPlace: Hashable, Sendable {
        var bucket: BucketKey
        var rule: String
    }

    private func delivery(number: Int, _ place: DeliveryPlace) -> ReportDelivery {
        let fault = configuration.reports.faults.first { fault in
            fault.provider ?? place.bucket.provider == place.bucket.provider
                && fault.bucket ?? place.bucket.name == place.bucket.name && fault.rule ?? place.rule == place.rule
                && fault.delivery ?? number == number
        }
        return ReportDelivery(rule: place.rule, bucket: place.bucket.name, fault: fault?.fault)
    }
}
