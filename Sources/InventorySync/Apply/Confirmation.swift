internal import InventoryCore

/// Looks at a bucket's list until what was written is seen there, for so long and no longer.
struct Confirmation {
    let client: InventoryClient
    let bucket: BucketAddress
    let limits: RunLimits
    /// How long a write may take to be seen.
    let budget: Duration

    /// What the looks came to.
    struct Sight {
        /// The rules of the last look that was answered; nil where none was.
        var live: [RuleEntry]?
        /// Whether everything was seen.
        var isComplete = false
        /// Why the last look was not answered; nil where it was.
        var unread: InventoryError?
        /// When the looking ended: `within 120.0 seconds`.
        var circumstances = ""
    }

    /// Lists at growing intervals. A cloud that is busy says nothing yet and is asked again; one that refuses ends it. A
    /// run that has to end looks once more. Cancellation ends it too, and is told as the reason.
    /// - Parameter budget: nil takes the whole one.
    func look(for budget: Duration? = nil, until isSeen: ([RuleEntry]) -> Bool) async -> Sight {
        let budget = budget ?? self.budget
        let deadline = limits.services.uptime() + budget
        var sight = Sight()
        var wait = Duration.milliseconds(250)
        while true {
            let isLast = limits.reasonToStop != nil
            do {
                let live = try await client.liveRules(in: bucket)
                sight = Sight(live: live, isComplete: isSeen(live))
                if sight.isComplete { return sight }
            } catch {
                sight.unread = unread(error)
                if sight.unread?.retry == .never { return sight }
            }
            if isLast {
                sight.circumstances = limits.reasonToStop.map { "and \($0)" } ?? ""
                return sight
            }
            guard limits.services.uptime() + wait < deadline else {
                sight.circumstances = budget > .zero ? "within \(budget)" : ""
                return sight
            }
            do {
                try await limits.pause(wait)
            } catch {
                sight.unread = unread(error)
                return sight
            }
            wait = min(wait * 2, .seconds(15))
        }
    }

    private func unread(_ error: any Error) -> InventoryError {
        guard var error = error as? InventoryError else {
            return InventoryError(
                .outcomeUnknown,
                "the cloud took the write, but the run was cut short before the list of \(bucket) showed it; plan again",
                provider: client.id, cause: error)
        }
        error.message = "the cloud took the write, but whether it is there could not be read: \(error.message)"
        return error
    }
}

extension Confirmation.Sight {
    /// Why a step that was carried out is not known to be done.
    func reason(for step: PlannedStep, in bucket: BucketAddress, _ capabilities: Capabilities) -> InventoryError {
        if let unread { return unread }
        let isStored = live.map { step.isWanted($0, capabilities) } ?? false
        let sentence =
            step.isRemoval || isStored
            ? "the cloud said that rule '\(Printable.quoted(step.foundID.string))' was removed, but the list of \(bucket) still "
                + "has it\(circumstances.isEmpty ? "" : " (watched \(circumstances))"); plan again in a while"
            : "the cloud took the write, but the list of \(bucket) did not show it"
                + "\(circumstances.isEmpty ? "" : " \(circumstances)"); plan again in a while"
        return InventoryError(.outcomeUnknown, sentence, provider: capabilities.provider)
    }
}

extension PlannedStep {
    var isRemoval: Bool {
        if case .remove = action { true } else { false }
    }

    /// Whether what is live is what the step is to bring about.
    func isDone(_ live: [RuleEntry], _ capabilities: Capabilities) -> Bool {
        switch action {
        case .create, .replace, .restore: isWanted(live, capabilities)
        case .rename: isWanted(live, capabilities) && !live.contains { $0.id == foundID }
        case .remove: !live.contains { $0.id == id }
        case .keep, .refuse, .orphaned, .unmanaged: true
        }
    }

    /// Whether the rule is there that the step stores.
    func isWanted(_ live: [RuleEntry], _ capabilities: Capabilities) -> Bool {
        let entry = live.first { $0.id == id }
        return switch action {
        case .create(let rule), .replace(let rule, _, _), .rename(let rule, _, _):
            capabilities.isSame(entry, as: rule)
        case .restore(let old, _): entry.map(old.isStill) ?? false
        case .remove, .keep, .refuse, .orphaned, .unmanaged: false
        }
    }

    /// Whether the rule is there that the step puts an end to.
    func isAsBefore(_ live: [RuleEntry]) -> Bool {
        guard let found else { return !live.contains { $0.id == id } }
        return live.first { $0.id == foundID }.map(found.isStill) ?? false
    }

    /// Whether a rule was there before the step, and now neither it nor its successor is.
    func isGone(_ live: [RuleEntry]) -> Bool {
        found != nil && !isRemoval && !live.contains { $0.id == id || $0.id == foundID }
    }

    /// In what the live rule differs from the one that was written, where it is neither this one nor the one of before;
    /// nil for any other. It may be empty: not every rule can be read.
    func foreignDifferences(_ live: [RuleEntry], _ capabilities: Capabilities) -> [Difference]? {
        guard let entry = live.first(where: { $0.id == id }), !isWanted(live, capabilities) else { return nil }
        if id == foundID, let found, found.isStill(entry) { return nil }
        let wanted: InventoryRule? =
            switch action {
            case .create(let rule), .replace(let rule, _, _), .rename(let rule, _, _): rule
            case .restore(let old, _): old.rule
            case .remove, .keep, .refuse, .orphaned, .unmanaged: nil
            }
        guard let wanted, case .rule(let stored) = entry else { return [] }
        return capabilities.differences(found: capabilities.canonical(stored.rule), wanted: wanted)
    }
}
