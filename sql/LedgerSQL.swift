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
    ("documents", text(PackageResources._006_documents_sql)),
    ("metrics", text(PackageResources._007_metrics_sql)),
    ("metrics_facts", text(PackageResources._008_metrics_facts_sql)),
    ("metrics_lead_time", text(PackageResources._009_metrics_lead_time_sql)),
    ("metrics_calendar", text(PackageResources._010_metrics_calendar_sql)),
    ("metrics_process", text(PackageResources._011_metrics_process_sql)),
    ("metrics_explain", text(PackageResources._012_metrics_explain_sql)),
    ("roles", text(PackageResources._013_roles_sql)),
  ]

  /// The functions, triggers and views that these make, the access to them and the roles: for each the SHA-256 of its
  /// definition, two spaces and its name.
  package static let objects = text(PackageResources.objects_txt)

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
