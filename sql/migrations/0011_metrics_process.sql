-- Figures of the process around deployments, and commits that never went out.

-- One row a release that first reached the environment in [since, until).
--   begun_at    when its first deployment to any environment was said to start
create function metrics.release_delivery(
  size bigint, services integer[], label integer, environment integer, since bigint, until bigint
)
returns table (
  version_id integer, type_id integer, sequence bigint, released_at bigint, begun_at bigint, delivered_at bigint
)
language sql stable parallel safe as $$
  with delivered as materialized (
    select s.version_id, s.sequence, s.finished_at as delivered_at
    from metrics.version_success(
      release_delivery.size, release_delivery.services, release_delivery.environment,
      release_delivery.since, release_delivery.until
    ) s
    where case when s.finished_at >= release_delivery.since and s.finished_at < release_delivery.until then true else false end
  ), release as materialized (
    select distinct on (r.version_id) r.version_id, r.type_id, r.at, r.sequence
    from delivered d
    join metrics.counted_release(release_delivery.size, release_delivery.services) r on r.version_id = d.version_id
    order by r.version_id, r.sequence desc
  ), begun as materialized (
    select r.version_id, min(r.at) as begun_at
    from metrics.near_deployment(
      release_delivery.size, release_delivery.services, null, release_delivery.since, release_delivery.until
    ) r
    where r.status = 0
    group by r.version_id
    union all
    select r.version_id, min(r.at)
    from metrics.scattered_deployment(
      release_delivery.size, release_delivery.services, null, release_delivery.since, release_delivery.until
    ) r
    where r.status = 0
    group by r.version_id
  )
  select d.version_id, r.type_id, d.sequence, r.at, b.begun_at, d.delivered_at
  from delivered d
  left join release r using (version_id)
  left join begun b using (version_id)
  where release_delivery.label is null or exists (
    select from metrics.noted_label l where l.label_id = release_delivery.label and l.sequence = r.sequence
  )
$$;

-- A number that was measured, put to limits within which no sum or mean of them overflows.
create function metrics.bounded(value double precision) returns double precision
language sql immutable strict parallel safe as $$
  select greatest(-1e100::float8, least(1e100::float8, bounded.value))
$$;

-- One row a number measured by a gate or, as observed, in operation, in [since, until).
create function metrics.measurement(size bigint, services text[], since timestamptz, until timestamptz)
returns table (
  service text, name text, unit text, value double precision, measured_at timestamptz, sequence bigint, observed boolean
)
language sql stable parallel safe as $$
  select
    g.service, m ->> 'name', m ->> 'unit', metrics.bounded((m ->> 'value')::float8), g.effective_at, g.sequence, false
  from metrics.counted_gate(measurement.size, measurement.services) g
  cross join lateral jsonb_array_elements(g.measurements) m
  where g.effective_at >= measurement.since and g.effective_at < measurement.until and g.measurements is not null
  union all
  select o.service, o.metric, o.unit, metrics.bounded(o.value), o.effective_at, o.sequence, true
  from metrics.counted_observation(measurement.size, measurement.services) o
  where o.effective_at >= measurement.since and o.effective_at < measurement.until
$$;

