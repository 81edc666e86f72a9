// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that it sees the library as an embedder does and none of this reaches one.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "cloud-inventory", path: "..", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    ],
    targets: [
        .executableTarget(
            name: "bench-load", dependencies: [.product(name: "CloudInventory", package: "cloud-inventory"), "LoadMeter"]),
        .executableTarget(name: "bench-urlsession", dependencies: ["LoadMeter"]),
        .executableTarget(
            name: "bench-async-http-client",
            dependencies: [.product(name: "AsyncHTTPClient", package: "async-http-client"), "LoadMeter"]),
        .target(name: "LoadMeter"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets { target.swiftSettings = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")] }
