/// Decides, request by request, which fault strikes. Value state behind the emulator's lock.
struct FaultDraw: Sendable {
    private let faults: ProviderFaults
    private var seen: [Int]
    private var struck: [Int]
    private var generator: SplitMix
    private var tokens: Int
    private var refilledAt: Int64 = .min

    init(_ faults: ProviderFaults, seed: UInt64) {
        self.faults = faults
        seen = Array(repeating: 0, count: faults.rules.count)
        struck = seen
        generator = SplitMix(state: seed)
        tokens = faults.throttle?.requestsPerSecond ?? 0
    }

    /// The throttle that refuses this request, or the rule that strikes it.
    mutating func next(_ operation: EmulatedOperation, now: Int64) -> Strike? {
        if let throttle = faults.throttle {
            if now != refilledAt {
                refilledAt = now
                tokens = max(1, throttle.requestsPerSecond)
            }
            guard tokens > 0 else { return .throttled(throttle) }
            tokens -= 1
        }
        var chosen: FaultRule?
        for (index, rule) in faults.rules.enumerated() where rule.operations?.contains(operation) ?? true {
            seen[index] += 1
            if let every = rule.every, seen[index] % max(1, every) != 0 { continue }
            // Drawn even when another rule was chosen, so that one rule more does not change what the others do.
            if let probability = rule.probability, generator.fraction() >= probability { continue }
            if let atMost = rule.atMost, struck[index] >= atMost { continue }
            guard chosen == nil else { continue }
            struck[index] += 1
            chosen = rule
        }
        return chosen.map(Strike.rule)
    }
}

/// What befalls one request.
enum Strike: Sendable, Hashable {
    case throttled(Throttle)
    case rule(FaultRule)

    /// The rule, where it has that effect.
    func has(_ effect: FaultRule.Effect) -> Bool {
        if case .rule(let rule) = self { rule.effect == effect } else { false }
    }
}

/// SplitMix64: small, seedable, the same on every machine.
struct SplitMix: Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// From 0 up to, but not including, 1.
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
