// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "release-ledger-benchmarks",
  dependencies: [.package(name: "release-ledger", path: "..")],
  targets: [
    .executableTarget(
      name: "ledger-bench",
      dependencies: [.product(name: "ReleaseLedger", package: "release-ledger")]
    )
  ]
)
