internal import InventoryCore
internal import InventoryWire

/// Writing, and taking back what a failure left half done.
extension BucketApplier {
    /// Writes in order. The first failure ends the bucket's writes: what comes later may rest on what failed. What is
    /// removed for good goes last, and only when everything else is seen to be as planned.
    func perform(_ writes: [Write], _ results: inout Results) async -> Ending {
        var ending = Ending()
        var mayRemove = false
        for (position, write) in writes.enumerated() {
            if write.isRemovalAlone, !mayRemove {
                if let reason = await reasonToKeepAll(writes[..<position], results, &ending) {
                    leaveOut(writes[position...], reason, &results)
                    return ending
                }
                mayRemove = true
            }
            var attempted = writes[..<position]
            let record = CallRecord()
            do {
                if attempted.contains(where: { $0.kind == .storeBeforeRemove && write.completes($0) }) {
                    try await requireSeen(write.step)
                }
                attempted = writes[...position]
                let receipt = try await CallRecord.$current.withValue(record) { try await send(write) }
                if write.kind == .storeBeforeRemove || !write.hasSecondHalf {
                    results[write.step.id] = StepOutcome(write.step, .unconfirmed(Self.notLookedFor), receipt)
                }
                try journal?.note(plan, write, receipt)
            } catch {
                let cause = asInventoryError(error, write, after: record.lastFailure)
                let sent = results[write.step.id]?.receipt
                results[write.step.id] = StepOutcome(write.step, .failed(cause, restored: false), sent)
                leaveOut(writes[(position + 1)...], "an earlier write to this bucket failed", &results)
                if let foreign = error as? ForeignRule {
                    // Somebody else's by now, and the old one is still there: neither is touched.
                    results[write.step.id]?.differences = foreign.differences
                    return ending
                }
                await takeBack(attempted, cause, &ending, &results)
                ending.isFull =
                    ending.isWhole && cause.code == .tooManyRules
                    && writes[position...].contains(where: \.isRemovalAlone)
                return ending
            }
        }
        return ending
    }

    /// Why nothing may be removed for good yet: a rule that the bucket shall hold is not there, or not seen. Nil where
    /// there is no reason.
    private func reasonToKeepAll(
        _ writes: ArraySlice<Write>, _ results: Results, _ ending: inout Ending
    ) async -> String? {
        for step in plan.steps where !step.isRemoval {
            switch results[step.id]?.result {
            case nil, .unchanged, .unconfirmed, .done: break
            default: return "rule '\(Printable.quoted(step.id.string))' is not as planned, so nothing is removed"
            }
        }
        let stored = writes.map(\.step).filter { !$0.isRemoval }
        guard !stored.isEmpty else { return nil }
        let sight = await confirmation.look { live in stored.allSatisfy { $0.isDone(live, client.capabilities) } }
        guard !sight.isComplete else { return nil }
        ending.isLookedFor = true
        let unseen = stored.first { step in !(sight.live.map { step.isDone($0, client.capabilities) } ?? false) }
        return "rule '\(Printable.quoted(unseen?.id.string ?? ""))' is not seen yet, so nothing is removed"
    }

    private func leaveOut(_ writes: ArraySlice<Write>, _ reason: String, _ results: inout Results) {
        for write in writes where results[write.step.id] == nil {
            results[write.step.id] = StepOutcome(write.step, .notAttempted(reason))
        }
    }

    static let notLookedFor = InventoryError(.outcomeUnknown, "the run ended before the write was looked for")

    /// Another rule is live than the one that was stored.
    private struct ForeignRule: Error {
        let error: InventoryError
        let differences: [Difference]
    }

    /// Waits until a rule is seen under its new name: only then the old one may go.
    private func requireSeen(_ step: PlannedStep) async throws {
        let sight = await confirmation.look { step.isWanted($0, client.capabilities) }
        guard !sight.isComplete else { return }
        if let differences = sight.live.flatMap({ step.foreignDifferences($0, client.capabilities) }) {
            throw ForeignRule(error: foreign(step, differences), differences: differences)
        }
        var error = sight.reason(for: step, in: bucket, client.capabilities)
        error.message +=
            "; rule '\(Printable.quoted(step.foundID.string))' stays until '\(Printable.quoted(step.id.string))' is seen"
        throw error
    }

