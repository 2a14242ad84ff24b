-- The figures: each in total (bucket null) and, where reports show it over time, for each bucket of the period.

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

-- Figures over deployments, rollbacks and incidents of [middle, until) and, as previous, of [since, middle), from the
-- same facts. Spans are in microseconds; percentiles are continuous (percentile_cont). What stands in numerator and
-- denominator, docs/metrics.md says for each figure.
--   for_objectives   also what only the objectives of a process ask for
--   events           list that many of what went wrong last in [middle, until), oldest first, as the figure "event": its
--                    numerator is its place from the end, its denominator how many there are
create function metrics.fact_figures(
  size bigint, services text[], label text, environment text,
  since timestamptz, middle timestamptz, until timestamptz, attribution interval, bucket text, zone text,
  for_objectives boolean, events bigint
)
returns table (
  previous boolean, figure text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision,
  maximum double precision, event text[]
)
language sql stable parallel safe as $$
  with fact as materialized (
    select
      f.*,
      t.at < fact_figures.middle as previous,
      (t.at at time zone fact_figures.zone)::date as day,
      f.role = 'change' or f.role = 'ended' and f.failed_by is not null as reached_users
    from metrics.fact(
      fact_figures.size, fact_figures.services, fact_figures.label, fact_figures.environment,
      fact_figures.since, fact_figures.until, fact_figures.attribution
    ) f
    cross join lateral (select case f.kind when 'deployment' then f.finished_at else f.started_at end as at) t
  ), day as (
    select
      f.previous,
      f.day,
      count(*) filter (where f.role = 'change') as changes,
      count(*) filter (where f.role = 'restoring') as restorations,
      count(*) filter (where f.outcome = 'failed') as failures,
      count(*) filter (where f.outcome = 'cancelled') as cancellations,
      count(*) filter (where f.reached_users) as reached,
      count(*) filter (where f.failed_by is not null) as failed,
      count(*) filter (where f.failed_by is not null and f.inferred) as inferred,
      count(*) filter (where f.had_incident) as had_incident,
      count(*) filter (where f.rolled_back) as rolled_back,
      count(*) filter (where f.unplanned) as unplanned
    from fact f
    where f.kind = 'deployment'
    group by f.previous, f.day
  ), deployment as (
    select
      p.previous, b.bucket,
      coalesce(sum(d.changes), 0)::bigint as changes,
      coalesce(sum(d.restorations), 0)::bigint as restorations,
      coalesce(sum(d.changes + d.restorations), 0)::bigint as successes,
      coalesce(sum(d.failures), 0)::bigint as failures,
      coalesce(sum(d.cancellations), 0)::bigint as cancellations,
      coalesce(sum(d.reached), 0)::bigint as reached,
      coalesce(sum(d.failed), 0)::bigint as failed,
      coalesce(sum(d.inferred), 0)::bigint as inferred,
      coalesce(sum(d.had_incident), 0)::bigint as had_incident,
      coalesce(sum(d.rolled_back), 0)::bigint as rolled_back,
      coalesce(sum(d.unplanned), 0)::bigint as unplanned
    from (values (false), (true)) p (previous)
    left join day d using (previous)
    cross join lateral (select metrics.bucket_of(d.day, fact_figures.bucket) as bucket) b
    group by grouping sets ((p.previous), (p.previous, b.bucket))
    having grouping(b.bucket) = 1 or b.bucket is not null and not p.previous
  ), service_day as materialized (
    select s.previous, metrics.bucket_of(s.day, fact_figures.bucket) as bucket, s.service
    from (select distinct f.previous, f.day, f.service from fact f where f.role = 'change') s
  ), service as (
    select s.previous, s.bucket, count(*) as services, sum(s.days)::bigint as days
    from (
      select s.previous, s.bucket, s.service, count(*) as days
      from service_day s
      group by grouping sets ((s.previous, s.service), (s.previous, s.bucket, s.service))
    ) s
    group by s.previous, s.bucket
  ), release as (
    select
      v.previous, count(*) as releases, count(*) filter (where v.hotfix) as hotfixes,
      count(*) filter (where v.rolled_back) as rolled_back
    from (
      select f.previous, f.service, f.version, bool_or(f.hotfix) as hotfix, bool_or(f.rolled_back) as rolled_back
      from fact f
      where f.role = 'change' and fact_figures.for_objectives
      group by f.previous, f.service, f.version
    ) v
    group by v.previous
  ), incident as (
    select
      p.previous, count(f.kind) as incidents, count(*) filter (where f.severity = 'SEV1') as gravest,
      count(f.cause_version) as attributed,
      percentile_cont(array[0.5, 0.9]) within group (order by f.impact_percent) as impact,
      count(f.impact_percent) as impact_sample, max(f.impact_percent) as impact_maximum
    from (values (false), (true)) p (previous)
    left join fact f on f.previous = p.previous and f.kind = 'incident'
    group by p.previous
  ), rollback as (
    select
      p.previous, count(f.kind) as rollbacks, count(*) filter (where f.outcome = 'succeeded') as succeeded,
      count(f.cause_version) as attributed
    from (values (false), (true)) p (previous)
    left join fact f on f.previous = p.previous and f.kind = 'rollback'
    group by p.previous
  ), span as (
    select 'failed_deployment_recovery_time' as figure, f.previous, f.day, metrics.microseconds(f.finished_at, f.restored_at)
    from fact f
    where f.failed_by is not null
    union all
    select 'deployment_duration', f.previous, f.day, metrics.microseconds(f.started_at, f.finished_at)
    from fact f
    where f.role in ('change', 'restoring') and fact_figures.for_objectives
    union all
    select 'time_to_restore', f.previous, f.day, metrics.microseconds(f.started_at, f.finished_at)
    from fact f
    where f.kind = 'incident'
    union all
    select 'time_to_detect', f.previous, f.day, metrics.microseconds(f.started_at, f.detected_at)
    from fact f
    where f.kind = 'incident'
    union all
    select 'rollback_recovery_time', f.previous, f.day, metrics.microseconds(f.started_at, f.finished_at)
    from fact f
    where f.kind = 'rollback'
  ), spread as (
    select
      n.*, p.previous, b.bucket, count(s.figure) as things,
      count(*) filter (where s.microseconds < 0) as negative,
      count(*) filter (where s.figure is not null and s.microseconds is null) as unknown,
      count(*) filter (where s.microseconds >= 0) as sample,
      avg(s.microseconds) filter (where s.microseconds >= 0)::float8 as mean,
      percentile_cont(array[0.5, 0.9]) within group (order by s.microseconds) filter (where s.microseconds >= 0) as percentile,
      max(s.microseconds) filter (where s.microseconds >= 0) as maximum
    from (
      values
        ('failed_deployment_recovery_time', 'recovery_open', 'recovery_negative'),
        ('deployment_duration', 'duration_unknown', 'duration_negative'),
        ('time_to_restore', 'incidents_open', 'incidents_negative'),
        ('time_to_detect', 'detection_unknown', 'detection_negative'),
        ('rollback_recovery_time', 'rollbacks_open', 'rollbacks_negative')
    ) n (figure, unknown_figure, negative_figure)
    cross join (values (false), (true)) p (previous)
    left join span s (figure, previous, day, microseconds) on s.figure = n.figure and s.previous = p.previous
    cross join lateral (select metrics.bucket_of(s.day, fact_figures.bucket) as bucket) b
    group by grouping sets (
      (n.figure, n.unknown_figure, n.negative_figure, p.previous),
      (n.figure, n.unknown_figure, n.negative_figure, p.previous, b.bucket)
    )
    having grouping(b.bucket) = 1 or b.bucket is not null and not p.previous
  )
  select
    d.previous, row.figure, d.bucket, row.numerator, row.denominator, row.sample,
    null::float8, null::float8, null::float8, null::float8, null::text[]
  from deployment d
  left join service s on s.previous = d.previous and s.bucket is not distinct from d.bucket
  cross join lateral (
    values
      ('deployment_frequency', d.changes, null::bigint, s.services),
      ('deployment_days', s.days, null, s.services),
      ('deployments_restoring', d.restorations, null, null),
      ('deployments_cancelled', d.cancellations, null, null),
      ('deployment_success_rate', d.successes, d.successes + d.failures, null),
      ('deployment_failure_rate', d.failures, d.successes + d.failures, null),
      ('change_failure_rate', d.failed, d.reached, null),
      ('change_failures_inferred', d.inferred, d.failed, null),
      ('post_deployment_issue_rate', d.had_incident, d.reached, null),
      ('rollback_rate', d.rolled_back, d.reached, null),
      ('rework_rate', d.unplanned, d.successes, null)
  ) row (figure, numerator, denominator, sample)
  union all
  select r.previous, row.figure, null, row.numerator, row.denominator, null, null, null, null, null, null
  from release r
  cross join lateral (
    values
      ('releases_deployed', r.releases, null::bigint),
      ('hotfix_share', r.hotfixes, r.releases),
      ('release_rollback_rate', r.rolled_back, r.releases)
  ) row (figure, numerator, denominator)
  union all
  select
    i.previous, row.figure, null, row.numerator, i.incidents, row.sample, null, row.median, row.percentile_90,
    row.maximum, null
  from incident i
  cross join lateral (
    values
      ('incidents', i.incidents, null::bigint, null::float8, null::float8, null::float8),
      ('incidents_gravest', i.gravest, null, null, null, null),
      ('incidents_attributed', i.attributed, null, null, null, null),
      ('incidents_without_cause', i.incidents - i.attributed, null, null, null, null),
      ('customer_impact_percent', i.impact_sample, i.impact_sample, i.impact[1], i.impact[2], i.impact_maximum),
      ('customer_impact_unknown', i.incidents - i.impact_sample, null, null, null, null)
  ) row (figure, numerator, sample, median, percentile_90, maximum)
  union all
  select r.previous, row.figure, null, row.numerator, r.rollbacks, null, null, null, null, null, null
  from rollback r
  cross join lateral (
    values
      ('rollbacks', r.rollbacks),
      ('rollbacks_succeeded', r.succeeded),
      ('rollbacks_without_cause', r.rollbacks - r.attributed)
  ) row (figure, numerator)
  union all
  select
    s.previous, row.figure, s.bucket, row.numerator, s.things, row.sample, row.mean, row.median, row.percentile_90,
    row.maximum, null
  from spread s
  cross join lateral (
    values
      (s.figure, s.sample, s.sample, s.mean, s.percentile[1], s.percentile[2], s.maximum::float8),
      (s.unknown_figure, s.unknown, null, null, null, null, null),
      (s.negative_figure, s.negative, null, null, null, null, null)
  ) row (figure, numerator, sample, mean, median, percentile_90, maximum)
  union all
  select p.previous, 'services_observed', null, count(s.service), null, null, null, null, null, null, null
  from (values (false), (true)) p (previous)
  left join (
    select distinct f.previous, f.service from fact f where f.role is not null or f.kind = 'incident'
  ) s using (previous)
  group by p.previous
  union all
  -- of the services with a change, those that never recorded an incident or a rollback: nothing may report them
  select s.previous, 'services_without_failures', null, count(*), null, null, null, null, null, null, null
  from (select distinct s.previous, s.service from service_day s) s
  where not exists (
    select
    from metrics.incident_record(fact_figures.size, fact_figures.services, fact_figures.environment) i
    where i.service = s.service
  ) and not exists (
    select
    from metrics.rollback_record(fact_figures.size, fact_figures.services, fact_figures.environment) r
    where r.service = s.service
  )
  group by s.previous
  union all
  (
    select false, 'event', null, e.place, e.events, null, null, null, null, null, e.fields
    from (
      select
        row_number() over (order by coalesce(f.finished_at, f.started_at) desc, f.sequence desc) as place,
        count(*) over () as events,
        array[
          f.kind, f.service, f.name, f.version, f.sequence::text, f.outcome,
          metrics.microseconds('epoch', f.started_at)::text, metrics.microseconds('epoch', f.finished_at)::text,
          f.cause, f.failed_by, coalesce(f.inferred, false)::text, metrics.microseconds('epoch', f.restored_at)::text,
          f.severity
        ] as fields
      from fact f
      where not f.previous and (f.kind <> 'deployment' or f.role = 'ended' or f.failed_by is not null)
    ) e
    where e.place <= fact_figures.events
    order by e.place desc
  )
