// swift-tools-version: 6.2
import PackageDescription

// What an embedder writes. Scripts/check-embedder.sh builds it beside a fresh copy of the repository, which has the
// folder name that SwiftPM takes for the package's name, and looks at what was fetched and linked.
let package = Package(
    name: "embedder",
    dependencies: [.package(path: "../cloud-inventory", traits: [])],
    targets: [
        .executableTarget(
            name: "provider-only", dependencies: [.product(name: "CloudInventory", package: "cloud-inventory")]),
        .executableTarget(
            name: "with-sync", dependencies: [.product(name: "CloudInventory", package: "cloud-inventory")]),
    ],
    swiftLanguageModes: [.v6]
)
