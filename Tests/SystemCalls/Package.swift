// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "SystemCalls",
    dependencies: [.package(name: "SwiftSocket", path: "../..")],
    targets: [
        .target(name: "Allocations"),
        .executableTarget(
            name: "probe", dependencies: ["Allocations", .product(name: "SwiftSocket", package: "SwiftSocket")]),
    ],
    swiftLanguageModes: [.v6]
)
