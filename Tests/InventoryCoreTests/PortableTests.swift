import InventoryCore
import InventoryVendorFacts
import Testing

/// The largest rule that several clouds hold alike.
@Suite struct PortableTests {
    static let clouds = [VendorFacts.tencentCOS.capabilities, VendorFacts.huaweiOBS.capabilities]

    @Test(arguments: UInt64(0)..<300) func `every cloud takes it whole, or had an essential refusal`(_ seed: UInt64) {
        var random = RandomRules(seed: seed)
        let rule = random.rule()
        for order in [Self.clouds, Self.clouds.reversed()] {
            let portable = rule.portable(to: order)
            let stuck = portable.findings.refusals.contains { $0.kind == .lost }
            for cloud in order {
                let fitted = cloud.fit(portable.value)
                let losses = fitted.findings.filter {
                    if case .violation = $0.kind {
                        false
                    } else {
                        $0.disposition == .refused && !$0.path.hasPrefix("reports.")
                    }
                }
                #expect(losses.isEmpty || stuck, "\(fitted.findings)")
                if !stuck {
                    #expect(fitted.value.content == portable.value.content)
                    #expect(fitted.value.schedule == portable.value.schedule)
                }
            }
            #expect(portable.value.destination == rule.destination)
            #expect(portable.value.id == rule.id && portable.value.isEnabled == rule.isEnabled)
            #expect(portable.value.portable(to: order).value == portable.value)
        }
    }

    @Test func `it says what went for whose sake`() {
        var rule = InventoryRule.plain
        rule.schedule = .monthly(day: 3)
        rule.content.fields = [.size, .crc64, .encryptionStatus]
        let portable = rule.portable(to: Self.clouds)
        #expect(portable.value.schedule == .weekly)
        #expect(portable.value.content.fields.list == [.size])
        #expect(
            portable.findings.map { "\($0.feature?.rawValue ?? "") \($0.message.prefix(11))" }
                == [
                    "field.EncryptionStatus tencent-cos", "schedule.monthly huawei-obs ",
                    "schedule.monthlyDay huawei-obs ",
                    "field.Crc64 huawei-obs ",
                ].map { String($0) })
        #expect(portable.findings.refusals.isEmpty)
    }

    @Test func `a substitute that an earlier cloud lacks is seen`() {
        let base = Capabilities.complete
        let withoutWeekly = base.answering(.substituted(by: .dailySchedule), to: .weeklySchedule)
        let withoutMonthly = base.answering(.substituted(by: .weeklySchedule), to: .monthlySchedule)
        var rule = InventoryRule.plain
        rule.schedule = .monthly(day: nil)
        for order in [[withoutWeekly, withoutMonthly], [withoutMonthly, withoutWeekly]] {
            #expect(rule.portable(to: order).value.schedule == .daily)
        }
    }

    @Test func `what is essential stays, and stays refused`() {
        let rule = InventoryRule.asking(for: .parquetFormat)
        let portable = rule.portable(to: Self.clouds)
        #expect(portable.value.content.format == .parquet)
        #expect(portable.findings.refusals.map(\.feature) == [.parquetFormat])
        #expect(rule.portable(to: []) == Translated(rule))
    }
}
