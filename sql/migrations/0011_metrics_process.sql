-- Figures of the process around deployments, and commits that never went out.

-- One row a release that first reached the environment in [since, until).
--   begun_at    when its first deployment to any environment was said to start
create function metrics.release_delivery(
  size bigint, services text[], label text, environment text, since timestamptz, until timestamptz
)
returns table (
  service text, version text, type text, sequence bigint, released_at timestamptz, begun_at timestamptz,
  delivered_at timestamptz
)
language sql stable parallel safe as $$
  with delivered as materialized (
    select s.service, s.version, s.sequence, s.finished_at as delivered_at
    from metrics.version_success(
      release_delivery.size, release_delivery.services, release_delivery.environment,
      release_delivery.since, release_delivery.until
    ) s
    where s.finished_at >= release_delivery.since and s.finished_at < release_delivery.until
  ), about as materialized (
    select d.service, d.version, r.sequence, r.type, r.effective_at, r.labels
    from delivered d
    left join (
      select r.*
      from metrics.release_record_about(
        release_delivery.size, release_delivery.services, release_delivery.since, release_delivery.until
      ) r
      offset 0
    ) r on r.service = d.service and r.version = d.version
  ), release as materialized (
    select a.service, a.version, a.type, a.effective_at, a.labels from about a where a.sequence is not null
    union all
    (
      select distinct on (r.service, r.version) r.service, r.version, r.type, r.effective_at, r.labels
      from about a
      join metrics.release_record(release_delivery.size, release_delivery.services) r using (service, version)
      where a.sequence is null
      order by r.service, r.version, r.sequence desc
    )
  ), begun as materialized (
    select r.service, r.version, min(r.effective_at) as begun_at
    from metrics.deployment_record_around(
      release_delivery.size, release_delivery.services, null, release_delivery.since, release_delivery.until
    ) r
    where r.status = 'started'
    group by r.service, r.version
  )
  select d.service, d.version, r.type, d.sequence, r.effective_at, b.begun_at, d.delivered_at
  from delivered d
  left join release r using (service, version)
  left join begun b using (service, version)
  where release_delivery.label is null or release_delivery.label = any (r.labels)
$$;

-- One row a number measured by a gate or observed in operation in [since, until).
create function metrics.measurement(size bigint, services text[], since timestamptz, until timestamptz)
returns table (service text, name text, unit text, value double precision, measured_at timestamptz, sequence bigint)
language sql stable parallel safe as $$
  select g.service, m ->> 'name', m ->> 'unit', (m ->> 'value')::float8, g.effective_at, g.sequence
  from metrics.gate_record(measurement.size, measurement.services) g
  cross join lateral jsonb_array_elements(g.measurements) m
  where g.effective_at >= measurement.since and g.effective_at < measurement.until and g.measurements is not null
  union all
  select o.service, o.metric, o.unit, o.value, o.effective_at, o.sequence
  from metrics.observation_record(measurement.size, measurement.services) o
  where o.effective_at >= measurement.since and o.effective_at < measurement.until
$$;

-- Figures of gates, releases and measurements in [middle, until) and, as previous, in [since, middle). "dimension" is
-- the gate's name, the release's type or the measurement's name; null for all of them together.
create function metrics.process_figures(
  size bigint, services text[], label text, environment text,
  since timestamptz, middle timestamptz, until timestamptz
)
returns table (
  previous boolean, figure text, dimension text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
)
language sql stable parallel safe as $$
  with gate as (
    select g.gate, g.outcome, g.effective_at < process_figures.middle as previous
    from metrics.gate_record(process_figures.size, process_figures.services) g
    where g.effective_at >= process_figures.since and g.effective_at < process_figures.until
  ), release as materialized (
    select
      r.type, r.delivered_at < process_figures.middle as previous,
      metrics.microseconds(r.released_at, r.delivered_at) as production,
      metrics.microseconds(r.begun_at, r.delivered_at) as deployment
    from metrics.release_delivery(
      process_figures.size, process_figures.services, process_figures.label, process_figures.environment,
      process_figures.since, process_figures.until
    ) r
  ), span as (
    select 'time_to_production' as figure, r.previous, r.type, r.production as microseconds from release r
    union all
    select 'time_to_deploy', r.previous, r.type, r.deployment from release r
  ), spread as (
    select
      s.figure, s.previous,
      case when grouping(s.type) = 0 then coalesce(s.type, 'unknown') end as type,
      count(*) as releases,
      count(*) filter (where s.microseconds is null) as unknown,
      count(*) filter (where s.microseconds < 0) as negative,
      count(*) filter (where s.microseconds >= 0) as sample,
      avg(s.microseconds) filter (where s.microseconds >= 0)::float8 as mean,
      percentile_cont(array[0.5, 0.9]) within group (order by s.microseconds) filter (where s.microseconds >= 0) as percentile,
      max(s.microseconds) filter (where s.microseconds >= 0) as maximum
    from span s
    group by grouping sets ((s.figure, s.previous), (s.figure, s.previous, s.type))
  ), measurement as (
    -- the latest reading of each service in each period
    select distinct on (m.service, m.name, m.measured_at < process_figures.middle)
      m.name, m.value, m.measured_at < process_figures.middle as previous
    from metrics.measurement(process_figures.size, process_figures.services, process_figures.since, process_figures.until) m
    order by m.service, m.name, m.measured_at < process_figures.middle, m.measured_at desc, m.sequence desc
  )
  select
    g.previous, 'gate_pass_rate', g.gate, null::date,
    count(*) filter (where g.outcome = 'passed'), count(*) filter (where g.outcome <> 'skipped'),
    null::bigint, null::float8, null::float8, null::float8, null::float8
  from gate g
  group by grouping sets ((g.previous), (g.previous, g.gate))
  union all
  select
    s.previous, row.figure, s.type, null, row.numerator, s.releases, row.sample, row.mean, row.median,
    row.percentile_90, row.maximum
  from spread s
  cross join lateral (
    values
      (s.figure, s.sample, s.sample, s.mean, s.percentile[1], s.percentile[2], s.maximum::float8),
      (s.figure || '_unknown', s.unknown, null, null, null, null, null),
      (s.figure || '_negative', s.negative, null, null, null, null, null)
  ) row (figure, numerator, sample, mean, median, percentile_90, maximum)
  union all
  select s.previous, 'releases_delivered', s.type, null, s.releases, null, null, null, null, null, null
  from spread s
  where s.figure = 'time_to_production'
  union all
  select
    m.previous, 'measurement_latest', m.name, null, null, null, count(*), null,
    percentile_cont(0.5) within group (order by m.value), percentile_cont(0.9) within group (order by m.value),
    max(m.value)
  from measurement m
  group by m.previous, m.name
