internal import InventoryCore

/// Storing, reading, replacing and removing.
extension ProviderCases {
    static let rules: [Case] = [
        test("A rule that was stored reads back the same") { bench in
            let fitted = try await bench.store(bench.rule()).stored
            try await bench.eventuallyReads(fitted.value)
        },
        test("A rule with everything that the cloud has reads back the same") { bench in
            let fitted = try await bench.store(bench.fullRule()).stored
            try await bench.eventuallyReads(fitted.value)
        },
        test("A rule that is switched off stays off, and can be switched on") { bench in
            var rule = bench.rule()
            rule.isEnabled = false
            try await bench.eventuallyReads(bench.store(rule).stored.value)
            rule.isEnabled = true
            try await bench.eventuallyReads(bench.replace(with: rule))
        },
        test("Storing under an id that is taken replaces the rule, or is refused where the cloud only creates") {
            bench in
            let old = try await bench.store(bench.rule()).stored.value
            try await bench.eventuallyReads(old)
            let new = bench.fullRule(named: "rule")
            guard bench.capabilities.overwriting == .inPlace else {
                try await bench.failure(.alreadyExists, of: "storing under a taken id") { try await bench.store(new) }
                return try await bench.eventuallyReads(old)
            }
            try await bench.eventuallyReads(bench.store(new).stored.value)
            let ids = try await bench.listedIDs().filter { $0 == new.id }
            try bench.require(ids.count == 1, "a rule that was replaced stands in the list \(ids.count) times")
            // And back: what the new rule does not ask for is gone.
            try await bench.eventuallyReads(bench.store(old).stored.value)
        },
        test("Storing the same rule again changes nothing") { bench in
            let rule = try await bench.store(bench.rule()).stored.value
            try await bench.eventuallyReads(rule)
            try await bench.eventuallyReads(bench.replace(with: rule))
        },
        test("A rule that was removed is not found") { bench in
            let rule = bench.rule()
            try await bench.store(rule)
            try await bench.eventuallyReads(rule.fitted(bench))
            _ = try await bench.client.removeRule(rule.id, in: bench.bucket)
            try await bench.eventuallyGone(rule.id)
            try await bench.eventuallyListed { !$0.contains(rule.id) }
        },
        test("Removing a rule leaves its neighbours") { bench in
            let rules = ["one", "two", "three"].map { bench.rule($0) }
            for rule in rules { try await bench.store(rule) }
            _ = try await bench.client.removeRule(rules[1].id, in: bench.bucket)
            try await bench.eventuallyGone(rules[1].id)
            try await bench.eventuallyReads(rules[0].fitted(bench))
            try await bench.eventuallyReads(rules[2].fitted(bench))
        },
        test("Removing a rule that is not there succeeds or says that it was not found") { bench in
            do {
                _ = try await bench.client.removeRule(bench.id("never"), in: bench.bucket)
            } catch let error as InventoryError where error.code == .ruleNotFound {
                // As good as removed.
            }
        },
        test("Reading a rule that is not there says that it was not found") { bench in
            try await bench.failure(.ruleNotFound, of: "reading a rule that was never stored") {
                _ = try await bench.client.rule(bench.id("never"), in: bench.bucket)
            }
        },
        test("A document goes out as given, and reads back as the rule it was written from") { bench in
            let rule = bench.rule().fitted(bench)
            let document = try bench.client.provider.rendering(of: rule)
            bench.remember(rule.id)
            _ = try await bench.client.store(document, as: rule.id, in: bench.bucket)
            try await bench.eventuallyReads(rule)
        },
        test("A document that was read restores its rule or is refused, and never becomes another rule") { bench in
            let rule = try await bench.store(bench.rule()).stored.value
            try await bench.eventuallyReads(rule)
            let document = try await bench.client.rule(rule.id, in: bench.bucket).document
            try await bench.remove(rule.id)
            try await bench.eventuallyGone(rule.id)
            do {
                _ = try await bench.client.store(document, as: rule.id, in: bench.bucket)
            } catch let error as InventoryError where error.code == .invalidRequest {
                return
            }
            try await bench.eventuallyReads(rule)
        },
        test("A document of another cloud is refused unsent") { bench in
            let rule = bench.rule()
            var document = try bench.client.provider.rendering(of: rule.fitted(bench))
            document.provider = "conformance-cloud"
            let foreign = document
            try await bench.refusal(.invalidRule, of: "a document of another cloud") {
                _ = try await bench.client.store(foreign, as: rule.id, in: bench.bucket)
            }
        },
    ]
}

extension InventoryRule {
    /// The rule as the cloud is to hold it.
    func fitted(_ bench: Workbench) -> InventoryRule { bench.capabilities.fit(self, in: bench.bucket).value }
}

extension Workbench {
    /// A rule with every firm feature of the cloud that one rule can hold at a time.
    func fullRule(named name: String = "full") -> InventoryRule {
        var rule = rule(name)
        rule.schedule = schedules.last ?? rule.schedule
        for feature in Feature.allCases {
            guard case .native(_, let status) = capabilities[feature], status.isFirm,
                let sample = feature.samples(self).last
            else { continue }
            rule.content.fields.list += sample.content.fields.list.filter { !rule.content.fields.contains($0) }
            rule.content.filter.tags += sample.content.filter.tags.filter { !rule.content.filter.tags.contains($0) }
            rule.content.filter.created = sample.content.filter.created ?? rule.content.filter.created
            rule.content.filter.modified = sample.content.filter.modified ?? rule.content.filter.modified
            rule.content.filter.size = sample.content.filter.size ?? rule.content.filter.size
            rule.content.filter.storageClass = sample.content.filter.storageClass ?? rule.content.filter.storageClass
            if sample.content.versions == .all { rule.content.versions = .all }
            if sample.content.encryption != .none { rule.content.encryption = sample.content.encryption }
            if case .monthly(_?) = sample.schedule { rule.schedule = sample.schedule }
            rule.destination.prefix = sample.destination.prefix ?? rule.destination.prefix
            rule.destination.owner = sample.destination.owner ?? rule.destination.owner
            rule.destination.role = sample.destination.role ?? rule.destination.role
            rule.destination.kmsKey = sample.destination.kmsKey ?? rule.destination.kmsKey
        }
        return rule
    }
}
