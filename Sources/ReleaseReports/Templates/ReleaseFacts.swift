internal import ReleaseRecords

/// What templates ask of a release beside its sections.
struct ReleaseFacts {
  let records: RecordsOfRelease
  /// The environment whose deployment makes the release's date.
  let environment: String

  /// The first deployment to the environment that succeeded.
  var deployment: DeploymentRun? { records.deployments.first { $0.environment == environment && $0.succeeded } }

  /// The day on which it was deployed; before that the planned one, which says so.
  var date: String {
    if let end = deployment?.end { return end.date.description }
    if let planned = records.release?.time("planned_at") { return "planned for \(planned.date)" }
    return "date not recorded"
  }

  /// A title with its placeholders filled.
  func filled(_ title: String) -> String {
    // One pass, so that a name with a placeholder in it stays as it is.
    var text = ""
    var rest = Substring(title)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      text += value(of: String(rest[rest.index(after: open)..<close])) ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// `service`, `version`, `date` or `type`.
  func value(of name: String) -> String? {
    switch name {
    case "service": records.service
    case "version": records.version.text
    case "date": date
    case "type": records.type ?? "type not recorded"
    default: nil
    }
  }
}
