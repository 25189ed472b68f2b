// swift-tools-version: 6.2
import PackageDescription

// Apart from the other examples, which need swift-argument-parser: this one is to build without a network.
let package = Package(
    name: "Demo",
    dependencies: [.package(name: "SwiftSocket", path: "../..")],
    targets: [
        .executableTarget(
            name: "demo",
            dependencies: [.product(name: "SwiftSocket", package: "SwiftSocket")],
            path: "Sources",
            swiftSettings: [.strictMemorySafety()]
        )
    ],
    swiftLanguageModes: [.v6]
)
