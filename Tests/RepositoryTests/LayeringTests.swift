import Testing

/// Who may import whom. Undeclared imports fail in the build already; this keeps the declarations honest.
@Suite struct LayeringTests {
    /// What a target may import, system libraries included. InventorySync takes digests, JSON and a lock from InventoryWire.
    static let allowed: [String: Set<String>] = [
        "InventoryCore": ["Glibc"],
        "InventoryWire": ["InventoryCore", "COpenSSL", "CExpat", "Glibc"],
        "InventoryVendorFacts": ["InventoryCore"],
        "InventoryProviderKit": ["InventoryCore", "InventoryWire", "InventoryVendorFacts"],
        "InventoryCurl": ["InventoryCore", "InventoryWire", "CCurl", "Glibc"],
        "InventorySync": ["InventoryCore", "InventoryWire", "Glibc"],
        "InventoryRuleSet": ["InventoryCore", "InventoryWire", "InventorySync", "CYAML"],
        "InventoryReports": ["InventoryCore", "InventoryWire", "InventoryVendorFacts", "CZlib", "CISAL", "Glibc"],
        "InventoryComparison": ["InventoryCore", "InventoryWire", "InventoryVendorFacts", "InventoryReports", "Glibc"],
        "InventoryWatch": ["InventoryCore", "InventoryReports", "InventorySync"],
        "InventoryConformance": ["InventoryCore", "InventoryWire"],
        // A client's codec or signer in the server would let one mistake cancel itself out.
        "InventoryEmulator": ["InventoryWire", "NIOCore", "NIOPosix", "NIOHTTP1", "FoundationEssentials", "Glibc"],
        "SpecKit": ["InventoryCore", "InventoryVendorFacts", "FoundationEssentials"],
        "spec-gen": ["SpecKit", "FoundationEssentials", "Glibc"],
    ]

    /// Those that see everything below them: the front door, the command, and what measures every layer.
    static let tops: [String: Set<String>] = [
        "CloudInventory": [
            "InventoryCore", "InventoryWire", "InventoryProviderKit", "InventorySync", "InventoryCurl",
            "InventoryVendorFacts",
        ],
        "InventoryCLI": [
            "CloudInventory", "InventoryRuleSet", "InventoryEmulator", "InventoryConformance", "InventoryReports",
            "InventoryComparison", "InventoryWatch", "InventoryCore", "InventoryWire", "InventoryProviderKit",
            "InventorySync", "InventoryCurl", "InventoryVendorFacts",
            "ArgumentParser",
            "FoundationEssentials", "Dispatch", "Glibc",
        ],
        "inventory-bench": [
            "CloudInventory", "InventoryCore", "InventoryWire", "InventoryProviderKit", "InventorySync",
            "InventoryRuleSet", "InventoryVendorFacts", "CExpat", "COpenSSL", "Glibc",
        ],
    ]

    @Test(arguments: Repository.targets)
    func `a target imports what its place allows`(_ target: String) throws {
        let vendors = try Repository.vendors().map { "Inventory\($0)" }
        let permitted =
            vendors.contains(target)
            ? ["InventoryCore", "InventoryWire", "InventoryVendorFacts", "InventoryProviderKit"]
            : try #require(
                Self.allowed[target] ?? Self.tops[target].map { $0.union(vendors) },
                "say in LayeringTests what \(target) may import")
        #expect(Self.imports(in: target) { !permitted.contains($0) } == [])
    }

    /// Whole modules would bring in every bare noun of theirs, beside those of the other libraries of a program.
    @Test func `the front door lets through some fifty names, each by itself`() {
        let exports = Repository.sources.filter { $0.target == "CloudInventory" }.flatMap(\.code).map(\.text)
            .filter { $0.hasPrefix("@_exported") }
        #expect((40...52).contains(exports.count), "\(exports.count) names")
        #expect(exports.filter { !$0.contains(".") } == [])
        let common = [
            "Plan", "Filter", "Tag", "Limits", "HTTPRequest", "HTTPResponse", "Finding", "Selection", "Partition",
        ]
        #expect(exports.filter { line in common.contains { line.hasSuffix(".\($0)") } } == [])
    }

    @Test func `every target of the table exists`() throws {
        let named = Set(Self.allowed.keys).union(Self.tops.keys).union(
            try Repository.vendors().map { "Inventory\($0)" })
        #expect(named.subtracting(Repository.targets) == [])
        #expect(try Repository.vendors().count >= 2)
    }

    @Test func `no source imports all of Foundation or a test framework`() {
        let banned: Set = ["Foundation", "FoundationNetworking", "FoundationXML", "Testing", "XCTest"]
        #expect(Self.imports(in: nil) { banned.contains($0) } == [])
    }

    /// Where a target, or any, imports such a module.
    private static func imports(in target: String?, _ isWanted: (String) -> Bool) -> [String] {
        Repository.allSources.filter { target == nil || $0.target == target }.flatMap { file in
            file.imports.filter { isWanted($0.module) }.map { "\(file):\($0.number) imports \($0.module)" }
        }
    }

    @Test(
        arguments: [
            ("internal import Glibc", "Glibc"), ("@_exported public import InventoryCore", "InventoryCore"),
            ("import struct Foundation.Date", "Foundation"), ("import Foo // why", "Foo"),
            ("@testable import Foo", "Foo"), ("// import Foo", nil), ("let important = 1", nil),
        ] as [(String, String?)])
    func `an import is recognised in every spelling`(_ line: String, _ module: String?) {
        #expect(SourceFile(path: "Sources/X/Y.swift", text: line).imports.first?.module == module)
    }
}
