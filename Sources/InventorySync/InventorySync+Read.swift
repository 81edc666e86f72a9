package import InventoryCore

extension InventorySync {
    /// Reads something of every target over the network, in the order in which answers come: a bounded number at a time, in
    /// lanes, patient with a cloud that is down, as ``check(_:on:each:)`` reads rules. What is wrong with one is its result.
    /// - Parameters:
    ///   - deadline: after how long no target is begun and none waited for.
    ///   - stop: asks for the same.
    /// - Throws: `CancellationError`, and what `consume` throws.
    package func readEach<Value: Sendable>(
        _ targets: some Sequence<SyncTarget>, pacing: Pacing, deadline: Duration? = nil,
        stop: StopSignal = StopSignal(),
        read: @escaping @Sendable (SyncTarget, InventoryClient) async throws -> Value,
        consume: (Int, SyncTarget, Result<Value, InventoryError>) async throws -> Void
    ) async throws {
        let pool = ClientPool(clouds, pacing: pacing, services: services)
        let limits = RunLimits(services, deadline: deadline, stop: stop)
        try await forEachPatiently(
            targets, lane: \.provider, limit: pacing.concurrency, pool: pool, patience: options.outagePatience,
            limits: limits
        ) { index, target in
            try await pool.attempt(target) {
                (index, target, try await pool.read(target, limits) { try await read(target, $0) })
            }
        } leftOut: { index, target in
            (index, target, .failure(pool.circuitOpen(target)))
        } consume: { index, target, result in
            try await consume(index, target, result)
        }
    }
}
