// swift-tools-version: 6.2
import PackageDescription

/// A program that uses the library as any other package would.
func program(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .executableTarget(
        name: name,
        dependencies: [
            .product(name: "SwiftSocket", package: "SwiftSocket"),
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ] + dependencies,
        swiftSettings: [.strictMemorySafety()]
    )
}

let package = Package(
    name: "Examples",
    dependencies: [
        .package(name: "SwiftSocket", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    ],
    targets: [
        program("echo-server", "Termination"),
        program("echo-client"),
        program("port-scan", "Addresses"),
        program("gre"),
        program("http-get"),
        program("mixed", "MixedC"),
        program("packet-dump", "PcapFile", "Termination"),
        program("packet-send", "Addresses", "PcapFile", "WallClock"),
        program("ping", "Addresses", "Datagrams", "Termination", "WallClock"),
        program("traceroute", "Addresses", "Datagrams", "WallClock"),
        .target(
            name: "Addresses",
            dependencies: [
                .product(name: "SwiftSocket", package: "SwiftSocket"),
                .product(name: "CSocketShim", package: "SwiftSocket"),
            ],
            swiftSettings: [.strictMemorySafety()]
        ),
        .target(
            name: "Datagrams",
            dependencies: [.product(name: "SwiftSocket", package: "SwiftSocket")],
            swiftSettings: [.strictMemorySafety()]
        ),
        .target(name: "MixedC", dependencies: [.product(name: "CSocketShim", package: "SwiftSocket")]),
        .target(name: "PcapFile", swiftSettings: [.strictMemorySafety()]),
        .target(name: "Termination", swiftSettings: [.strictMemorySafety()]),
        .target(name: "WallClock", swiftSettings: [.strictMemorySafety()]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)
