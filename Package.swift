// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [.strictMemorySafety()]

let package = Package(
    name: "SwiftSocket",
    products: [
        .library(name: "SwiftSocket", targets: ["SwiftSocket"]),
        .library(name: "CSocketShim", targets: ["CSocketShim"]),
    ],
    targets: [
        .target(name: "CSocketShim", cSettings: [.headerSearchPath(".")]),
        .target(name: "SwiftSocket", dependencies: ["CSocketShim"], swiftSettings: swiftSettings),
        .testTarget(
            name: "SwiftSocketTests",
            dependencies: ["SwiftSocket", "CSocketShim"],
            swiftSettings: swiftSettings
        ),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)
