import CloudInventory
import InventoryCore
import InventoryProviderKit
import InventorySync
import InventoryVendorFacts

/// Looks at one bucket from the keys to the reports. It reads, and never writes.
struct Diagnosis {
    let target: SyncTarget
    let chain: CredentialChain
    let transport: RecordingTransport
    let client: InventoryClient
    /// Where the bucket is, by what its cloud has answered.
    let location: @Sendable (BucketAddress) -> BucketAddress
    /// What is known to be refused without asking anyone: names, values, losses.
    var refusals: [Check] = []
    /// Where an operator may read what else is trusted.
    let authorities: String

    /// Every check, in the order in which one rests on another.
    /// - Throws: `CancellationError` alone.
    func checks() async throws -> [Check] {
        let keys = try await credentials()
        guard keys.allSatisfy({ $0.state != .problem }) else { return keys + refusals + delivery }
        let live: Result<[RuleEntry], InventoryError>
        do {
            live = .success(try await client.allRules(in: target.bucket))
        } catch {
            if error is CancellationError { throw error }
            live = .failure(InventoryError(error))
        }
        var failure: InventoryError?
        if case .failure(let error) = live { failure = error }
        return keys + connection(failure) + bucket(failure) + rules(try? live.get()) + refusals + delivery
    }

    /// The keys that are used, and what stands beside them: a place that was passed over, a name that nothing knows.
    private func credentials() async throws -> [Check] {
        let need = CredentialRequest(provider: target.provider, credentials: target.credentials)
        do {
            let found = try await chain.search(need)
            let kind = found.credential.securityToken == nil ? "" : ", with a token"
            let end = found.credential.expires.map { ", until \($0)" } ?? ""
            let beside = (NamedKeys.problem(with: need).map { [$0] } ?? []) + found.remarks.map(\.text)
            return [
                .ok("credentials", "from \(found.place): key \(found.credential.accessKey)\(kind)\(end)")
            ] + beside.map { .unknown("credentials", $0) }
        } catch {
            if error is CancellationError { throw error }
            return [
                .problem(
                    "credentials", InventoryError.sentence(of: error),
                    remedy: "see `\(Console.name) --help` for the places", status: .preflight)
            ]
        }
    }

    // MARK: The way to the server

    private func connection(_ failure: InventoryError?) -> [Check] {
        guard let seen = transport.exchange else {
            // Nothing was sent: the address itself is at fault.
            return [.problem("endpoint", failure?.description ?? "nothing was sent", status: .preflight)]
        }
        guard let answer = seen.answer else {
            let name = failure?.code == .untrustedServer ? "TLS" : "endpoint"
            return [
                .problem(name, failure?.description ?? "\(seen.host) did not answer", remedy: remedy(failure?.code))
            ]
        }
        return [
            .ok("endpoint", "\(seen.host) answered in \(answer.milliseconds) ms"),
            seen.isCleartext
                ? .unknown("TLS", "not used: the connection to \(seen.host) is cleartext, on this machine")
                : .ok("TLS", "certificate and name verified against \(authorities)"),
            clock(answer.clockLead),
        ]
    }

    private func remedy(_ code: InventoryError.Code?) -> String? {
        switch code {
        case .untrustedServer: "name the authority that signed it with --ca-file"
        case .unknownHost: "look at the region and the endpoint for a misspelling, and at this machine's DNS"
        case .connectionFailed, .timedOut: "look at firewall and proxy; --proxy URL goes through one"
        case .proxyFailed, .proxyCredentialsMissing: "look at --proxy and its credentials"
        default: nil
        }
    }

    private func clock(_ lead: Int64?) -> Check {
        guard let lead else { return .unknown("clock", "the server did not say its time") }
        // Servers tell whole seconds, so one may be rounding.
        let text =
            lead.magnitude <= 1
            ? "as the server's" : "\(lead.magnitude) s \(lead > 0 ? "behind" : "ahead of") the server's"
        // Both clouds refuse signatures from a clock that is wrong by a quarter of an hour.
        return lead.magnitude <= 60 ? .ok("clock", text) : .problem("clock", text, remedy: "set this machine's clock")
    }