$$;

-- The same figures of one period.
create function metrics.fact_figure(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, attribution interval, bucket text, zone text
)
returns table (
  figure text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
)
language sql stable parallel safe as $$
  select r.figure, r.bucket, r.numerator, r.denominator, r.sample, r.mean, r.median, r.percentile_90, r.maximum
  from metrics.fact_figures(
    fact_figure.size, fact_figure.services, fact_figure.label, fact_figure.environment,
    fact_figure.since, fact_figure.since, fact_figure.until, fact_figure.attribution,
    fact_figure.bucket, fact_figure.zone, true, 0
  ) r
  where not r.previous
$$;

-- Figures over the commits that reached production in [middle, until) and, as previous, in [since, middle), and what
-- was left out of them.
--   clocks   authored, merged or both: each has its own figures, the first also those of buckets and bins
--   edges    the lower edges, ascending and from 0, of the bins of the distribution, in microseconds; the bins of
--            [middle, until) are returned as the figure lead_time_bin, whose sample is the bin's number from 1
create function metrics.lead_time_figures(
  size bigint, services text[], label text, environment text,
  since timestamptz, middle timestamptz, until timestamptz, clocks text[], bucket text, zone text, edges bigint[]
)
returns table (
  previous boolean, clock text, figure text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
)
language sql stable parallel safe as $$
  with delivered as materialized (
    -- is_previous or not, and the spans by the first and the second clock
    select
      d.delivered_at < lead_time_figures.middle as previous, d.bucket, d.is_first,
      metrics.microseconds(
        case lead_time_figures.clocks[1] when 'authored' then d.authored_at else d.merged_at end, d.delivered_at
      ) as span,
      case when cardinality(lead_time_figures.clocks) > 1 then metrics.microseconds(
        case lead_time_figures.clocks[2] when 'authored' then d.authored_at else d.merged_at end, d.delivered_at
      ) end as other
    from metrics.delivery(
      lead_time_figures.size, lead_time_figures.services, lead_time_figures.label, lead_time_figures.environment,
      lead_time_figures.since, lead_time_figures.until, lead_time_figures.bucket, lead_time_figures.zone
    ) d
  ), bucket as (
    select
      lead_time_figures.clocks[1] as clock, d.bucket, count(*) as commits, count(*) filter (where d.span >= 0) as sample,
      avg(d.span) filter (where d.span >= 0)::float8 as mean,
      percentile_cont(array[0.5, 0.9]) within group (order by d.span) filter (where d.span >= 0) as percentile,
      max(d.span) filter (where d.span >= 0) as maximum
    from (select d.bucket, case when not d.is_first then d.span end as span from delivered d where not d.previous) d
    group by d.bucket
  ), period as (
    -- one plain aggregate for each, which does not have to sort the rows first
    select p.previous, k.clock, a.*
    from unnest(lead_time_figures.clocks) with ordinality k (clock, number)
    cross join (values (false), (true)) p (previous)
    cross join lateral (
      select
        count(*) as commits,
        count(*) filter (where d.is_first) as first,
        count(*) filter (where not d.is_first and d.span is null) as unknown,
        count(*) filter (where not d.is_first and d.span < 0) as negative,
        count(*) filter (where not d.is_first and d.span >= 0) as sample,
        avg(d.span) filter (where not d.is_first and d.span >= 0)::float8 as mean,
        percentile_cont(array[0.5, 0.9]) within group (order by d.span) filter (where not d.is_first and d.span >= 0) as percentile,
        max(d.span) filter (where not d.is_first and d.span >= 0) as maximum
      from (
        select d.is_first, case k.number when 1 then d.span else d.other end as span
        from delivered d
        where d.previous = p.previous
      ) d
    ) a
  )
  select
    f.previous, f.clock, row.figure, null::date, row.numerator, f.commits, row.sample, row.mean, row.median,
    row.percentile_90, row.maximum
  from period f
  cross join lateral (
    values
      ('lead_time', f.sample, f.sample, f.mean, f.percentile[1], f.percentile[2], f.maximum::float8),
      ('lead_time_first', f.first, null, null, null, null, null),
      ('lead_time_unknown', f.unknown, null, null, null, null, null),
      ('lead_time_negative', f.negative, null, null, null, null, null)
  ) row (figure, numerator, sample, mean, median, percentile_90, maximum)
  union all
  select
    false, b.clock, 'lead_time', b.bucket, b.sample, b.commits, b.sample, b.mean, b.percentile[1], b.percentile[2],
    b.maximum
  from bucket b
  union all
  select false, lead_time_figures.clocks[1], 'lead_time_bin', null, count(*), null, b.bin, null, null, null, null
  from (
    select width_bucket(d.span, lead_time_figures.edges) as bin
    from delivered d
    where not d.previous and not d.is_first and d.span >= 0
  ) b
  group by b.bin
$$;

-- The same figures of one period.
create function metrics.lead_time_figure(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, clock text, bucket text, zone text, edges bigint[]
)
returns table (
  figure text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
)
language sql stable parallel safe as $$
  select r.figure, r.bucket, r.numerator, r.denominator, r.sample, r.mean, r.median, r.percentile_90, r.maximum
  from metrics.lead_time_figures(
    lead_time_figure.size, lead_time_figure.services, lead_time_figure.label, lead_time_figure.environment,
    lead_time_figure.since, lead_time_figure.since, lead_time_figure.until, array[lead_time_figure.clock],
    lead_time_figure.bucket, lead_time_figure.zone, lead_time_figure.edges
  ) r
  where not r.previous
$$;
