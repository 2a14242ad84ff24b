-- The figures: each in total (bucket null) and for each bucket of the period.

-- The calendar day, Monday or first of the month, in a time zone, that an instant falls into.
create function metrics.bucket_of(at timestamptz, bucket text, zone text) returns date
language sql stable parallel safe as $$
  select date_trunc(bucket_of.bucket, bucket_of.at at time zone bucket_of.zone)::date
$$;

-- The buckets that a period touches; whole ones lie in it from their first instant to their last.
create function metrics.buckets(since timestamptz, until timestamptz, bucket text, zone text)
returns table (bucket date, is_whole boolean)
language sql stable parallel safe as $$
  select
    b.start::date,
    b.start at time zone buckets.zone >= buckets.since
      and (b.start + b.step) at time zone buckets.zone <= buckets.until
  from (
    select
      generate_series(
        date_trunc(buckets.bucket, buckets.since at time zone buckets.zone),
        (buckets.until - interval '1 microsecond') at time zone buckets.zone,
        ('1 ' || buckets.bucket)::interval
      ) as start,
      ('1 ' || buckets.bucket)::interval as step
  ) b
$$;

-- Figures over deployments, rollbacks and incidents. Spans are in microseconds; percentiles are continuous
-- (percentile_cont). What stands in numerator and denominator, docs/metrics.md says for each figure.
create function metrics.fact_figure(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, attribution interval, bucket text, zone text
)
returns table (
  figure text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
)
language sql stable parallel safe as $$
  with fact as materialized (
    select
      f.*,
      metrics.bucket_of(
        case f.kind when 'deployment' then f.finished_at else f.started_at end, fact_figure.bucket, fact_figure.zone
      ) as bucket,
      case f.kind when 'deployment' then (f.finished_at at time zone fact_figure.zone)::date end as day,
      f.role = 'change' or f.role = 'ended' and f.failed_by is not null as reached_users,
      metrics.microseconds(f.started_at, f.finished_at) as duration,
      metrics.microseconds(f.finished_at, f.restored_at) as recovery,
      metrics.microseconds(f.started_at, f.detected_at) as detection
    from metrics.fact(
      fact_figure.size, fact_figure.services, fact_figure.label, fact_figure.environment,
      fact_figure.since, fact_figure.until, fact_figure.attribution
    ) f
  ), deployment as materialized (
    select
      f.bucket,
      count(*) filter (where f.role = 'change') as changes,
      count(*) filter (where f.role = 'restoring') as restorations,
      count(*) filter (where f.role in ('change', 'restoring')) as successes,
      count(*) filter (where f.outcome = 'failed') as failures,
      count(*) filter (where f.outcome = 'cancelled') as cancellations,
      count(distinct (f.service, f.day)) filter (where f.role = 'change') as service_days,
      count(distinct f.service) filter (where f.role = 'change') as services,
      count(distinct (f.service, f.version)) filter (where f.role = 'change') as releases,
      count(distinct (f.service, f.version)) filter (where f.role = 'change' and f.hotfix) as hotfixes,
      count(distinct (f.service, f.version)) filter (where f.role = 'change' and f.rolled_back) as rolled_back_releases,
      count(*) filter (where f.reached_users) as reached,
      count(*) filter (where f.failed_by is not null) as failed,
      count(*) filter (where f.failed_by is not null and f.inferred) as inferred,
      count(*) filter (where f.had_incident) as had_incident,
      count(*) filter (where f.rolled_back) as rolled_back,
      count(*) filter (where f.unplanned) as unplanned,
      count(*) filter (where f.failed_by is not null and f.restored_at is null) as not_restored,
      count(*) filter (where f.recovery < 0) as recovery_negative,
      count(*) filter (where f.recovery >= 0) as recovery_sample,
      avg(f.recovery) filter (where f.recovery >= 0)::float8 as recovery_mean,
      percentile_cont(array[0.5, 0.9]) within group (order by f.recovery) filter (where f.recovery >= 0) as recovery,
      max(f.recovery) filter (where f.recovery >= 0) as recovery_maximum,
      count(*) filter (where f.outcome = 'succeeded' and f.duration >= 0) as duration_sample,
      count(*) filter (where f.outcome = 'succeeded' and f.duration < 0) as duration_negative,
      count(*) filter (where f.outcome = 'succeeded' and f.duration is null) as duration_unknown,
      avg(f.duration) filter (where f.outcome = 'succeeded' and f.duration >= 0)::float8 as duration_mean,
      percentile_cont(array[0.5, 0.9]) within group (order by f.duration)
        filter (where f.outcome = 'succeeded' and f.duration >= 0) as duration,
      max(f.duration) filter (where f.outcome = 'succeeded' and f.duration >= 0) as duration_maximum
    from fact f
    where f.kind = 'deployment'
    group by grouping sets ((), (f.bucket))
  ), incident as materialized (
    select
      f.bucket,
      count(*) as incidents,
      count(*) filter (where f.severity = 'SEV1') as gravest,
      count(*) filter (where f.cause_version is not null) as attributed,
      count(*) filter (where f.cause_version is null) as without_cause,
      count(*) filter (where f.outcome = 'open') as open,
      count(*) filter (where f.duration < 0) as negative,
      count(*) filter (where f.duration >= 0) as sample,
      avg(f.duration) filter (where f.duration >= 0)::float8 as mean,
      percentile_cont(array[0.5, 0.9]) within group (order by f.duration) filter (where f.duration >= 0) as span,
      max(f.duration) filter (where f.duration >= 0) as maximum,
      count(*) filter (where f.detection >= 0) as detection_sample,
      count(*) filter (where f.detection is null) as detection_unknown,
      count(*) filter (where f.detection < 0) as detection_negative,
      avg(f.detection) filter (where f.detection >= 0)::float8 as detection_mean,
      percentile_cont(array[0.5, 0.9]) within group (order by f.detection) filter (where f.detection >= 0) as detection,
      max(f.detection) filter (where f.detection >= 0) as detection_maximum,
      count(f.impact_percent) as impact_sample,
      count(*) filter (where f.impact_percent is null) as impact_unknown,
      percentile_cont(array[0.5, 0.9]) within group (order by f.impact_percent) as impact,
      max(f.impact_percent) as impact_maximum
    from fact f
    where f.kind = 'incident'
    group by grouping sets ((), (f.bucket))
  ), rollback as materialized (
    select
      f.bucket,
      count(*) as rollbacks,
      count(*) filter (where f.outcome = 'succeeded') as succeeded,
      count(*) filter (where f.cause_version is null) as without_cause,
      count(*) filter (where f.duration < 0) as negative,
      count(*) filter (where f.duration >= 0) as sample,
      avg(f.duration) filter (where f.duration >= 0)::float8 as mean,
      percentile_cont(array[0.5, 0.9]) within group (order by f.duration) filter (where f.duration >= 0) as span,
      max(f.duration) filter (where f.duration >= 0) as maximum
    from fact f
    where f.kind = 'rollback'
    group by grouping sets ((), (f.bucket))
  )
  select row.figure, d.bucket, row.numerator, row.denominator, row.sample, row.mean, row.median, row.percentile_90,
    row.maximum
  from deployment d
  cross join lateral (
    values
      ('deployment_frequency', d.changes, null::bigint, d.services, null::float8, null::float8, null::float8, null::float8),
      ('deployment_days', d.service_days, null, d.services, null, null, null, null),
      ('deployments_restoring', d.restorations, null, null, null, null, null, null),
      ('deployments_cancelled', d.cancellations, null, null, null, null, null, null),
      ('deployment_success_rate', d.successes, d.successes + d.failures, null, null, null, null, null),
      ('deployment_failure_rate', d.failures, d.successes + d.failures, null, null, null, null, null),
      ('releases_deployed', d.releases, null, null, null, null, null, null),
      ('hotfix_share', d.hotfixes, d.releases, null, null, null, null, null),
      ('change_failure_rate', d.failed, d.reached, null, null, null, null, null),
      ('change_failures_inferred', d.inferred, d.failed, null, null, null, null, null),
      ('post_deployment_issue_rate', d.had_incident, d.reached, null, null, null, null, null),
      ('rollback_rate', d.rolled_back, d.reached, null, null, null, null, null),
      ('release_rollback_rate', d.rolled_back_releases, d.releases, null, null, null, null, null),
      ('rework_rate', d.unplanned, d.successes, null, null, null, null, null),
      ('failed_deployment_recovery_time', d.recovery_sample, d.failed, d.recovery_sample, d.recovery_mean,
        d.recovery[1], d.recovery[2], d.recovery_maximum),
      ('recovery_open', d.not_restored, d.failed, null, null, null, null, null),
      ('recovery_negative', d.recovery_negative, d.failed, null, null, null, null, null),
      ('deployment_duration', d.duration_sample, d.successes, d.duration_sample, d.duration_mean,
        d.duration[1], d.duration[2], d.duration_maximum),
      ('duration_unknown', d.duration_unknown, d.successes, null, null, null, null, null),
      ('duration_negative', d.duration_negative, d.successes, null, null, null, null, null)
  ) row (figure, numerator, denominator, sample, mean, median, percentile_90, maximum)
  union all
  select row.figure, i.bucket, row.numerator, row.denominator, row.sample, row.mean, row.median, row.percentile_90,
    row.maximum
  from incident i
  cross join lateral (
    values
      ('incidents', i.incidents, null::bigint, null::bigint, null::float8, null::float8, null::float8, null::float8),
      ('incidents_gravest', i.gravest, i.incidents, null, null, null, null, null),
      ('incidents_attributed', i.attributed, i.incidents, null, null, null, null, null),
      ('incidents_without_cause', i.without_cause, i.incidents, null, null, null, null, null),
      ('incidents_open', i.open, i.incidents, null, null, null, null, null),
      ('incidents_negative', i.negative, i.incidents, null, null, null, null, null),
      ('time_to_restore', i.sample, i.incidents, i.sample, i.mean, i.span[1], i.span[2], i.maximum),
      ('time_to_detect', i.detection_sample, i.incidents, i.detection_sample, i.detection_mean, i.detection[1],
        i.detection[2], i.detection_maximum),
      ('detection_unknown', i.detection_unknown, i.incidents, null, null, null, null, null),
      ('detection_negative', i.detection_negative, i.incidents, null, null, null, null, null),
      ('customer_impact_percent', i.impact_sample, i.incidents, i.impact_sample, null, i.impact[1], i.impact[2],
        i.impact_maximum),
      ('customer_impact_unknown', i.impact_unknown, i.incidents, null, null, null, null, null)
  ) row (figure, numerator, denominator, sample, mean, median, percentile_90, maximum)
  union all
  select row.figure, r.bucket, row.numerator, row.denominator, row.sample, row.mean, row.median, row.percentile_90,
    row.maximum
  from rollback r
  cross join lateral (
    values
      ('rollbacks', r.rollbacks, null::bigint, null::bigint, null::float8, null::float8, null::float8, null::float8),
      ('rollbacks_succeeded', r.succeeded, r.rollbacks, null, null, null, null, null),
      ('rollbacks_without_cause', r.without_cause, r.rollbacks, null, null, null, null, null),
      ('rollback_recovery_time', r.sample, r.rollbacks, r.sample, r.mean, r.span[1], r.span[2], r.maximum),
      ('rollbacks_negative', r.negative, r.rollbacks, null, null, null, null, null)
  ) row (figure, numerator, denominator, sample, mean, median, percentile_90, maximum)
  union all
  select
    'services_observed', null, count(distinct f.service) filter (where f.role is not null or f.kind = 'incident'),
    null, null, null, null, null, null
  from fact f
