import InventoryCore

/// SplitMix64: the same seed gives the same rules on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Any rule that can be written down, odd texts included. A failing test names its seed.
struct RandomRules {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func rule() -> InventoryRule {
        InventoryRule(
            id: text(), isEnabled: Bool.random(using: &generator), schedule: schedule(), content: content(),
            destination: destination())
    }

    mutating func job() -> OneOffJob { OneOffJob(id: text(), content: content(), destination: destination()) }

    private mutating func content() -> InventoryContent {
        InventoryContent(
            filter: Filter(
                prefix: maybe { $0.text() }, tags: list { Tag($0.text(), $0.text()) },
                created: maybe { CreationWindow(from: $0.maybe { $0.instant() }, to: $0.maybe { $0.instant() }) },
                modified: maybe { CreationWindow(from: $0.maybe { $0.instant() }, to: $0.maybe { $0.instant() }) },
                storageClass: maybe { $0.text() },
                size: maybe { SizeSpan(from: $0.maybe { $0.pick([0, 1, .max]) }, to: $0.maybe { $0.pick([-1, 7]) }) }),
            versions: pick([.current, .all, .other(vendorName())]),
            fields: ReportFields(
                list {
                    $0.pick(
                        ReportField.plain + [.userMetadata("*"), .userMetadata($0.text()), .other($0.vendorName())])
                }
            ),
            format: pick([.csv, .orc, .parquet, .other(vendorName())]),
            encryption: pick([.none, .serviceManaged, .kms, .other(vendorName())]))
    }

    private mutating func destination() -> Destination {
        Destination(
            bucket: text(), region: maybe { $0.text() }, prefix: maybe { $0.text() }, owner: maybe { $0.text() },
            role: maybe { $0.text() }, kmsKey: maybe { $0.text() })
    }

    private mutating func schedule() -> Schedule {
        pick([.daily, .weekly, .monthly(day: nil), .monthly(day: pick(Array(1...31))), .other(vendorName())])
    }

    private mutating func instant() -> UTCInstant {
        UTCInstant(secondsSinceEpoch: pick([0, 1_709_164_800, -1, .min, .max, 253_402_300_799, 253_402_300_800]))
    }

    private mutating func vendorName() -> VendorName {
        VendorName(provider: pick(["tencent-cos", "huawei-obs", "test-cloud", "s3-2"]), name: text())
    }

    private mutating func text() -> ExactText {
        pick([
            "a", "logs/", "日志/", "e\u{301}", "\u{E9}", "\u{301}", "tencent-cos:x", "a:b", "\"quoted\\\"", "\r\n",
            "\u{0}",
            "👩‍👩‍👧", " ", "true", "null", "1", "{}", "\u{202E}abc", "x-cos-meta-owner", "*", "\u{FEFF}",
        ])
    }

    private mutating func maybe<Value>(_ make: (inout RandomRules) -> Value) -> Value? {
        Bool.random(using: &generator) ? make(&self) : nil
    }

    private mutating func list<Value>(_ make: (inout RandomRules) -> Value) -> [Value] {
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in make(&self) }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &generator)]
    }
}
