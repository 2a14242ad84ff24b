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
create function metrics.noted_fact_figures(
  size bigint, services integer[], label integer, environment integer,
  since bigint, middle bigint, until bigint, attribution bigint, bucket text, zone text,
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
      t.at < noted_fact_figures.middle as previous,
      metrics.bucket_of(t.at, 'day', noted_fact_figures.zone) as day,
      f.role = 1 or f.role = 3 and f.failed_by is not null as reached_users
    from metrics.noted_fact(
      noted_fact_figures.size, noted_fact_figures.services, noted_fact_figures.label, noted_fact_figures.environment,
      noted_fact_figures.since, noted_fact_figures.until, noted_fact_figures.attribution
    ) f
    cross join lateral (select case f.kind when 1 then f.finished_at else f.started_at end as at) t
  ), day as (
    select
      f.previous,
      f.day,
      count(*) filter (where f.role = 1) as changes,
      count(*) filter (where f.role = 2) as restorations,
      count(*) filter (where f.outcome = 3) as failures,
      count(*) filter (where f.outcome = 2) as cancellations,
      count(*) filter (where f.reached_users) as reached,
      count(*) filter (where f.failed_by is not null) as failed,
      count(*) filter (where f.failed_by is not null and f.inferred) as inferred,
      count(*) filter (where f.had_incident) as had_incident,
      count(*) filter (where f.rolled_back) as rolled_back,
      count(*) filter (where f.unplanned) as unplanned
    from fact f
    where f.kind = 1
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
    cross join lateral (select metrics.bucket_of(d.day, noted_fact_figures.bucket) as bucket) b
    group by grouping sets ((p.previous), (p.previous, b.bucket))
    having grouping(b.bucket) = 1 or b.bucket is not null and not p.previous
  ), service_day as materialized (
    select s.previous, metrics.bucket_of(s.day, noted_fact_figures.bucket) as bucket, s.service_id
    from (select distinct f.previous, f.day, f.service_id from fact f where f.role = 1) s
  ), service as (
    select s.previous, s.bucket, count(*) as services, sum(s.days)::bigint as days
    from (
      select s.previous, s.bucket, s.service_id, count(*) as days
      from service_day s
      group by grouping sets ((s.previous, s.service_id), (s.previous, s.bucket, s.service_id))
    ) s
    group by s.previous, s.bucket
  ), release as (
    select
      v.previous, count(*) as releases, count(*) filter (where v.hotfix) as hotfixes,
      count(*) filter (where v.rolled_back) as rolled_back
    from (
      select f.previous, f.service_id, f.version_id, bool_or(f.hotfix) as hotfix, bool_or(f.rolled_back) as rolled_back
      from fact f
      where f.role = 1 and noted_fact_figures.for_objectives
      group by f.previous, f.service_id, f.version_id
    ) v
    group by v.previous
  ), incident as (
    select
      p.previous, count(f.kind) as incidents, count(*) filter (where f.severity = 'SEV1') as gravest,
      count(f.cause_version_id) as attributed,
      percentile_cont(array[0.5, 0.9]) within group (order by f.impact_percent) as impact,
      count(f.impact_percent) as impact_sample, max(f.impact_percent) as impact_maximum
    from (values (false), (true)) p (previous)
    left join fact f on f.previous = p.previous and f.kind = 2
    group by p.previous
  ), rollback as (
    select
      p.previous, count(f.kind) as rollbacks, count(*) filter (where f.outcome = 1) as succeeded,
      count(f.cause_version_id) as attributed
    from (values (false), (true)) p (previous)
    left join fact f on f.previous = p.previous and f.kind = 3
    group by p.previous
  ), span as (
    select 'failed_deployment_recovery_time' as figure, f.previous, f.day, f.restored_at - f.finished_at
    from fact f
    where f.failed_by is not null
    union all
    select 'deployment_duration', f.previous, f.day, f.finished_at - f.started_at
    from fact f
    where f.role in (1, 2) and noted_fact_figures.for_objectives
    union all
    select 'time_to_restore', f.previous, f.day, f.finished_at - f.started_at
    from fact f
    where f.kind = 2
    union all
    select 'time_to_detect', f.previous, f.day, f.detected_at - f.started_at
    from fact f
    where f.kind = 2
    union all
    select 'rollback_recovery_time', f.previous, f.day, f.finished_at - f.started_at
    from fact f
    where f.kind = 3
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
    cross join lateral (select metrics.bucket_of(s.day, noted_fact_figures.bucket) as bucket) b
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
  select p.previous, 'services_observed', null, count(s.service_id), null, null, null, null, null, null, null
  from (values (false), (true)) p (previous)
  left join (
    select distinct f.previous, f.service_id from fact f where f.role is not null or f.kind = 2
  ) s using (previous)
  group by p.previous
  union all
  -- of the services with a change, those that never recorded an incident or a rollback: nothing may report them
  select s.previous, 'services_without_failures', null, count(*), null, null, null, null, null, null, null
  from (select distinct s.previous, s.service_id from service_day s) s
  where not exists (
    select
    from metrics.counted_incident(noted_fact_figures.size, noted_fact_figures.services, noted_fact_figures.environment) i
    where i.service_id = s.service_id
  ) and not exists (
    select
    from metrics.counted_rollback(noted_fact_figures.size, noted_fact_figures.services, noted_fact_figures.environment) r
    where r.service_id = s.service_id
  )
  group by s.previous
  union all
  (
    select
      false, 'event', null, e.place, e.events, null, null, null, null, null,
      array[
        (array['deployment', 'incident', 'rollback'])[e.kind],
        -- each looked up by itself: they are few, whatever the planner expects
        (select s.name from metrics.service s where s.id = e.service_id),
        case e.kind
          when 1 then (select d.name from metrics.deployment_name d where d.id = e.name_id)
          when 2 then (select i.name from metrics.incident_name i where i.id = e.name_id)
          else (select r.name from metrics.rollback_name r where r.id = e.name_id)
        end,
        (select v.name from metrics.version v where v.id = e.version_id),
        e.sequence::text,
        case e.kind
          when 2 then (array['open', 'resolved', 'fixed'])[e.outcome + 1]
          else (array['started', 'succeeded', 'cancelled', 'failed'])[e.outcome + 1]
        end,
        e.started_at::text, e.finished_at::text,
        (select c.name from metrics.deployment_name c where c.id = e.cause_id), (array['incident', 'rollback', 'hotfix'])[e.failed_by],
        coalesce(e.inferred, false)::text, e.restored_at::text, e.severity
      ]
    from (
      select
        f.*, row_number() over (order by coalesce(f.finished_at, f.started_at) desc, f.sequence desc) as place,
        count(*) over () as events
      from fact f
      where not f.previous and (f.kind <> 1 or f.role = 3 or f.failed_by is not null)
    ) e
    where e.place <= noted_fact_figures.events
    order by e.place desc
  )
$$;

-- The same by the names that people have for services, labels and environments.
create function metrics.fact_figures(
  size bigint, services text[], label text, environment text,
  since timestamptz, middle timestamptz, until timestamptz, attribution interval, by_bucket text, zone text,
  for_objectives boolean, events bigint
)
returns table (
  previous boolean, figure text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision,
  maximum double precision, event text[]
)
language plpgsql stable parallel safe
-- Plans are made for the period at hand, not for an average one; compiling them costs more than it saves; and what they
-- look up is in memory or on a solid-state disk. The planner takes what a query has put together for a few rows where it
-- is many, and would sort or remember them where it can as well hash them.
set plan_cache_mode = force_custom_plan set jit = off set random_page_cost = 1.1 set work_mem = '512MB'
set enable_sort = off set enable_mergejoin = off set enable_memoize = off set max_parallel_workers_per_gather = 0
as $$
#variable_conflict use_column
declare
  service_ids integer[] := metrics.service_ids(fact_figures.services);
  label_id integer := metrics.word_id(fact_figures.label);
  environment_id integer := metrics.word_id(fact_figures.environment);
  first bigint := metrics.instant(fact_figures.since);
  turn bigint := metrics.instant(fact_figures.middle);
  last bigint := metrics.instant(fact_figures.until);
  attribution_us bigint := metrics.microseconds(fact_figures.attribution);
begin
  return query
  select f.*
  from metrics.noted_fact_figures(
    fact_figures.size, service_ids, label_id, environment_id, first, turn, last, attribution_us,
    fact_figures.by_bucket, fact_figures.zone, fact_figures.for_objectives, fact_figures.events
  ) f;
end $$;

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
create function metrics.noted_lead_time_figures(
  size bigint, services integer[], label integer, environment integer, since bigint, middle bigint, until bigint, clocks text[], bucket text, zone text, edges bigint[]
)
returns table (
  previous boolean, clock text, figure text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
)
language sql stable parallel safe as $$
  with delivered as materialized (
    -- is_previous or not, and the spans by the first and the second clock
    select
      d.delivered_at < noted_lead_time_figures.middle as previous, d.bucket, d.is_first,
      d.delivered_at
        - case noted_lead_time_figures.clocks[1] when 'authored' then d.authored_at else d.merged_at end as span,
      d.delivered_at - case noted_lead_time_figures.clocks[2]
        when 'authored' then d.authored_at when 'merged' then d.merged_at
      end as other
    from metrics.delivery(
      noted_lead_time_figures.size, noted_lead_time_figures.services, noted_lead_time_figures.label, noted_lead_time_figures.environment,
      noted_lead_time_figures.since, noted_lead_time_figures.until, noted_lead_time_figures.bucket, noted_lead_time_figures.zone
    ) d
  ), bucket as (
    select
      noted_lead_time_figures.clocks[1] as clock, d.bucket, count(*) as commits, count(*) filter (where d.span >= 0) as sample,
      avg(d.span) filter (where d.span >= 0)::float8 as mean,
      percentile_cont(array[0.5, 0.9]) within group (order by d.span) filter (where d.span >= 0) as percentile,
      max(d.span) filter (where d.span >= 0) as maximum
    from (select d.bucket, case when not d.is_first then d.span end as span from delivered d where not d.previous) d
    group by d.bucket
  ), period as (
    -- one plain aggregate for each, which does not have to sort the rows first
    select p.previous, k.clock, a.*
    from unnest(noted_lead_time_figures.clocks) with ordinality k (clock, number)
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
  select false, noted_lead_time_figures.clocks[1], 'lead_time_bin', null, count(*), null, b.bin, null, null, null, null
  from (
    select width_bucket(d.span, noted_lead_time_figures.edges) as bin
    from delivered d
    where not d.previous and not d.is_first and d.span >= 0
  ) b
  group by b.bin
$$;

-- The same by the names that people have for services, labels and environments.
create function metrics.lead_time_figures(
  size bigint, services text[], label text, environment text,
  since timestamptz, middle timestamptz, until timestamptz, clocks text[], by_bucket text, zone text, edges bigint[]
)
returns table (
  previous boolean, clock text, figure text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
)
language plpgsql stable parallel safe
-- as for metrics.fact_figures
set plan_cache_mode = force_custom_plan set jit = off set random_page_cost = 1.1 set work_mem = '512MB'
set enable_sort = off set enable_mergejoin = off set enable_memoize = off set max_parallel_workers_per_gather = 0
as $$
#variable_conflict use_column
declare
  service_ids integer[] := metrics.service_ids(lead_time_figures.services);
  label_id integer := metrics.word_id(lead_time_figures.label);
  environment_id integer := metrics.word_id(lead_time_figures.environment);
  first bigint := metrics.instant(lead_time_figures.since);
  turn bigint := metrics.instant(lead_time_figures.middle);
  last bigint := metrics.instant(lead_time_figures.until);
begin
  return query
  select f.*
  from metrics.noted_lead_time_figures(
    lead_time_figures.size, service_ids, label_id, environment_id, first, turn, last, lead_time_figures.clocks,
    lead_time_figures.by_bucket, lead_time_figures.zone, lead_time_figures.edges
  ) f;
end $$;

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
