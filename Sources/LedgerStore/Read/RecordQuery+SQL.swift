internal import Postgres
internal import ReleaseRecords

extension RecordQuery {
  /// What holds for the wanted rows of `ledger.record`, which goes by the name `r`.
  var condition: SQL {
    var condition: SQL = "r.sequence >= \(sequences.lowerBound) and r.sequence < \(sequences.upperBound)"
    if let service { condition = "\(condition) and r.service = \(service)" }
    if isAboutNoService { condition = "\(condition) and r.service is null" }
    if let version { condition = "\(condition) and r.version = \(version)" }
    if let environment { condition = "\(condition) and r.environment = \(environment)" }
    if !kinds.isEmpty { condition = "\(condition) and r.kind = any (\(kinds.map(\.rawValue)))" }
    if let from { condition = "\(condition) and coalesce(r.occurred_at, r.recorded_at) >= \(from)" }
    if let until { condition = "\(condition) and coalesce(r.occurred_at, r.recorded_at) < \(until)" }
    if let naming {
      condition = """
        \(condition) and \(naming.name) in (
          select value from jsonb_each_text(convert_from(r.leaf, 'UTF8')::jsonb -> 'body' -> 'data')
          where key = any (\(naming.fields))
        )
        """
    }
    return condition
  }
}
