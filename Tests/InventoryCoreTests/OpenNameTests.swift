import InventoryCore
import Testing

@Suite struct OpenNameTests {
    @Test func `every known name is read as the value that writes it`() throws {
        func check<Name: OpenName>(_ type: Name.Type, count: Int) throws {
            #expect(Name.knownNames.count == count)
            for name in Name.knownNames { #expect(try Name(written: name).description == name) }
        }
        try check(ReportField.self, count: 10)
        try check(ReportFormat.self, count: 3)
        try check(ReportEncryption.self, count: 3)
        try check(ObjectVersions.self, count: 2)
    }

    @Test(
        arguments: [
            ("Szie", "Size"), ("size", "Size"), ("Etag", "ETag"), ("LastModifiedDat", "LastModifiedDate"),
            ("CRC64", "Crc64"), ("Owner", nil), ("", nil), ("tencent-cos:", nil), (":Size", "Size"), ("Tencent:X", nil),
            ("a:b", nil), ("userMetadata:", "userMetadata:*"),
        ] as [(String, String?)])
    func `an unknown column is refused, with a suggestion where one is near`(_ text: String, _ suggestion: String?) {
        let error = #expect(throws: UnknownName.self) { try ReportField(written: text) }
        #expect(error?.kind == "report field")
        #expect(error?.name == text)
        #expect(error?.suggestion == suggestion)
        #expect(error?.description.contains(suggestion.map { "did you mean '\($0)'" } ?? "known are Size, ") == true)
    }

    @Test(
        arguments: [
            ("tencent-cos:NewField", "tencent-cos", "NewField"), ("s3-2:a:b", "s3-2", "a:b"),
            ("huawei-obs:\u{301}x", "huawei-obs", "\u{301}x"), ("test-cloud: ", "test-cloud", " "),
        ]) func `a name of one cloud is kept by bytes`(_ text: String, _ provider: String, _ name: String) throws
    {
        let expected = VendorName(provider: ProviderID(rawValue: provider), name: ExactText(name))
        #expect(try ReportField(written: text) == .other(expected))
        #expect(try ReportFormat(written: text) == .other(expected))
        #expect(ExactText(expected.description) == ExactText(text))
    }

    @Test(arguments: ["owner", "*", "x-y", "日志", "\u{301}", "a:b"])
    func `metadata is a column by its name`(_ name: String) throws {
        let field = ReportField.userMetadata(ExactText(name))
        #expect(try ReportField(written: field.description) == field)
    }

    @Test func `columns are equal as a set, and keep their order`() {
        let written: ReportFields = [.size, .eTag, .size]
        #expect(written == [.eTag, .size])
        #expect(written.hashValue == ReportFields([.eTag, .size]).hashValue)
        #expect(written.list == [.size, .eTag, .size])
        #expect(written != [.size])
    }

    @Test func `a hostile name is shown safely`() {
        let error = #expect(throws: UnknownName.self) { try ReportFormat(written: "\u{1B}[31mCSV") }
        #expect(error?.description.contains("\u{1B}") == false)
    }
}
