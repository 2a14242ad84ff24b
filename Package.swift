// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "release-ledger",
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2")
  ],
  targets: [
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "Postgres", dependencies: ["CLibpq"], swiftSettings: settings),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres"], swiftSettings: settings),

    .target(name: "TransparencyLog", dependencies: [crypto], swiftSettings: settings),
    .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog"], swiftSettings: settings),

    .target(name: "ReleaseRecords", swiftSettings: settings),
    .testTarget(name: "ReleaseRecordsTests", dependencies: ["ReleaseRecords"], swiftSettings: settings),

    .target(
      name: "ReportAssets",
      path: "reports",
      resources: [.embedInCode("report.css"), .embedInCode("schemas"), .embedInCode("mappings")],
      swiftSettings: settings
    ),
    .target(
      name: "Reporting",
      dependencies: ["ReleaseRecords", "ReportAssets"],
      swiftSettings: settings,
      // Rounding of doubles, which nothing else brings in where Foundation is not linked.
      linkerSettings: [.linkedLibrary("m")]
    ),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "ReleaseRecords"],
      exclude: ["Golden"],
      swiftSettings: settings
    ),
  ]
)
