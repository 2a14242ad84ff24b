/// The project's SQL, as the files of this folder have it.
package enum LedgerSQL {
  /// What runs before the first migration.
  package static let bootstrap = text(PackageResources.bootstrap_sql)

  /// The migrations in the order of their numbers, which count from 1.
  package static let migrations: [(name: String, text: String)] = [
    ("log", text(PackageResources._001_log_sql)),
    ("projections", text(PackageResources._002_projections_sql)),
    ("append", text(PackageResources._003_append_sql)),
    ("people", text(PackageResources._004_people_sql)),
    ("erasure", text(PackageResources._005_erasure_sql)),
    ("roles", text(PackageResources._006_roles_sql)),
  ]

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