    // MARK: The bucket

    private func bucket(_ failure: InventoryError?) -> [Check] {
        guard transport.exchange?.answer != nil else { return [] }
        let access = access
        let writing = access.map {
            Check.unknown(
                "permission to write", "not tried, as nothing is written; needs \($0.store) and \($0.remove)")
        }
        switch failure?.code {
        case nil:
            return [place(of: target.bucket), .ok("permission to read", "rules can be listed")]
                + (writing.map { [$0] } ?? [])
        case .accessDenied:
            return [
                .problem(
                    "permission to read", failure?.description ?? "",
                    remedy: access.map { "allow \($0.list) to this key" })
            ] + (writing.map { [$0] } ?? [])
        case .bucketNotFound:
            return [.problem("bucket", failure?.description ?? "", remedy: "look at its name and region")]
        default: return [.problem("bucket", failure?.description ?? "")]
        }
    }

    /// A bucket in another region is found there by every request; its rules' reports are looked for in the wrong one.
    private func place(of bucket: BucketAddress) -> Check {
        guard let region = location(bucket).region, region != bucket.region else {
            return .ok("bucket", "\(bucket) is there")
        }
        return .problem(
            "bucket", "\(bucket) is in '\(Printable.quoted(region.string, limit: 80))'", remedy: "write that region")
    }

    private func rules(_ live: [RuleEntry]?) -> [Check] {
        guard let live else { return [] }
        var checks = [room(live.count)]
        let unreadable = live.filter { if case .unreadable = $0 { true } else { false } }
        if !unreadable.isEmpty {
            let ids = unreadable.map { $0.id?.string ?? "?" }.joined(separator: ", ")
            checks.append(
                .problem("rules", "\(unreadable.count) cannot be read: \(ids)", remedy: "see `\(Console.name) list`"))
        }
        if !client.capabilities.limits.allowsOverlap { checks.append(overlap(live)) }
        return checks
    }

    private func room(_ count: Int) -> Check {
        let own = target.maximumRules.map { Limits.Bound($0, .documented) }
        guard let bound = own ?? client.capabilities.limits.ruleCount else {
            return .ok("rules", "\(count); no limit is known")
        }
        let sure = bound.status.isFirm ? "" : " (sources name other numbers too)"
        let text = "\(count) of \(bound.value)\(sure)"
        if count < bound.value { return .ok("rules", text) }
        return bound.status.isFirm
            ? .problem("rules", text, remedy: "remove one before another is created")
            : .unknown("rules", text, remedy: "a further one may be refused")
    }

    /// What the prefixes that are there leave for others: with those that the rule set wants.
    private func overlap(_ live: [RuleEntry]) -> Check {
        let wanted = target.rules.map { (id: $0.id, prefix: $0.content.filter.effectivePrefix) }
        let ours = Set(wanted.map(\.id))
        let others = live.compactMap { entry in
            if case .rule(let stored) = entry, !ours.contains(stored.rule.id) { stored.rule } else { nil }
        }.map { (id: $0.id, prefix: $0.content.filter.effectivePrefix) }
        let all = others + (wanted.isEmpty ? [] : wanted)
        if let first = PrefixOverlap.conflicts(among: all).first {
            return .problem(
                "prefixes", "rule '\(first.inner)' lies within rule '\(first.outer)', which this cloud refuses",
                remedy: "give them prefixes of which neither begins with the other; rules that are off count too")
        }
        if let whole = all.first(where: { $0.prefix.isEmpty }) {
            return .unknown("prefixes", "rule '\(whole.id)' is for the whole bucket, so no other fits beside it")
        }
        let taken = all.map(\.prefix.string).sorted().prefix(20).joined(separator: ", ")
        return .ok("prefixes", all.isEmpty ? "all free" : "taken: \(taken); a new one may overlap with none of them")
    }

    var access: AccessFacts? { try? Vendors.vendor(target.provider).facts.access }
}