$$;

-- Figures over the commits that reached production, and what was left out of them.
--   edges    the lower edges, ascending and from 0, of the bins of the distribution, in microseconds; the bins are
--            returned as the figure lead_time_bin, whose sample is the bin's number from 1
create function metrics.lead_time_figure(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, clock text, bucket text, zone text, edges bigint[]
)
returns table (
  figure text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
)
language sql stable parallel safe as $$
  with delivered as materialized (
    select
      metrics.bucket_of(l.delivered_at, lead_time_figure.bucket, lead_time_figure.zone) as bucket,
      l.standing,
      case when l.standing = 'counted' then metrics.microseconds(l.clock_at, l.delivered_at) end as span
    from metrics.lead_time(
      lead_time_figure.size, lead_time_figure.services, lead_time_figure.label, lead_time_figure.environment,
      lead_time_figure.since, lead_time_figure.until, lead_time_figure.clock
    ) l
  ), figure as materialized (
    select
      d.bucket,
      count(*) as commits,
      count(*) filter (where d.standing = 'first') as first,
      count(*) filter (where d.standing = 'unknown') as unknown,
      count(*) filter (where d.standing = 'negative') as negative,
      count(d.span) as sample,
      avg(d.span)::float8 as mean,
      percentile_cont(array[0.5, 0.9]) within group (order by d.span) as span,
      max(d.span) as maximum
    from delivered d
    group by grouping sets ((), (d.bucket))
  )
  select row.figure, f.bucket, row.numerator, f.commits, row.sample, row.mean, row.median, row.percentile_90,
    row.maximum
  from figure f
  cross join lateral (
    values
      ('lead_time', f.sample, f.sample, f.mean, f.span[1], f.span[2], f.maximum::float8),
      ('lead_time_first', f.first, null, null, null, null, null),
      ('lead_time_unknown', f.unknown, null, null, null, null, null),
      ('lead_time_negative', f.negative, null, null, null, null, null)
  ) row (figure, numerator, sample, mean, median, percentile_90, maximum)
  union all
  select 'lead_time_bin', null, count(*), null, b.bin, null, null, null, null
  from (
    select width_bucket(d.span, lead_time_figure.edges) as bin from delivered d where d.span is not null
  ) b
  group by b.bin
$$;
