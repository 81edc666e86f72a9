import Testing

/// What one vendor alone has belongs into its target, its facts and its folder of the emulator: no other code knows a
/// vendor's name, hosts, elements or rules, so that a new vendor changes none of it.
@Suite struct NeutralFolderTests {
    private static let folders = [
        "InventoryCore", "InventoryWire", "InventoryProviderKit", "InventorySync", "InventoryRuleSet", "InventoryCurl",
        "InventoryConformance", "InventoryEmulator", "InventoryCLI",
    ]

    /// Names in any place of an identifier or a text.
    private static let names = [
        "Tencent", "tencent", "Huawei", "huawei", "Amazon", "amazon", "Alibaba", "alibaba", "Aliyun", "aliyun", "Volc",
        "volces", "myqcloud", "MonthlyDate", "PostInventoryResult", "LastExportTime", "APPID", "qcs::", "SSE-COS",
        "COSBucketDestination", "S3BucketDestination", "OSSBucketDestination", "TOSBucketDestination",
    ]
    /// Words that stand alone, since longer ones hold them by chance.
    private static let words = ["COS", "OBS", "S3", "OSS", "TOS", "cos", "obs", "s3", "oss", "tos"]

    /// Where a vendor still stands, and why. Each entry is needed: one that is not fails the test, too.
    private static let exceptions: [String: String] = [
        "InventoryCore/Rule/OpenName.swift": "an example in an error, of a name that one cloud alone has",
        "InventoryCore/Capability/Naming.swift": "what people know the number of an account by",
        "InventoryProviderKit/Documents/DocumentRuleCodec.swift": "the answer to a job of the one cloud that has them",
        "InventorySync/RuleSet/Ownership.swift": "an element that a server writes by itself, in a public default",
        "InventoryCurl/RequestRules.swift": "the fixed hosts that may be spoken to in cleartext",
        "InventoryEmulator/Vendors/EmulatedVendors.swift": "the list of the vendors",
        "InventoryCLI/Commands/Report/ListFile.swift": "formats that are called as the tools which take them",
    ]

    private static let files = Repository.sources.filter { file in
        folders.contains(file.target) && !file.path.hasPrefix("Sources/InventoryEmulator/Vendors/")
            || file.path == "Sources/InventoryEmulator/Vendors/EmulatedVendors.swift"
    }

    @Test func `neutral code knows no vendor`() {
        let known = Self.files.filter { file in !Self.isException(file) }
        #expect(known.flatMap(Self.places) == [])
        #expect(Self.files.count > 200)
    }

    @Test func `every exception is still needed`() {
        let used = Self.files.filter { !Self.places(in: $0).isEmpty }.map {
            String($0.path.dropFirst("Sources/".count))
        }
        #expect(Set(Self.exceptions.keys).subtracting(used) == [])
    }

    @Test(arguments: [
        ("let a = \"tencent-cos\"", true), ("case COS", true), ("cos://BUCKET", true), ("OSSL_PARAM", false),
        ("ScheduledJobs", false), ("costs", false), ("OBS.id", true), ("// COS alone", false),
    ])
    func `a vendor is seen in code, and not in a comment`(_ line: String, _ isSeen: Bool) {
        #expect(Self.places(in: SourceFile(path: "Sources/X/Y.swift", text: line)).isEmpty != isSeen)
    }

    private static func isException(_ file: SourceFile) -> Bool {
        exceptions[String(file.path.dropFirst("Sources/".count))] != nil
    }

    private static func places(in file: SourceFile) -> [String] {
        file.code.filter { line in
            names.contains { line.text.contains($0) } || words.contains { Bytes.contains(line.text, phrase: $0) }
        }.map { "\(file.path):\($0.number): \($0.text)" }
    }
}
