extension Capabilities {
    /// The one gate, passed before any request: the rule as this cloud will hold it, and what is to be said of the
    /// difference. A plan compares this value with the live rule, so that an accepted loss is no difference for ever.
    ///
    /// Pure; never throws. Nothing may be sent while `findings.refusals` is not empty; ``Translated/accepted()`` turns
    /// those into an error.
    /// - Parameter bucket: the bucket the rule is for. Knowing it fills in the destination's region and proves it equal.
    public func fit(
        _ rule: InventoryRule, in bucket: BucketAddress? = nil, fidelity: Fidelity = .exact
    ) -> Translated<InventoryRule> {
        var fitted = canonical(rule)
        var fitting = Fitting(capabilities: self, fidelity: fidelity)
        fitting.check { fitted.ask($0) }
        fitted.schedule = fitting.reduce(fitted.schedule)
        fitting.reduce(&fitted.content)
        fitting.reduce(&fitted.destination, encryption: fitted.content.encryption, in: bucket)
        fitting.checkSense(of: rule.content, rule.destination, schedule: rule.schedule)
        fitting.checkNames(fitted.destination, in: bucket)
        fitting.checkBounds(id: fitted.id, content: fitted.content, destination: fitted.destination)
        return Translated(fitted, findings: fitting.findings)
    }

    /// The same for a one-off job.
    public func fit(
        _ job: OneOffJob, in bucket: BucketAddress? = nil, fidelity: Fidelity = .exact
    ) -> Translated<OneOffJob> {
        var fitted = job
        canonicalize(&fitted.content)
        canonicalize(&fitted.destination)
        var fitting = Fitting(capabilities: self, fidelity: fidelity)
        fitting.check { fitted.ask($0) }
        fitting.reduce(&fitted.content)
        fitting.reduce(&fitted.destination, encryption: fitted.content.encryption, in: bucket)
        fitting.checkSense(of: job.content, job.destination)
        fitting.checkNames(fitted.destination, in: bucket)
        fitting.checkBounds(id: fitted.id, content: fitted.content, destination: fitted.destination)
        return Translated(fitted, findings: fitting.findings)
    }

    /// A rule with this cloud's own names (`tencent-cos:x-cos-meta-owner`) replaced by what they mean, and empty values by none.
    package func canonical(_ rule: InventoryRule) -> InventoryRule {
        var rule = rule
        if case .other(let name) = rule.schedule, name.provider == provider {
            let known: [(Schedule, Feature)] = [
                (.daily, .dailySchedule), (.weekly, .weeklySchedule), (.monthly(day: nil), .monthlySchedule),
            ]
            rule.schedule = known.first { self[$0.1].spelling == name.name.string }?.0 ?? rule.schedule
        }
        canonicalize(&rule.content)
        canonicalize(&rule.destination)
        return rule
    }

    /// Empty is none, as in the vendors' documents.
    private func canonicalize(_ destination: inout Destination) {
        if destination.region?.isEmpty == true { destination.region = nil }
        if destination.owner?.isEmpty == true { destination.owner = nil }
        if destination.role?.isEmpty == true { destination.role = nil }
        if destination.kmsKey?.isEmpty == true { destination.kmsKey = nil }
    }

    private func canonicalize(_ content: inout InventoryContent) {
        if content.filter.storageClass?.isEmpty == true { content.filter.storageClass = nil }
        for index in content.fields.list.indices {
            guard case .other(let name) = content.fields.list[index], name.provider == provider else { continue }
            content.fields.list[index] = self.field(spelled: name.name.string)
        }
        if case .other(let name) = content.versions {
            content.versions = canonical(
                content.versions, [(.current, .currentVersions), (.all, .allVersions)], name)
        }
        if case .other(let name) = content.format {
            content.format = canonical(
                content.format, [(.csv, .csvFormat), (.orc, .orcFormat), (.parquet, .parquetFormat)], name)
        }
        if case .other(let name) = content.encryption {
            content.encryption = canonical(
                content.encryption, [(.serviceManaged, .reportEncryption), (.kms, .reportKMS)], name)
        }
    }
}

extension Translated {
    /// The value, when nothing about it was refused.
    /// - Throws: ``InventoryError`` that lists every refusal: `lossNotAccepted` when losses are all there is,
    ///   `invalidRule` when a bound is violated too.
    public func accepted(_ subject: String = "the rule", by provider: ProviderID? = nil) throws(InventoryError) -> Value
    {
        let refusals = findings.refusals
        guard !refusals.isEmpty else { return value }
        let onlyLosses = refusals.allSatisfy { $0.kind != .violation }
        let cloud = provider?.rawValue ?? "this cloud"
        throw InventoryError(
            onlyLosses ? .lossNotAccepted : .invalidRule,
            "\(cloud) cannot hold \(subject): " + refusals.map(\.description).joined(separator: "; "),
            provider: provider, findings: findings)
    }
}
