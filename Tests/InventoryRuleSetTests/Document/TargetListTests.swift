import InventoryRuleSet
import Testing

@Suite struct TargetListTests {
    private static let secondHeading =
        "this is a heading, which stands in the first line alone; take it out. A bucket of that name is written \"bucket,\", "
        + "below the heading bucket,region"

    private static func rows(_ text: String) throws -> [String] {
        try TargetList.read(Array(text.utf8), name: "t.csv", checksNames: false).map { row in
            let fields = [row.bucket, row.region, row.credentials, row.reportBucket].map { $0 ?? "-" }
            return "\(row.location.line): \(fields.joined(separator: " "))"
        }
    }

    @Test(
        arguments: [
            ("", []),
            ("\u{FEFF}", []),
            ("a", ["1: a - - -"]),
            ("a\nb\n", ["1: a - - -", "2: b - - -"]),
            ("a,r,c,i\n", ["1: a r c i"]),
            ("a,,c,\nb,r,,i", ["1: a - c -", "2: b r - i"]),
            ("bucket,region\na,r\n", ["2: a r - -"]),
            ("bucket,credentials,region\na,c,r\n", ["2: a r c -"]),
            ("bucket,reportBucket\r\na,i\r\n", ["2: a - - i"]),
            ("\"bucket\"\na\n", ["2: a - - -"]),
            ("bucket", []),
            ("\u{FEFF}bucket\na\n", ["2: a - - -"]),
            ("# list\n\n  # of ours, \"it is\n \t\nbucket\n#\na\n\n", ["7: a - - -"]),
            ("a\r\n\r\n# x\r\nb\r\n", ["1: a - - -", "4: b - - -"]),
            ("\"a\",\"r,\"\"s\"\"\"\n", ["1: a r,\"s\" - -"]),
            ("\" a \",\"\"\n", ["1:  a  - - -"]),
            ("a,\"r\ns\"\nb\n", ["1: a r\ns - -", "3: b - - -"]),
            ("a,\"r\r\ns\"\r\nb", ["1: a r\r\ns - -", "3: b - - -"]),
            ("a b,é,😀#,x'", ["1: a b é 😀# x'"]),
            ("bucket,region\nbucket,\nbucket,r\n", ["2: bucket - - -", "3: bucket r - -"]),
            ("\"#a\"", ["1: #a - - -"]),
        ])
    func `a list is read`(_ text: String, _ expected: [String]) throws {
        #expect(try Self.rows(text) == expected)
    }

    @Test(
        arguments: [
            Case("a\n,r\n", "t.csv:2:1: the line names no bucket"),
            Case("\"\"\n", "t.csv:1:1: the line names no bucket"),
            Case("a\nbucket\nb\n", "t.csv:2:1: \(Self.secondHeading)"),
            Case("bucket\na\nBucket\nb\n", "t.csv:3:1: \(Self.secondHeading)"),
            Case("bucket\nbucket\n", "t.csv:2:1: \(Self.secondHeading)"),
            Case("bucket,region\na,r\nbucket,region\nb,r\n", "t.csv:3:1: \(Self.secondHeading)"),
            Case(",", "t.csv:1:1: the line names no bucket"),
            Case("a,r,c,i,\n", "t.csv:1:9: the line has more than 4 fields"),
            Case("é,r,c,i,x\n", "t.csv:1:9: the line has more than 4 fields"),
            Case("bucket\n\na,r\n", "t.csv:3:3: the line has more than 1 field"),
            Case("bucket,regoin\n", "t.csv:1:8: this heading is no column; did you mean \"region\""),
            Case(
                "bucket,owner\n",
                "t.csv:1:8: this heading is no column; there are bucket, region, credentials, reportBucket"),
            Case("bucket,region,region\n", "t.csv:1:15: the column \"region\" stands here twice"),
            Case(
                "bucket,\n", "t.csv:1:8: this heading is no column; there are bucket, region, credentials, reportBucket"
            ),
            Case(
                "a\nb, r\n",
                "t.csv:2:3: a blank stands around a field; remove it, or put the field in quotes if it belongs to it"),
            Case(
                "a ,r\n",
                "t.csv:1:3: a blank stands around a field; remove it, or put the field in quotes if it belongs to it"),
            Case(
                " a\n",
                "t.csv:1:1: a blank stands around a field; remove it, or put the field in quotes if it belongs to it"),
            Case("a\"b\n", "t.csv:1:2: a quote within a bare field; put the field in quotes and write the quote twice"),
            Case(
                "a\n\"b\"c\n",
                "t.csv:2:4: a quoted field goes on after its closing quote; write a quote in it twice"),
            Case("a\nb,\"c\nd\n", "t.csv:2:3: the quote is never closed"),
            Case("\"", "t.csv:1:1: the quote is never closed"),
            Case("a\tb", "t.csv:1:2: a field holds the control character U+9"),
            Case("a\0", "t.csv:1:2: a field holds the control character U+0"),
            Case("a\rb", "t.csv:1:2: a field holds the control character U+D"),
            Case("\"a\u{1B}\"", "t.csv:1:3: a field holds the control character U+1B"),
        ])
    func `a mistake is refused where it stands`(_ example: Case) {
        #expect(refusal { try Self.rows(example.text) } == example.expected)
    }

