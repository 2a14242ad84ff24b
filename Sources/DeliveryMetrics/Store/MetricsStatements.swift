/// The statements that read the database's metric functions. Their parameters are always in the order of the names.
enum MetricsStatements {
  /// since, until, bucket, zone
  static let buckets = "select bucket::text, is_whole from metrics.buckets($1, $2, $3, $4) order by bucket"

  private static let columns =
    "bucket::text, numerator, denominator, sample, mean, median, percentile_90, maximum"

  /// size, services, label, environment, since, until, attribution in seconds, bucket, zone
  static let facts = """
    select figure, null::text, \(columns) \
    from metrics.fact_figure($1, $2, $3, $4, $5, $6, $7 * interval '1 second', $8, $9)
    """

  /// size, services, label, environment, since, until, clock, bucket, zone, edges
  static let leadTime = """
    select figure, null::text, \(columns) from metrics.lead_time_figure($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    """

  /// size, services, label, environment, since, until, bucket, zone
  static let process = """
    select figure, dimension, \(columns) from metrics.process_figure($1, $2, $3, $4, $5, $6, $7, $8)
    """

  /// size, services, environment, since, until
  static let undelivered = "select count(*) from metrics.undelivered($1, $2, $3, $4, $5)"

  /// size, services, label, environment, since, until, attribution in seconds, limit
  static let events = """
    select count(*) over (), kind, service, name, version, sequence, outcome, started_at, finished_at, cause, \
    failed_by, coalesce(inferred, false), restored_at, severity \
    from metrics.fact($1, $2, $3, $4, $5, $6, $7 * interval '1 second') \
    where kind <> 'deployment' or role = 'ended' or failed_by is not null \
    order by coalesce(finished_at, started_at), sequence limit $8
    """

  /// size, services, label, environment, since, until, attribution in seconds, figure, limit
  static let explainFacts = """
    select count(*) over (), standing, reason, kind, service, name, microseconds, records \
    from metrics.explain_fact($1, $2, $3, $4, $5, $6, $7 * interval '1 second', $8) order by at, records[1] limit $9
    """

  /// size, services, label, environment, since, until, clock, limit
  static let explainLeadTime = """
    select count(*) over (), standing, reason, kind, service, name, microseconds, records \
    from metrics.explain_lead_time($1, $2, $3, $4, $5, $6, $7) order by at, records[1] limit $8
    """

  /// size, services, environment
  static let beginning = "select min(effective_at) from metrics.deployment_record($1, $2, $3)"
}
