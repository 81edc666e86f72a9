// swift-tools-version: 6.2
import PackageDescription

/// The clouds we speak to. A new one is a folder `Sources/Inventory<Name>` and a line here.
let vendors = ["TencentCOS", "HuaweiOBS", "AmazonS3", "AlibabaOSS", "VolcengineTOS"].map { "Inventory\($0)" }

let package = Package(
    name: "cloud-inventory",
    products: [
        .library(name: "CloudInventory", targets: ["CloudInventory"]),
        .library(name: "InventoryCore", targets: ["InventoryCore"]),
        .library(name: "InventoryProviderKit", targets: ["InventoryProviderKit"]),
        .library(name: "InventorySync", targets: ["InventorySync"]),
        .library(name: "InventoryRuleSet", targets: ["InventoryRuleSet"]),
        .library(name: "InventoryReports", targets: ["InventoryReports"]),
        .library(name: "InventoryComparison", targets: ["InventoryComparison"]),
        .library(name: "InventoryWatch", targets: ["InventoryWatch"]),
        .library(name: "InventoryEmulator", targets: ["InventoryEmulator"]),
        .library(name: "InventoryConformance", targets: ["InventoryConformance"]),
        .executable(name: "cloud-inventory", targets: ["InventoryCLI"]),
    ],
    traits: [
        .trait(name: "EmulatorServer", description: "The emulator on a loopback socket (swift-nio)."),
        .trait(name: "CommandLineTool", description: "The cloud-inventory command (ArgumentParser)."),
        // On by default, so that `swift test` in this folder tests everything.
        // An embedder writes `traits: []` and fetches no package at all.
        .default(enabledTraits: ["EmulatorServer", "CommandLineTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Declarations alone: ISA-L is loaded where it is installed.
        .systemLibrary(name: "CISAL"),

        .target(name: "InventoryCore"),
        .target(name: "InventoryWire", dependencies: ["InventoryCore", "COpenSSL", "CExpat"]),
        .target(name: "InventoryVendorFacts", dependencies: ["InventoryCore"]),
        .target(
            name: "InventoryProviderKit",
            dependencies: ["InventoryCore", "InventoryWire", "InventoryVendorFacts"]),
        .target(name: "InventoryCurl", dependencies: ["InventoryCore", "InventoryWire", "CCurl"]),
        .target(name: "InventorySync", dependencies: ["InventoryCore", "InventoryWire"]),
        .target(name: "InventoryRuleSet", dependencies: ["InventoryCore", "InventoryWire", "InventorySync", "CYAML"]),
        .target(
            name: "InventoryReports",
            dependencies: ["InventoryCore", "InventoryWire", "InventoryVendorFacts", "CZlib", "CISAL"]),
        .target(
            name: "InventoryComparison",
            dependencies: ["InventoryCore", "InventoryWire", "InventoryVendorFacts", "InventoryReports"]),
        .target(name: "InventoryWatch", dependencies: ["InventoryCore", "InventoryReports", "InventorySync"]),
        .target(
            name: "CloudInventory",
            dependencies: [
                "InventoryCore", "InventoryWire", "InventoryProviderKit", "InventorySync", "InventoryCurl",
                "InventoryVendorFacts",
            ] + vendors.map { .target(name: $0) }),
        .target(name: "InventoryConformance", dependencies: ["InventoryCore", "InventoryWire"]),
        .target(
            name: "InventoryEmulator",
            dependencies: [
                "InventoryWire",
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["EmulatorServer"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["EmulatorServer"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["EmulatorServer"])),
            ]),
        .executableTarget(
            name: "InventoryCLI",
            dependencies: [
                "CloudInventory", "InventoryRuleSet", "InventoryEmulator", "InventoryConformance", "InventoryReports",
                "InventoryComparison", "InventoryWatch", "InventoryCore", "InventoryWire", "InventoryProviderKit",
                "InventorySync", "InventoryCurl", "InventoryVendorFacts",
                .product(
                    name: "ArgumentParser", package: "swift-argument-parser",
                    condition: .when(traits: ["CommandLineTool"])),
            ] + vendors.map { .target(name: $0) },
            // In the binary itself: a command that looks for a folder of resources cannot be moved.
            resources: ["html", "css", "js"].map { .embedInCode("Page/Template/page.\($0)") }),

        .target(name: "SpecKit", dependencies: ["InventoryCore", "InventoryVendorFacts"]),
        .executableTarget(name: "spec-gen", dependencies: ["SpecKit"]),
        // Micro-benchmarks of package symbols; in no product.
        .executableTarget(
            name: "inventory-bench",
            dependencies: [
                "CloudInventory", "InventoryCore", "InventoryWire", "InventoryProviderKit", "InventorySync",
                "InventoryRuleSet", "InventoryVendorFacts", "COpenSSL", "CExpat",
            ] + vendors.map { .target(name: $0) }),

        .target(
            name: "TestSupport",
            dependencies: [
                "CloudInventory", "InventoryCore", "InventoryWire", "InventoryEmulator", "InventoryConformance",
            ],
            path: "Tests/TestSupport"),
        .testTarget(name: "InventoryCoreTests", dependencies: ["InventoryCore", "InventoryVendorFacts"]),
        .testTarget(name: "InventoryWireTests", dependencies: ["InventoryWire"]),
        .testTarget(
            name: "VectorTests",
            dependencies: ["InventoryCore", "InventoryWire", "InventoryProviderKit", "InventoryVendorFacts"]
                + vendors.map { .target(name: $0) }),
        .testTarget(
            name: "SpecCaseTests",
            dependencies: [
                "InventoryCore", "InventoryWire", "InventoryProviderKit", "InventoryVendorFacts", "InventoryCurl",
                "SpecKit", "TestSupport",
            ] + vendors.map { .target(name: $0) }),
        .testTarget(name: "InventoryCurlTests", dependencies: ["InventoryCurl", "InventoryWire", "TestSupport"]),
        .testTarget(
            name: "ResilienceTests",
            dependencies: [
                "CloudInventory", "InventoryCore", "InventoryWire", "InventoryProviderKit", "InventoryVendorFacts",
                "InventoryCurl", "InventorySync", "InventoryEmulator", "InventoryTencentCOS", "InventoryHuaweiOBS",
                "TestSupport",
            ]),
        // Reads an object of any length and says how much memory that took; in no product.
        .executableTarget(
            name: "StreamProbe", dependencies: ["InventoryCurl", "InventoryWire", "TestSupport"],
            path: "Tests/StreamProbe"),
        .testTarget(
            name: "ReportTests",
            dependencies: [
                "InventoryReports", "InventoryComparison", "InventoryCore", "InventoryVendorFacts", "InventoryCLI",
                "TestShell",
            ]),
        .testTarget(name: "InventoryRuleSetTests", dependencies: ["InventoryRuleSet", "InventoryCore", "TestSupport"]),
        .testTarget(name: "InventoryEmulatorTests", dependencies: ["InventoryEmulator", "InventoryWire"]),
        .target(name: "TestShell", path: "Tests/TestShell"),
        .testTarget(name: "RepositoryTests", dependencies: ["TestShell"]),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "InventoryRuleSet", "InventoryCore", "InventoryEmulator", "CloudInventory", "InventoryCLI", "TestShell",
            ]),
        .testTarget(
            name: "SpecTests", dependencies: ["SpecKit", "InventoryCore", "InventoryVendorFacts", "InventoryWire"]),
        .testTarget(
            name: "ProviderTests",
            dependencies: [
                "CloudInventory", "InventoryCore", "InventoryWire", "InventoryProviderKit", "InventoryVendorFacts",
                "InventoryEmulator", "TestSupport",
            ]),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "InventoryConformance", "InventoryEmulator", "CloudInventory", "InventoryCore", "InventoryWire",
                "InventoryProviderKit", "TestSupport",
            ]),
        .testTarget(
            name: "InventorySyncTests",
            dependencies: [
                "CloudInventory", "InventorySync", "InventoryCore", "InventoryWire", "InventoryEmulator", "TestSupport",
                "SyncKillProbe",
            ]),
        .testTarget(
            name: "InventoryWatchTests",
            dependencies: [
                "CloudInventory", "InventoryWatch", "InventoryReports", "InventorySync", "InventoryCore",
                "InventoryEmulator", "TestSupport",
            ]),
        // A program that the tests kill at every moment of a sync; in no product.
        .executableTarget(
            name: "SyncKillProbe", dependencies: ["CloudInventory", "InventoryWire", "TestSupport"],
            path: "Tests/SyncKillProbe"),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "InventoryCLI", "CloudInventory", "InventoryCore", "InventoryWire", "InventoryProviderKit",
                "InventoryEmulator", "TestShell",
            ]),
    ]
        + vendors.map {
            .target(
                name: $0,
                dependencies: ["InventoryCore", "InventoryWire", "InventoryVendorFacts", "InventoryProviderKit"])
        },
    swiftLanguageModes: [.v6]
)