    @Test(
        arguments: [[0x61, 0x2C, 0xFF], [0x61, 0x2C, 0xC3], [0x61, 0x2C, 0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]])
    func `what is not UTF-8 is refused`(_ bytes: [UInt8]) {
        #expect(
            refusal { try TargetList.read(bytes, name: "t.csv") }
                == "t.csv:1:3: the field is not UTF-8; save the file as UTF-8")
    }

    @Test(
        arguments: [
            "CanarySecretKey0123456789\n", "export KEY=canary\n", "bucket;region\nphotos-1;r\n",
            "AccessKeyId,Canary\nAKX,b\n",
            "photos-1,Canary\n", "photos-1,r,c,Canary\n", "canary0123456789canary0123456789\n", "bucket,canary\n",
        ])
    func `a file that is no list is refused, and nothing of it is quoted`(_ text: String) {
        let error = refusal { try TargetList.read(Array(text.utf8), name: "t.csv") }
        #expect(error.hasPrefix("t.csv:1:"), "\(error)")
        #expect(!error.lowercased().contains("canary") && !error.contains("AccessKey"), "\(error)")
    }

    @Test(arguments: [
        "name,region\n", "Bucket Name\n", "buckets\nb\n", "photos,Region\n", "region,bucket\n", "bucket_name,x\n",
    ])
    func `a heading that does not begin with bucket is refused`(_ text: String) {
        let error = refusal { try TargetList.read(Array(text.utf8), name: "t.csv", checksNames: false) }
        #expect(error.hasPrefix("t.csv:1:1: ") && error.contains("bucket"), "\(error)")
        #expect((try? Self.rows("bucket\nbuckets\n")) == ["2: buckets - - -"], "under a heading it is a bucket's name")
    }

    @Test(
        arguments: [[0xFF, 0xFE, 0x62, 0], [0xFE, 0xFF, 0, 0x62], [0x62, 0, 0x75, 0], [0, 0x62, 0, 0x75]] as [[UInt8]])
    func `a file in UTF-16 is said to be`(_ bytes: [UInt8]) {
        let expected = "1:1: the file is UTF-16, and UTF-8 is read; save it as UTF-8"
        #expect(refusal { try TargetList.read(bytes, name: "t") } == "t:" + expected)
        #expect(refusal { try DocumentReader.read(bytes, name: "t") } == "t:" + expected)
    }

    @Test func `a heading may be in capitals, and one vouches for names that look like keys`() throws {
        let rows = try TargetList.read(
            Array("Bucket,Region,REPORTBUCKET\n0123456789abcdef0123456789abcdef,r,inv\n".utf8), name: "t.csv")
        #expect(rows.map(\.bucket) == ["0123456789abcdef0123456789abcdef"] && rows[0].reportBucket == "inv")
    }

    @Test func `a reader delivers the rows before a mistake`() throws {
        var reader = TargetListReader(Array("a\nb\nc d,e f\n,\n".utf8), name: "t.csv", checksNames: false)
        #expect(try reader.next()?.bucket == "a")
        #expect(try reader.next()?.bucket == "b")
        #expect(try reader.next()?.bucket == "c d")
        #expect(throws: DocumentError.self) { try reader.next() }
    }

    @Test func `a hundred thousand lines are read`() throws {
        var reader = TargetListReader(
            Array((0..<100_000).map { "bucket-\($0)-1250000000,ap-guangzhou\n" }.joined().utf8), name: "t.csv")
        var last: TargetList.Row?
        while let row = try reader.next() { last = row }
        #expect(last?.bucket == "bucket-99999-1250000000")
        #expect(last?.location.line == 100_000)
    }

    @Test func `any bytes are read or refused`() {
        var random = SplitMix(state: 7)
        let pieces = Array("a,\"\n\r# \tb\0".utf8) + [0xEF, 0xBB, 0xBF, 0xFF]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random)! }
            #expect(throws: Never.self) {
                do { _ = try TargetList.read(bytes, name: "t.csv") } catch is DocumentError {}
            }
        }
    }
}