-- Figures of gates, releases and measurements in [middle, until) and, as previous, in [since, middle). "dimension" is
-- the gate's name, the release's type or the measurement's name; null for all of them together.
create function metrics.process_figures(
  size bigint, services text[], label text, environment text,
  since timestamptz, middle timestamptz, until timestamptz
)
returns table (
  previous boolean, figure text, dimension text, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
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
  service_ids integer[] := metrics.service_ids(process_figures.services);
  label_id integer := metrics.word_id(process_figures.label);
  environment_id integer := metrics.word_id(process_figures.environment);
  first bigint := metrics.instant(process_figures.since);
  turn bigint := metrics.instant(process_figures.middle);
  last bigint := metrics.instant(process_figures.until);
begin
  return query
  with gate as (
    select g.gate, g.outcome, g.effective_at < process_figures.middle as previous
    from metrics.counted_gate(process_figures.size, process_figures.services) g
    where g.effective_at >= process_figures.since and g.effective_at < process_figures.until
  ), release as materialized (
    select
      r.type_id, r.delivered_at < turn as previous, r.delivered_at - r.released_at as production,
      r.delivered_at - r.begun_at as deployment
    from metrics.release_delivery(process_figures.size, service_ids, label_id, environment_id, first, last) r
  ), span as (
    select 'time_to_production' as figure, r.previous, r.type_id, r.production as microseconds from release r
    union all
    select 'time_to_deploy', r.previous, r.type_id, r.deployment from release r
  ), spread as (
    select
      s.figure, s.previous,
      case when grouping(s.type_id) = 0 then coalesce((select w.name from metrics.word w where w.id = s.type_id), 'unknown') end
        as type,
      count(*) as releases,
      count(*) filter (where s.microseconds is null) as unknown,
      count(*) filter (where s.microseconds < 0) as negative,
      count(*) filter (where s.microseconds >= 0) as sample,
      avg(s.microseconds) filter (where s.microseconds >= 0)::float8 as mean,
      percentile_cont(array[0.5, 0.9]) within group (order by s.microseconds) filter (where s.microseconds >= 0) as percentile,
      max(s.microseconds) filter (where s.microseconds >= 0) as maximum
    from span s
    group by grouping sets ((s.figure, s.previous), (s.figure, s.previous, s.type_id))
  ), reading as (
    select m.*, m.measured_at < process_figures.middle as previous
    from metrics.measurement(process_figures.size, process_figures.services, process_figures.since, process_figures.until) m
  ), latest as (
    -- what a gate measured last of each service in each period
    select distinct on (r.service, r.name, r.previous) r.name, r.unit, r.value, r.previous
    from reading r
    where not r.observed
    order by r.service, r.name, r.previous, r.measured_at desc, r.sequence desc
  ), observation as (
    select
      r.previous, r.name, count(*) as sample, avg(r.value) as mean, sum(r.value) as sum, max(r.value) as maximum,
      percentile_cont(array[0.5, 0.9]) within group (order by r.value) as percentile
    from reading r
    where r.observed
    group by r.previous, r.name
  )
  select
    g.previous, 'gate_pass_rate', g.gate,
    count(*) filter (where g.outcome = 'passed'), count(*) filter (where g.outcome <> 'skipped'),
    null::bigint, null::float8, null::float8, null::float8, null::float8
  from gate g
  group by grouping sets ((g.previous), (g.previous, g.gate))
  union all
  select
    s.previous, row.figure, s.type, row.numerator, s.releases, row.sample, row.mean, row.median,
    row.percentile_90, row.maximum
  from spread s
  cross join lateral (
    values
      (s.figure, s.sample, s.sample, s.mean, s.percentile[1], s.percentile[2], s.maximum::float8),
      (s.figure || '_start_unknown', s.unknown, null, null, null, null, null),
      (s.figure || '_negative_span', s.negative, null, null, null, null, null)
  ) row (figure, numerator, sample, mean, median, percentile_90, maximum)
  union all
  select s.previous, 'releases_delivered', s.type, s.releases, null, null, null, null, null, null
  from spread s
  where s.figure = 'time_to_production'
  union all
  select
    l.previous, 'measurement_latest', l.name, null, null, count(*), null,
    percentile_cont(0.5) within group (order by l.value), percentile_cont(0.9) within group (order by l.value),
    max(l.value)
  from latest l
  group by l.previous, l.name
  union all
  -- how many are in which unit
  select
    l.previous, 'measurement_latest_in', l.name || ' ' || coalesce(l.unit, ''), count(*),
    null, null, null, null, null, null
  from latest l
  group by l.previous, l.name, l.unit
  union all
  select
    r.previous, 'observation_in', r.name || ' ' || coalesce(r.unit, ''), count(*), null, null, null, null, null, null
  from reading r
  where r.observed
  group by r.previous, r.name, r.unit
  union all
  select
    o.previous, row.figure, o.name, null, null, o.sample, row.mean, row.median, row.percentile_90, row.maximum
  from observation o
  cross join lateral (
    values
      ('observation', o.mean, o.percentile[1], o.percentile[2], o.maximum),
      ('observation_sum', o.sum, o.sum, o.sum, o.sum)
  ) row (figure, mean, median, percentile_90, maximum);
end $$;

-- The change records dated in [since, until) that no successful deployment has carried yet.
create function metrics.noted_undelivered(
  size bigint, services integer[], environment integer, since bigint, until bigint
)
returns table (sequence bigint)
language sql stable parallel safe as $$
  with recursive own as (
    -- what went out about the period, which leaves few of its changes to look into
    select s.version_id
    from metrics.version_success(
      noted_undelivered.size, noted_undelivered.services, noted_undelivered.environment,
      noted_undelivered.since, noted_undelivered.until + 2 * metrics.closeness()
    ) s
  ), left_over as materialized (
    select c.sequence, c.service_id, c.version_id, c.commit_hash
    from metrics.counted_change(noted_undelivered.size, noted_undelivered.services) c
    where c.at >= noted_undelivered.since and c.at < noted_undelivered.until
      and (c.version_id is null or c.version_id not in (select o.version_id from own o))
  ), pending as materialized (
    select l.*
    from left_over l
    where l.version_id is null or l.version_id not in (
      select v.version_id
      from (select distinct l.version_id from left_over l where l.version_id is not null) v
      cross join lateral metrics.version_success(noted_undelivered.size, v.version_id, noted_undelivered.environment) s
    )
  ), belonging as materialized (
    -- the versions of what is pending, and of the same commits in other records
    select p.sequence, p.version_id from pending p where p.version_id is not null
    union
    select p.sequence, v.version_id
    from pending p
    cross join lateral metrics.version_at(noted_undelivered.size, p.service_id, p.sequence, p.commit_hash) v
    where p.version_id is null
    union
    select p.sequence, v.version_id
    from pending p
    join metrics.repeated_commit d on d.commit_hash = p.commit_hash and d.service_id = p.service_id
    join metrics.counted_change(noted_undelivered.size, noted_undelivered.services) c
      on c.commit_hash = p.commit_hash and c.service_id = p.service_id and c.sequence <> p.sequence
    cross join lateral (
      select c.version_id where c.version_id is not null
      union all
      select a.version_id
      from metrics.version_at(noted_undelivered.size, c.service_id, c.sequence, c.commit_hash) a
      where c.version_id is null
    ) v
    where (select r.commit from ledger.change_record r where r.sequence = p.sequence)
      = (select r.commit from ledger.change_record r where r.sequence = c.sequence)
  ), ahead as (
    -- from there on, release by release, until one that went out
    select b.version_id, s.finished_at as first_at
    from (select distinct b.version_id from belonging b) b
    left join lateral metrics.version_success(noted_undelivered.size, b.version_id, noted_undelivered.environment) s on true
    union
    select n.version_id, s.finished_at
    from ahead a
    cross join lateral metrics.version_ahead(noted_undelivered.size, a.version_id) n
    left join lateral metrics.version_success(noted_undelivered.size, n.version_id, noted_undelivered.environment) s on true
    where a.first_at is null
  ), carrying as (
    select a.version_id, a.first_at from ahead a where a.first_at is not null
    union
    select r.version_id, c.first_at
    from carrying c
    cross join lateral metrics.version_behind(noted_undelivered.size, c.version_id) r
    join ahead a on a.version_id = r.version_id
    cross join lateral metrics.version_cut(noted_undelivered.size, r.version_id) t
    where coalesce(t.cut_at <= c.first_at, true) and coalesce(a.first_at >= c.first_at, true)
  )
  select p.sequence
  from pending p
  where p.sequence not in (
    select b.sequence from belonging b where b.version_id in (select c.version_id from carrying c)
  )
$$;

-- The same with what they are called.
create function metrics.undelivered(
  size bigint, services text[], environment text, since timestamptz, until timestamptz
)
returns table (service text, commit text, version text, sequence bigint)
language plpgsql stable parallel safe
-- as for metrics.process_figures
set plan_cache_mode = force_custom_plan set jit = off set random_page_cost = 1.1 set work_mem = '512MB'
set enable_sort = off set enable_mergejoin = off set enable_memoize = off set max_parallel_workers_per_gather = 0
as $$
#variable_conflict use_column
declare
  service_ids integer[] := metrics.service_ids(undelivered.services);
  environment_id integer := metrics.word_id(undelivered.environment);
  first bigint := metrics.instant(undelivered.since);
  last bigint := metrics.instant(undelivered.until);
begin
  return query
  select c.service, c.commit, c.version, c.sequence
  from metrics.noted_undelivered(undelivered.size, service_ids, environment_id, first, last) u
  join ledger.change_record c using (sequence);
end $$;
