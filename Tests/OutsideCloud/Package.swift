// swift-tools-version: 6.2
import PackageDescription

// A cloud that this library does not know, added by somebody else: documents in JSON, keys as a bearer token. It is
// built beside a fresh copy of the repository by Scripts/check-embedder.sh.
let package = Package(
    name: "outside-cloud",
    dependencies: [.package(path: "../cloud-inventory", traits: [])],
    targets: [
        .executableTarget(
            name: "small-cloud",
            dependencies: [
                .product(name: "CloudInventory", package: "cloud-inventory"),
                .product(name: "InventoryProviderKit", package: "cloud-inventory"),
                .product(name: "InventoryConformance", package: "cloud-inventory"),
            ]),
        .target(name: "OtherSDK"),
        .executableTarget(
            name: "bystander",
            dependencies: ["OtherSDK", .product(name: "CloudInventory", package: "cloud-inventory")]),
    ],
    swiftLanguageModes: [.v6]
)
