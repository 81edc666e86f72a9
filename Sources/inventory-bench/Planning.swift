import CloudInventory
import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventorySync
import InventoryTencentCOS
import InventoryVendorFacts
import InventoryWire

/// What a plan computes for one bucket, without its network.
enum Planning {
    static func fit() throws -> () throws -> Int {
        let cloud = VendorFacts.tencentCOS.capabilities
        let rule = Samples.cosRule(2)
        return {
            let fitted = cloud.fit(rule, in: Samples.cosBucket)
            return fitted.findings.count + fitted.value.content.fields.list.count
        }
    }

    /// Every wanted rule through the gate, against the live rule of its id: what a plan of nothing to do computes.
    static func match(_ count: Int) throws -> () throws -> Int {
        let cloud = VendorFacts.tencentCOS.capabilities
        let wanted = (0..<count).map(Samples.cosRule)
        let live = wanted.reversed().map { rule in
            var rule = rule
            rule.content.fields.list.reverse()
            return rule
        }
        return {
            var byID: [InventoryRule.ID: InventoryRule] = [:]
            for rule in live { byID[rule.id] = rule }
            var alike = 0
            for rule in wanted {
                let fitted = cloud.fit(rule, in: Samples.cosBucket)
                guard fitted.findings.refusals.isEmpty, let found = byID[rule.id] else { continue }
                if cloud.differences(found: cloud.canonical(found), wanted: fitted.value).isEmpty { alike += 1 }
            }
            guard alike == count else { throw CaseError(problem: "\(alike) of \(count) rules match") }
            return alike
        }
    }

    /// The planner itself, all that it can say without a server: ids, gate, overlaps and counts of one OBS bucket.
    static func preflight(_ count: Int) -> () throws -> Int {
        let sync = InventorySync(
            ProviderCatalog(transport: NoTransport(), credentials: FixedCredential(Samples.credential)))
        let target = SyncTarget(
            group: "bench", provider: HuaweiOBS.id, bucket: Samples.obsBucket,
            rules: (0..<count).map(Samples.obsRule), maximumRules: count)
        let ruleSet = RuleSet(name: "bench", rules: [])
        return {
            let refused = sync.preflight(ruleSet, on: [target])
            guard refused.isEmpty else { throw CaseError(problem: "refused: \(refused)") }
            return refused.count
        }
    }

    /// Prefixes of which every tenth lies within another.
    static func overlap(_ count: Int) -> () throws -> Int {
        let rules = (0..<count).map { number in
            (
                id: ExactText("rule-\(number)"),
                prefix: ExactText(number % 10 == 9 ? "data/\(number - 1)/part/" : "data/\(number)/")
            )
        }
        return {
            let found = PrefixOverlap.conflicts(among: rules).count
            guard found == count / 10 else { throw CaseError(problem: "\(found) conflicts") }
            return found
        }
    }

    struct NoTransport: HTTPTransport {
        func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
            throw TransportError(.invalidRequest, "there is no network here", mayHaveReachedServer: false)
        }
    }
}

/// A case that did not do what it is to measure.
struct CaseError: Error {
    var problem: String
}
