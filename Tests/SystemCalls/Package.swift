// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "SystemCalls",
    dependencies: [.package(name: "SwiftSocket", path: "../..")],
    targets: [.executableTarget(name: "probe", dependencies: [.product(name: "SwiftSocket", package: "SwiftSocket")])],
    swiftLanguageModes: [.v6]
)
