// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that it sees the library as an embedder does and none of this reaches one.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "cloud-inventory", path: "..", traits: [])],
    targets: [
        .executableTarget(
            name: "bench-load", dependencies: [.product(name: "CloudInventory", package: "cloud-inventory")]),
        .executableTarget(name: "bench-urlsession"),
    ],
    swiftLanguageModes: [.v6]
)