    func foreign(_ step: PlannedStep, _ differences: [Difference]) -> InventoryError {
        InventoryError(
            .conflict,
            "the cloud took the write, but another rule than the one written is live under '\(Printable.quoted(step.id.string))'"
                + (differences.isEmpty ? "" : " (\(differences.map(\.description).joined(separator: "; ")))")
                + "; look who else writes to \(bucket), then plan again", provider: client.id)
    }

    private func send(_ write: Write) async throws -> Receipt {
        switch (write.kind, write.step.action) {
        case (.store, .create(let rule)), (.store, .replace(let rule, _, _)), (.store, .rename(let rule, _, _)),
            (.storeBeforeRemove, .rename(let rule, _, _)):
            if let document = write.step.document {
                let old = FoundRule(rule: rule, document: document)
                return try await client.putBack(old, as: write.step.id, in: bucket)
            }
            // Fitted by the plan, and past the gate then; the provider takes it as it is.
            return try await client.provider.store(rule, in: bucket)
        case (.store, .restore(let old, _)):
            return try await client.putBack(old, as: write.step.id, in: bucket)
        default: return try await client.removeIfThere(write.id, in: bucket)
        }
    }

    /// After a failure: takes the writes back from the last to the first, down to a first half whose second was not made.
    /// Cancellation does not stop it.
    private func takeBack(
        _ attempted: ArraySlice<Write>, _ error: InventoryError, _ ending: inout Ending, _ results: inout Results
    ) async {
        guard let failed = attempted.last else { return }
        let span = Rollback.span(attempted) { first in attempted.dropLast().contains { $0.completes(first) } }
        guard !span.isEmpty else { return }
        let rollback = Rollback(client: client, bucket: bucket)
        let halves = Set(span.filter(\.isFirstHalf).map(\.step.id))
        let patience = Task.isCancelled ? Duration.zero : verificationBudget
        // The one that failed, too: even what was refused in the end may have been done by an earlier attempt.
        let whole = await Task {
            var whole = true
            for write in span.reversed() {
                do {
                    try await rollback.takeBack(write, isSecondHalf: halves.contains(write.step.id))
                } catch {
                    whole = false
                }
            }
            guard whole else { return false }
            // What was put back is there when it is seen, like anything that was written.
            return await confirmation.look(for: patience) { live in span.allSatisfy { $0.step.isAsBefore(live) } }
                .isComplete
        }.value
        for write in span {
            var cause = error
            if write.step.id != failed.step.id {
                cause.message =
                    "it was put back as it was, because rule '\(Printable.quoted(failed.step.id.string))' of the same "
                    + "bucket failed: \(error.message)"
            }
            if !whole { cause.message += "; not every old rule of \(bucket) could be put back: recover does it" }
            results[write.step.id] = StepOutcome(write.step, .failed(cause, restored: whole))
        }
        ending.takenBack = Set(span.map(\.step.id))
        ending.isWhole = whole
    }

    /// - Parameter last: how the last attempt failed that was answered.
    private func asInventoryError(
        _ error: any Error, _ write: Write, after last: InventoryError?
    ) -> InventoryError {
        if let error = (error as? ForeignRule)?.error ?? error as? InventoryError { return error }
        let place = "rule '\(Printable.quoted(write.id.string))' of \(bucket)"
        guard error is CancellationError else {
            return InventoryError(error, about: "the write to \(place) ended early", provider: client.id)
        }
        return InventoryError(
            .outcomeUnknown,
            "the run was interrupted before the cloud's answer about \(place) was there, so it is not known whether the "
                + "write was done; plan again" + (last.map { " (the attempt before failed: \($0))" } ?? ""),
            provider: client.id, reply: last?.reply, cause: error)
    }
}
