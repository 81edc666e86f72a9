internal import InventoryCore

/// Runs work as ``forEachConcurrently(_:lane:limit:work:consume:)`` does. What is put off because its cloud is down is
/// tried again when the rest is done, as often as a cloud may be back; what waits in vain is left out.
/// - Parameters:
///   - patience: for how long a cloud that is down is waited for.
///   - leftOut: the result of an input that is not tried any more.
func forEachPatiently<Inputs: Sequence, Lane: Hashable & Sendable, Result: Sendable>(
    _ inputs: Inputs, lane: @escaping @Sendable (Inputs.Element) -> Lane, limit: Int, pool: ClientPool,
    patience: Duration, limits: RunLimits,
    work: @escaping @Sendable (Int, Inputs.Element) async throws -> Attempt<Result>,
    leftOut: (Int, Inputs.Element) throws -> Result, consume: (Result) async throws -> Void
) async throws where Inputs.Element: Sendable {
    var waiting: Set<Int>?
    repeat {
        let turn = inputs.enumerated().lazy.filter { [waiting] in waiting?.contains($0.offset) ?? true }
        var (putOff, clouds): (Set<Int>, Set<ClientPool.Key>) = ([], [])
        try await forEachConcurrently(turn, lane: { lane($0.element) }, limit: limit) { _, input in
            (input.offset, try await work(input.offset, input.element))
        } consume: { index, attempt in
            switch attempt {
            case .finished(let result): try await consume(result)
            case .putOff(let cloud):
                putOff.insert(index)
                clouds.insert(cloud)
            }
        }
        waiting = putOff
        if putOff.isEmpty { return }
        if try await !pool.waitForTry(of: clouds, patience: patience, limits) { break }
    } while true
    for (index, input) in inputs.enumerated() where waiting?.contains(index) == true {
        try await consume(try leftOut(index, input))
    }
}
