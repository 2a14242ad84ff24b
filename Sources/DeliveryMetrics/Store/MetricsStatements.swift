/// The statements that read the database's metric functions. Their parameters are always in the order of the names.
enum MetricsStatements {
  /// since, until, zone
  static let clockTurns = "select at, ahead from metrics.clock_turns($1, $2, $3) order by at"

  /// size, services, label, environment, since, middle, until
  static let process = """
    select previous, figure, dimension, numerator, denominator, sample, mean, median, percentile_90, maximum \
    from metrics.process_figures($1, $2, $3, $4, $5, $6, $7)
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

  /// date, zone
  static let midnight = "select $1::date::timestamp at time zone $2"

  /// since, until, zone
  static let localPeriod = """
    select case when t = date_trunc('day', t) then to_char(t, 'YYYY-MM-DD') else to_char(t, 'YYYY-MM-DD HH24:MI') end \
    from unnest(array[$1::timestamptz, $2]) with ordinality i (at, n), lateral (select i.at at time zone $3) l (t) \
    order by n
    """

  /// size, team
  static let team = "select service from metrics.team_service($1, $2) order by service collate \"C\""

  /// size, services, environment
  static let beginning = """
    select metrics.timestamp(min(at)) from metrics.counted_deployment($1, metrics.service_ids($2), metrics.word_id($3))
    """
}
