// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "release-ledger",
  products: [
    .executable(name: "release-ledger", targets: ["release-ledger"]),
    .library(
      name: "ReleaseLedger",
      targets: ["DeliveryMetrics", "LedgerStore", "Postgres", "ReleaseRecords", "Reporting", "TransparencyLog"]
    ),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "Postgres", dependencies: ["CLibpq"], swiftSettings: settings),
    .testTarget(
      name: "PostgresTests",
      dependencies: ["ChildProcess", "Postgres", "PostgresTestServer"],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "copy-memory",
      dependencies: ["Postgres"],
      path: "Tests/CopyMemory",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "another-process",
      dependencies: ["GitRepository", "PrivateServer"],
      path: "Tests/AnotherProcess",
      swiftSettings: settings
    ),

    .target(name: "CChildProcess"),
    .target(name: "ChildProcess", dependencies: ["CChildProcess"], swiftSettings: settings),
    .target(name: "PrivateServer", dependencies: ["ChildProcess"], swiftSettings: settings),
    .target(
      name: "PostgresTestServer",
      dependencies: ["ChildProcess", "PrivateServer"],
      path: "Tests/PostgresTestServer",
      swiftSettings: settings
    ),
    .testTarget(
      name: "PrivateServerTests",
      dependencies: ["ChildProcess", "PostgresTestServer", "PrivateServer", "another-process"],
      swiftSettings: settings
    ),

    .target(name: "TransparencyLog", dependencies: [crypto], swiftSettings: settings),
    .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog"], swiftSettings: settings),

    .target(name: "ReleaseRecords", swiftSettings: settings),
    .testTarget(name: "ReleaseRecordsTests", dependencies: ["ReleaseRecords"], swiftSettings: settings),

    .target(name: "Evidence", dependencies: ["ReleaseRecords", crypto], swiftSettings: settings),
    .testTarget(
      name: "EvidenceTests",
      dependencies: ["ChildProcess", "Evidence", "ReleaseRecords"],
      swiftSettings: settings
    ),
    .target(name: "GitRepository", dependencies: ["ChildProcess", "Evidence"], swiftSettings: settings),
    .testTarget(
      name: "GitRepositoryTests",
      dependencies: [
        "ChildProcess", "Evidence", "GitRepository", "PostgresTestServer", "ReleaseRecords", "another-process",
      ],
      swiftSettings: settings
    ),

    .target(
      name: "LedgerSQL",
      path: "sql",
      resources: [.embedInCode("bootstrap.sql"), .embedInCode("migrations"), .embedInCode("objects.txt")],
      swiftSettings: settings
    ),
    .target(
      name: "LedgerStore",
      dependencies: [crypto, "LedgerSQL", "Postgres", "PrivateServer", "ReleaseRecords", "TransparencyLog"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LedgerStoreTests",
      dependencies: [
        "LedgerSQL", "LedgerStore", "Postgres", "PostgresTestServer", "PrivateServer", "ReleaseRecords",
        "TransparencyLog",
      ],
      swiftSettings: settings
    ),

    .target(
      name: "ReleasePolicy",
      dependencies: ["ReleaseRecords"],
      resources: [.embedInCode("Packs")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ReleasePolicyTests",
      dependencies: ["ReleasePolicy", "ReleaseRecords"],
      exclude: ["Packs/Scenarios"],
      resources: [.copy("Fixtures"), .copy("Packs/Cases")],
      swiftSettings: settings
    ),

    .target(
      name: "ReportAssets",
      path: "reports",
      exclude: ["grafana.json"],
      resources: [
        .embedInCode("report.css"), .embedInCode("schemas"), .embedInCode("mappings"), .embedInCode("templates"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Reporting",
      dependencies: ["ReleaseRecords", "ReportAssets"],
      swiftSettings: settings,
      // Rounding of doubles, which nothing else brings in where Foundation is not linked.
      linkerSettings: [.linkedLibrary("m")]
    ),
    .target(name: "GoldenFiles", path: "Tests/GoldenFiles", swiftSettings: settings),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["GoldenFiles", "Reporting", "ReleaseRecords"],
      exclude: ["Golden"],
      swiftSettings: settings
    ),

    .target(
      name: "ReleaseGovernance",
      dependencies: [
        "DeliveryMetrics", "LedgerStore", "ReleasePolicy", "ReleaseRecords", "ReleaseReports", "Reporting",
      ],
      swiftSettings: settings
    ),

    .target(
      name: "DeliveryMetrics",
      dependencies: ["Postgres", "ReleaseRecords", "Reporting"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "DeliveryMetricsTests",
      dependencies: [
        "DeliveryMetrics", "LedgerStore", "Postgres", "PostgresTestServer", "ReleaseGovernance", "ReleasePolicy",
        "ReleaseRecords", "Reporting",
      ],
      swiftSettings: settings
    ),

    .target(
      name: "ReleaseReports",
      dependencies: ["ReleasePolicy", "ReleaseRecords", "ReportAssets", "Reporting"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ReleaseReportsTests",
      dependencies: ["GoldenFiles", "ReleasePolicy", "ReleaseRecords", "ReleaseReports", "Reporting"],
      exclude: ["Golden"],
      swiftSettings: settings
    ),

    .testTarget(
      name: "CommandLineTests",
      dependencies: ["ChildProcess", "PostgresTestServer"],
      exclude: ["Walks/Expected"],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "release-ledger",
      dependencies: [
        argumentParser, crypto, "DeliveryMetrics", "Evidence", "GitRepository", "LedgerStore", "Postgres",
        "PrivateServer", "ReleaseGovernance", "ReleasePolicy", "ReleaseRecords", "ReleaseReports", "Reporting",
        "TransparencyLog",
      ],
      swiftSettings: settings
    ),
    // The documentation's commands, run by the program itself.
    .testTarget(name: "DocumentationTests", dependencies: ["release-ledger"], swiftSettings: settings),
  ]
)
