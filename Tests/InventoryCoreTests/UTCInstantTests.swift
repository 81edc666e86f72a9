import InventoryCore
import Testing

@Suite struct UTCInstantTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_164_799, "2024-02-28T23:59:59Z"), (1_709_164_800, "2024-02-29T00:00:00Z"),
            (1_709_251_200, "2024-03-01T00:00:00Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
            (-62_167_219_200, "0000-01-01T00:00:00Z"), (2_147_483_648, "2038-01-19T03:14:08Z"),
        ] as [(Int64, String)])
    func `instants are written and read`(_ seconds: Int64, _ text: String) {
        #expect(UTCInstant(secondsSinceEpoch: seconds).description == text)
        #expect(UTCInstant(text)?.secondsSinceEpoch == seconds)
    }

    @Test func `days of four centuries come back`() {
        var isSame = true
        for day in stride(from: Int64(-11_000), to: 136_000, by: 17) {
            let instant = UTCInstant(secondsSinceEpoch: day * 86_400 + 86_399)
            if UTCInstant(instant.description) != instant || UTCInstant(httpDate: instant.httpDate) != instant {
                isSame = false
            }
        }
        #expect(isSame)
    }

    @Test(
        arguments: [
            "", "T", "2024", "2024-02-30", "2023-02-29", "2100-02-29", "2024-13-01", "2024-00-01", "2024-01-00",
            "2024-01-32", "2024-1-1", "24-01-01", "2024-02-29T24:00:00Z", "2024-02-29T23:60:00Z",
            "2024-02-29T23:59:60Z", "2024-02-29T00:00:00", "2024-02-29T00:00:00+00:00", "2024-02-29T00:00Z",
            "2024-02-29T00:00:00.000Z", "2024-02-29T", "2024-02-29TZ", "2024-02-29 00:00:00Z", " 2024-02-29",
            "+024-02-29", "2024-+2-29", "2024-02-+9", "2024-02-29T+0:00:00Z", "2024-02-29T00:00:00Z ", "-024-02-29",
            "２０２４-02-29", "2024-02-29T00:00:00ZZ",
        ]) func `what is no time is refused`(_ text: String)
    {
        #expect(UTCInstant(text) == nil)
    }

    @Test(
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
            ("Thu, 29 Feb 2024 00:00:00 +0000", 1_709_164_800), ("Thu, 1 Jan 1970 00:00:00 UTC", 0),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777), ("Thursday, 29-Feb-24 00:00:00 GMT", 1_709_164_800),
            ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu Feb 29 00:00:00 2024", 1_709_164_800),
        ] as [(String, Int64)]) func `HTTP dates are read`(_ text: String, _ seconds: Int64)
    {
        #expect(UTCInstant(httpDate: text)?.secondsSinceEpoch == seconds)
    }

    @Test(
        arguments: [
            "", "0", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CST", "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37", "Sun, Nov  6 08:49:37 1994",
            "Sunday, 06-Nov-1994 08:49:37 GMT", "Sunday, 06-Nov-+4 08:49:37 GMT", "Sunday, 31-Nov-94 08:49:37 GMT",
            "One Nov  6 08:49:37 1994", "Sun Nov 31 08:49:37 1994", "Sun Nov  6 08:49:37 94 GMT",
            "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov +994 08:49:37 GMT", "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 GMT GMT",
        ]) func `what is no HTTP date is refused`(_ text: String)
    {
        #expect(UTCInstant(httpDate: text) == nil)
    }

    @Test func `the forms for signatures and headers`() {
        let instant = UTCInstant(secondsSinceEpoch: 1_709_190_305)
        #expect(instant.basicFormat == "20240229T070505Z")
        #expect(instant.httpDate == "Thu, 29 Feb 2024 07:05:05 GMT")
        let early = UTCInstant(secondsSinceEpoch: -86_400 * 3)
        #expect(early.httpDate == "Mon, 29 Dec 1969 00:00:00 GMT")
    }

    @Test func `the far ends of time stay where they are`() {
        let end = UTCInstant(secondsSinceEpoch: .max)
        let beginning = UTCInstant(secondsSinceEpoch: .min)
        #expect(end.advanced(by: 1) == end)
        #expect(beginning.advanced(by: -1) == beginning)
        #expect(end.advanced(by: -1) < end)
        #expect(beginning.description.hasSuffix("Z") && end.httpDate.hasSuffix(" GMT"))
    }

    @Test(
        arguments: [
            (#"["2024-02-29T00:00:00Z"]"#, 1_709_164_800), (#"["2024-02-29"]"#, 1_709_164_800), ("[-1]", -1),
        ] as [(String, Int64)]) func `JSON holds text, a date or seconds`(_ json: String, _ seconds: Int64) throws
    {
        #expect(try JSON.value([UTCInstant].self, json).map(\.secondsSinceEpoch) == [seconds])
    }

    @Test(arguments: [.min, -62_167_219_201, -62_167_219_200, 253_402_300_799, 253_402_300_800, .max] as [Int64])
    func `years without four digits are written as seconds`(_ seconds: Int64) throws {
        let instant = UTCInstant(secondsSinceEpoch: seconds)
        #expect(try JSON.value([UTCInstant].self, JSON.text([instant])) == [instant])
    }

    @Test(arguments: [#"["yesterday"]"#, "[1.5]", "[true]", "[{}]"]) func `other JSON is refused`(_ json: String) {
        #expect(JSON.problem([UTCInstant].self, json) != nil)
    }
}
