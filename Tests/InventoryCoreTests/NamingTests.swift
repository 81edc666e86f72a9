import InventoryCore
import Testing

/// Names of buckets and regions, by what is known of a cloud's names.
@Suite struct NamingTests {
    static let dotted = Naming(
        bucketPunctuation: "-.", smallLetters: .documented, shortestBucket: .init(3, .documented),
        longestBucket: .init(10, .documented))
    static let numbered = Naming(
        bucketPunctuation: "-", smallLetters: .disputed, accountSuffix: .documented, endpoints: ["accelerate"])

    @Test(arguments: ["inv", "a-b.c-d", "20240101", "1.2.3", "0123456789"])
    func `a name that a bucket can have is taken`(_ name: String) {
        #expect(Self.dotted.problems(withBucket: ExactText(name), path: "bucket").isEmpty)
    }

    @Test(
        arguments: [
            ("Inv", "no capital letters"), ("in", "3 characters at least"), ("01234567890", "10 characters at most"),
            ("-inv", "begins and ends"), ("inv-", "begins and ends"), ("a..b", "begins and ends"),
            ("a.-b", "begins and ends"), ("a-.b", "begins and ends"), ("10.0.0.1", "address of a host"),
            ("inv\n", "letters, digits and -. only"), ("in v", "letters, digits and -. only"),
            ("arn:aws:s3:::inv", "resource name"), ("cos://inv", "this is an address"),
            ("inv/reports", "write 'inv', and the folder as a prefix: 'reports'"),
        ])
    func `a name that no bucket can have is refused, with what was meant`(_ name: String, _ says: String) {
        let problems = Self.dotted.problems(withBucket: ExactText(name), path: "reports.bucket")
        #expect(problems.first?.message.contains(says) == true, "\(problems)")
        #expect(problems.allSatisfy { $0.disposition == .refused && $0.path == "reports.bucket" })
    }

    @Test(arguments: [("inv", false), ("inv-", false), ("inv-1a", false), ("inv1", false), ("inv-1250000000", true)])
    func `where a name ends in the account's number, one without it is refused`(_ name: String, _ isFine: Bool) {
        #expect(Self.numbered.problems(withBucket: ExactText(name), path: "").isEmpty == isFine)
    }

    @Test func `a rule of names that sources dispute refuses nothing`() {
        #expect(Self.numbered.problems(withBucket: "Inv-1250000000", path: "").map(\.disposition) == [.noted])
    }

    @Test(arguments: [
        ("ap-guangzhou", true), ("", true), ("accelerate", false), ("ap guangzhou", false), ("a/b", false),
    ])
    func `the name of another host of the cloud is no region`(_ name: String, _ isFine: Bool) {
        #expect(Self.numbered.problems(withRegion: ExactText(name), path: "region").isEmpty == isFine)
    }

    @Test func `a cloud of which nothing is known refuses no name`() {
        #expect(Naming().problems(withBucket: "A b/c", path: "").isEmpty)
        #expect(Naming().problems(withRegion: "a b", path: "").isEmpty)
    }

    @Test func `a report bucket's name is checked where it makes a document`() {
        let cloud = Capabilities.complete.with { $0.naming = Self.numbered }
        var rule = InventoryRule.plain
        #expect(cloud.fit(rule, in: "Photos-1").findings.map(\.disposition) == [.noted])
        rule.destination.bucket = "inv"
        rule.destination.region = "accelerate"
        let regional = cloud.with { $0.destinationRegion = .written }
        #expect(regional.fit(rule).findings.refusals.map(\.path) == ["reports.bucket", "reports.region"])
    }
}
