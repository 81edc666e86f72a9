internal import InventoryCore

/// Looks at a bucket's list until what was written is seen there, for so long and no longer.
struct Confirmation {
    let client: InventoryClient
    let bucket: BucketAddress
    let limits: RunLimits
    /// How long a write may take to be seen.
    let budget: Duration
    /// The rules that are asked for by their ids, because the list has been wrong about them.
    var doubtful: Set<InventoryRule.ID> = []

    /// What the looks came to.
    struct Sight {
        /// The rules of the last look that was answered; nil where none was.
        var live: [RuleEntry]?
        /// Whether everything was seen.
        var isComplete = false
        /// Why the last look was not answered; nil where it was.
        var unread: InventoryError?
        /// For how long it was looked for.
        var watched = Duration.zero
        /// Why the run ended meanwhile: `the run was interrupted`.
        var reasonToStop: String?
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
                let listed = try await client.liveRules(in: bucket)
                let live = try await client.asking(for: doubtful, beside: listed, in: bucket)
                sight = Sight(live: live, isComplete: isSeen(live))
                if sight.isComplete { return sight }
            } catch {
                sight.unread = unread(error)
                if sight.unread?.retry == .never { return sight }
            }
            if isLast {
                sight.reasonToStop = limits.reasonToStop
                return sight
            }
            guard limits.services.uptime() + wait < deadline else {
                sight.watched = budget
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
                + "has it" + (watched > .zero ? " after \(watched)" : "")
            : "the cloud took the write, but the list of \(bucket) did not show it"
                + (watched > .zero ? " within \(watched)" : "")
        let ending = reasonToStop.map { ", and \($0)" } ?? ""
        return InventoryError(
            .outcomeUnknown, sentence + ending + "; plan again in a while", provider: capabilities.provider)
    }
}
