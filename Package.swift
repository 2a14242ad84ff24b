// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "release-ledger",
  targets: [
    .target(name: "ReleaseRecords", swiftSettings: settings),
    .testTarget(name: "ReleaseRecordsTests", dependencies: ["ReleaseRecords"], swiftSettings: settings),
  ]
)