// What `make fuzz` builds; the sanitizers are switched on by its command line.
if Context.environment["FUZZ"] != nil {
    // The command as a library, without its entry: libFuzzer brings a main function of its own.
    package.products.removeAll { $0.name == "cloud-inventory" }
    package.targets = package.targets.map { target in
        guard target.name == "InventoryCLI" else { return target }
        return .target(
            name: target.name, dependencies: target.dependencies, exclude: ["Tool.swift"], resources: target.resources)
    }
    package.targets += [
        .target(
            name: "FuzzTargets",
            dependencies: [
                "CloudInventory", "InventoryRuleSet", "InventorySync", "InventoryProviderKit", "InventoryVendorFacts",
                "InventoryCore", "InventoryWire", "InventoryCurl", "InventoryCLI", "InventoryReports",
            ] + vendors.map { .target(name: $0) }, path: "Tests/Fuzz/Targets"),
        .executableTarget(name: "inventory-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Main"),
    ]
}

let warningsAreErrors = Context.environment["CLOUD_INVENTORY_STRICT"] != nil
for target in package.targets where target.type != .system {
    var settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
    // Only for ourselves: as a plain setting it would break dependents by path on any warning.
    if warningsAreErrors { settings.append(.treatAllWarnings(as: .error)) }
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}
