// swift-tools-version: 6.2
import PackageDescription

// Swift against the C below it. The comparisons with other libraries are C's: see the Makefile.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "SwiftSocket", path: "..")],
    targets: [
        .target(
            name: "BenchHarness",
            dependencies: [.product(name: "CSocketShim", package: "SwiftSocket")]
        ),
        .executableTarget(
            name: "SwiftOverC",
            dependencies: ["BenchHarness", .product(name: "SwiftSocket", package: "SwiftSocket")]
        ),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)