$$;

-- One row a change that is dated in [since, until) and that no successful deployment has carried yet.
create function metrics.undelivered(
  size bigint, services text[], environment text, since timestamptz, until timestamptz
)
returns table (service text, commit text, version text, sequence bigint)
language sql stable parallel safe as $$
  with recursive own as (
    -- what went out about the period, which leaves few of its changes to look into
    select s.service, s.version
    from metrics.version_success(
      undelivered.size, undelivered.services, undelivered.environment,
      undelivered.since, undelivered.until + metrics.reach()
    ) s
  ), left_over as materialized (
    select c.service, c.commit, c.version, c.sequence
    from metrics.change_record(undelivered.size, undelivered.services) c
    where c.effective_at >= undelivered.since and c.effective_at < undelivered.until
      and (c.version is null or (c.service, c.version) not in (select o.service, o.version from own o))
  ), pending as materialized (
    select l.*
    from left_over l
    where l.version is null or (l.service, l.version) not in (
      select v.service, v.version
      from (select distinct l.service, l.version from left_over l where l.version is not null) v
      cross join lateral metrics.version_success(undelivered.size, v.service, v.version, undelivered.environment) s
    )
  ), belonging as materialized (
    -- the versions of what is pending, and of the same commits in other records
    select p.service, p.commit, p.version
    from pending p
    where p.version is not null
      and (p.service, p.commit) not in (select r.service, r.commit from metrics.repeated_commit r)
    union
    select p.service, p.commit, v.version
    from (
      select distinct p.service, p.commit
      from pending p
      where p.version is null
        or (p.service, p.commit) in (select r.service, r.commit from metrics.repeated_commit r)
    ) p
    cross join lateral metrics.version_of(undelivered.size, p.service, p.commit) v
  ), ahead as (
    -- from there on, release by release, until one that went out
    select b.service, b.version, s.finished_at as first_at
    from (select distinct b.service, b.version from belonging b) b
    left join lateral metrics.version_success(undelivered.size, b.service, b.version, undelivered.environment) s on true
    union
    select n.service, n.version, s.finished_at
    from ahead a
    cross join lateral metrics.next_release(undelivered.size, a.service, a.version) n
    left join lateral metrics.version_success(undelivered.size, n.service, n.version, undelivered.environment) s on true
    where a.first_at is null
  ), carrying as (
    select a.service, a.version, a.first_at from ahead a where a.first_at is not null
    union
    select c.service, r.previous_version, c.first_at
    from carrying c
    cross join lateral metrics.previous_release(undelivered.size, c.service, c.version) r
    join ahead a on a.service = c.service and a.version = r.previous_version
    cross join lateral metrics.version_cut(undelivered.size, c.service, r.previous_version) t
    where coalesce(t.cut_at <= c.first_at, true) and coalesce(a.first_at >= c.first_at, true)
  )
  select p.service, p.commit, p.version, p.sequence
  from pending p
  where not exists (
    select
    from belonging b
    join carrying c on c.service = b.service and c.version = b.version
    where b.service = p.service and b.commit = p.commit
  )
$$;
