internal import InventoryCore

extension SyncTarget {
    /// In what two targets of one bucket contradict each other.
    package struct Contradiction: Error {
        /// A clause: `its regions differ`.
        package var clause: String
    }

    /// Two targets of one bucket as one, which holds the rules of both.
    /// - Throws: where they reach the bucket in different ways, or do not want the same of a rule.
    package func united(with other: SyncTarget) throws(Contradiction) -> SyncTarget {
        var union = self
        if let region = bucket.region, let others = other.bucket.region, region != others {
            throw Contradiction(clause: "the regions differ")
        }
        union.bucket.region = bucket.region ?? other.bucket.region
        guard bucket.endpoint == other.bucket.endpoint else { throw Contradiction(clause: "the endpoints differ") }
        guard credentials == other.credentials else { throw Contradiction(clause: "the credentials differ") }
        if let most = maximumRules, let others = other.maximumRules, most != others {
            throw Contradiction(clause: "limits.maximumRules differ")
        }
        union.maximumRules = maximumRules ?? other.maximumRules
        for rule in other.rules {
            guard let own = rules.first(where: { $0.id == rule.id }) else {
                union.rules.append(rule)
                union.fidelity[rule.id] = other.fidelity[rule.id]
                continue
            }
            guard own == rule, fidelity[rule.id] == other.fidelity[rule.id] else {
                throw Contradiction(
                    clause:
                        "rule '\(Printable.quoted(rule.id.string))' is not the same in both (what it says, where its "
                        + "reports go, or what it may lose)")
            }
        }
        return union
    }
}

extension InventorySync {
    /// One bucket is one target: two plans of it would each take the rules of the other for leftovers.
    /// - Throws: `planRefused` where a bucket stands twice among the targets. No network.
    func requireDistinct(_ targets: some Sequence<SyncTarget>) throws(InventoryError) {
        var seen: Set<SyncTarget.Identity> = []
        for target in targets where !seen.insert(target.identity).inserted {
            throw InventoryError(
                .planRefused,
                "\(target) is the same bucket as another target; nothing was sent; make one target of both",
                provider: target.provider)
        }
    }
}
