internal import InventoryCore

/// What cases expect. Clouds show writes when they like, so every look at a write is repeated for a while.
extension Workbench {
    /// Looks again and again until there is nothing to complain of, or the subject's patience has ended.
    func eventually(_ complaint: () async throws -> String?) async throws {
        let services = subject.services
        let deadline = services.uptime() + subject.patience
        while true {
            // Taken before the look: the last one begins after the end of patience.
            let isLast = services.uptime() >= deadline
            guard let sentence = try await complaint() else { return }
            if isLast { throw ConformanceFailure(sentence) }
            try await services.sleep(subject.interval)
        }
    }

    func require(_ condition: Bool, _ sentence: @autoclosure () -> String) throws(ConformanceFailure) {
        guard condition else { throw ConformanceFailure(sentence()) }
    }

    /// The parts in which a rule does not mean what it should.
    func differingParts(found: InventoryRule, wanted: InventoryRule) -> [String] {
        (found.id == wanted.id ? [] : ["id"])
            + capabilities.differences(found: capabilities.canonical(found), wanted: wanted).map(\.path)
    }

    /// The rule can be read, and means what it should.
    func eventuallyReads(_ wanted: InventoryRule) async throws {
        try await eventually {
            do {
                let found = try await client.rule(wanted.id, in: bucket).rule
                let parts = differingParts(found: found, wanted: wanted)
                return parts.isEmpty
                    ? nil : "the rule reads back with another \(parts.joined(separator: ", ")): \(found)"
            } catch let error as InventoryError where error.code == .ruleNotFound {
                return "the rule was stored and cannot be read: \(error)"
            }
        }
    }

    /// Reading the id says that there is no such rule.
    func eventuallyGone(_ id: InventoryRule.ID) async throws {
        try await eventually {
            do {
                _ = try await client.rule(id, in: bucket)
                return "the rule was removed and can still be read"
            } catch let error as InventoryError where error.code == .ruleNotFound {
                return nil
            }
        }
    }

    /// The list comes to hold what it should.
    func eventuallyListed(_ isFine: (Set<InventoryRule.ID>) -> Bool) async throws {
        try await eventually {
            let ids = try await listedIDs()
            return isFine(Set(ids)) ? nil : "the list holds \(ids.count) rules that are not the ones expected: \(ids)"
        }
    }

    func listedIDs() async throws -> [InventoryRule.ID] {
        try await client.rules(in: bucket).collect().compactMap(\.id)
    }

    /// A call fails in one of these ways. A server that names no code leaves nothing but the status to go by, so then
    /// any error that carries its reply is right.
    @discardableResult
    func failure(
        _ codes: InventoryError.Code..., of call: String, _ body: () async throws -> Void
    ) async throws -> InventoryError {
        do {
            try await body()
        } catch let error as InventoryError {
            let isUnnamed = error.reply.map { $0.code == nil } ?? false
            try require(
                codes.contains(error.code) || isUnnamed,
                "\(call) fails with \(error.code.rawValue), not \(codes.map(\.rawValue).joined(separator: " or ")): \(error)"
            )
            return error
        }
        throw ConformanceFailure("\(call) succeeds")
    }

    /// A call is refused without any request.
    @discardableResult
    func refusal(
        _ codes: InventoryError.Code..., of call: String, _ body: () async throws -> Void
    ) async throws -> InventoryError {
        let before = await subject.requestCount()
        do {
            try await body()
        } catch let error as InventoryError {
            let sent = await subject.requestCount() - before
            try require(sent == 0, "\(call) is refused after \(sent) requests, not before the first: \(error)")
            try require(error.reply == nil, "\(call) is refused unsent and yet with a server's reply: \(error)")
            try require(
                codes.contains(error.code),
                "\(call) is refused with \(error.code.rawValue), not \(codes.map(\.rawValue).joined(separator: " or ")): \(error)"
            )
            return error
        }
        throw ConformanceFailure("\(call) is not refused")
    }
}
