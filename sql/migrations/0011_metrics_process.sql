-- Figures of the process around deployments, commits that never went out, and the records behind each figure.

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
    select d.service, d.version, min(d.sequence) as sequence, min(d.finished_at) as delivered_at
    from (
      select
        r.service, r.version, min(r.sequence) as sequence,
        min(r.effective_at) filter (where r.status = 'succeeded') as finished_at
      from metrics.deployment_record(
        release_delivery.size, release_delivery.services, release_delivery.environment
      ) r
      where (r.service, r.version) in (
        select c.service, c.version
        from metrics.deployment_record(
          release_delivery.size, release_delivery.services, release_delivery.environment
        ) c
        where c.status = 'succeeded'
          and c.effective_at >= release_delivery.since and c.effective_at < release_delivery.until
      )
      group by r.service, r.version, r.deployment
      having max(r.effective_at) filter (where r.status = 'succeeded')
        > coalesce(max(r.effective_at) filter (where r.status in ('failed', 'cancelled')), '-infinity')
    ) d
    group by d.service, d.version
  ), release as materialized (
    select distinct on (r.service, r.version) r.service, r.version, r.type, r.effective_at, r.labels
    from metrics.release_record(release_delivery.size, release_delivery.services) r
    where (r.service, r.version) in (select d.service, d.version from delivered d)
    order by r.service, r.version, r.sequence desc
  ), begun as materialized (
    select r.service, r.version, min(r.effective_at) as begun_at
    from ledger.deployment_record r
    where r.sequence < release_delivery.size and r.status = 'started'
      and (r.service, r.version) in (select d.service, d.version from delivered d)
      and not exists (
        select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < release_delivery.size
      )
    group by r.service, r.version
  )
  select d.service, d.version, r.type, d.sequence, r.effective_at, b.begun_at, d.delivered_at
  from delivered d
  left join release r using (service, version)
  left join begun b using (service, version)
  where d.delivered_at >= release_delivery.since and d.delivered_at < release_delivery.until
    and (release_delivery.label is null or release_delivery.label = any (r.labels))
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

-- Figures of gates, releases and measurements. "dimension" is the gate's name, the release's type or the measurement's
-- name; null for all of them together.
create function metrics.process_figure(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, bucket text, zone text
)
returns table (
  figure text, dimension text, bucket date, numerator bigint, denominator bigint,
  sample bigint, mean double precision, median double precision, percentile_90 double precision, maximum double precision
)
language sql stable parallel safe as $$
  with gate as (
    select
      g.gate, g.outcome,
      metrics.bucket_of(g.effective_at, process_figure.bucket, process_figure.zone) as bucket
    from metrics.gate_record(process_figure.size, process_figure.services) g
    where g.effective_at >= process_figure.since and g.effective_at < process_figure.until
  ), release as materialized (
    select
      r.type,
      metrics.bucket_of(r.delivered_at, process_figure.bucket, process_figure.zone) as bucket,
      metrics.microseconds(r.released_at, r.delivered_at) as production,
      metrics.microseconds(r.begun_at, r.delivered_at) as deployment
    from metrics.release_delivery(
      process_figure.size, process_figure.services, process_figure.label, process_figure.environment,
      process_figure.since, process_figure.until
    ) r
  ), delivery as (
    select
      case when grouping(r.type) = 0 then coalesce(r.type, 'unknown') end as type, r.bucket, count(*) as releases,
      count(*) filter (where r.production is null) as unknown,
      count(*) filter (where r.production < 0) as negative,
      count(*) filter (where r.production >= 0) as sample,
      avg(r.production) filter (where r.production >= 0)::float8 as mean,
      percentile_cont(array[0.5, 0.9]) within group (order by r.production) filter (where r.production >= 0) as production,
      max(r.production) filter (where r.production >= 0) as maximum,
      count(*) filter (where r.deployment is null) as deployment_unknown,
      count(*) filter (where r.deployment < 0) as deployment_negative,
      count(*) filter (where r.deployment >= 0) as deployment_sample,
      avg(r.deployment) filter (where r.deployment >= 0)::float8 as deployment_mean,
      percentile_cont(array[0.5, 0.9]) within group (order by r.deployment) filter (where r.deployment >= 0) as deployment,
      max(r.deployment) filter (where r.deployment >= 0) as deployment_maximum
    from release r
    group by grouping sets ((), (r.type), (r.bucket), (r.type, r.bucket))
  ), measurement as materialized (
    select
      m.*,
      metrics.bucket_of(m.measured_at, process_figure.bucket, process_figure.zone) as bucket,
      row_number() over (partition by m.service, m.name order by m.measured_at desc, m.sequence desc) as age,
      row_number() over (
        partition by m.service, m.name,
          metrics.bucket_of(m.measured_at, process_figure.bucket, process_figure.zone)
        order by m.measured_at desc, m.sequence desc
      ) as age_in_bucket
    from metrics.measurement(
      process_figure.size, process_figure.services, process_figure.since, process_figure.until
    ) m
  )
  select
    'gate_pass_rate', g.gate, g.bucket,
    count(*) filter (where g.outcome = 'passed'), count(*) filter (where g.outcome <> 'skipped'),
    null::bigint, null::float8, null::float8, null::float8, null::float8
  from gate g
  group by grouping sets ((), (g.gate), (g.bucket), (g.gate, g.bucket))
  union all
  select
    row.figure, d.type, d.bucket, row.numerator, d.releases, row.sample, row.mean, row.median, row.percentile_90,
    row.maximum
  from delivery d
  cross join lateral (
    values
      ('time_to_production', d.sample, d.sample, d.mean, d.production[1], d.production[2], d.maximum),
      ('time_to_production_unknown', d.unknown, null, null, null, null, null),
      ('time_to_production_negative', d.negative, null, null, null, null, null),
      ('time_to_deploy_unknown', d.deployment_unknown, null, null, null, null, null),
      ('time_to_deploy_negative', d.deployment_negative, null, null, null, null, null),
      ('time_to_deploy', d.deployment_sample, d.deployment_sample, d.deployment_mean, d.deployment[1], d.deployment[2],
        d.deployment_maximum),
      ('releases_delivered', d.releases, null, null, null, null, null)
  ) row (figure, numerator, sample, mean, median, percentile_90, maximum)
  union all
  select
    'measurement', m.name, m.bucket, null, null, count(*), null,
    percentile_cont(0.5) within group (order by m.value), percentile_cont(0.9) within group (order by m.value),
    max(m.value)
  from measurement m
  group by grouping sets ((m.name), (m.name, m.bucket))
  union all
  select
    'measurement_latest', m.name, null, null, null, count(*), null,
    percentile_cont(0.5) within group (order by m.value), percentile_cont(0.9) within group (order by m.value),
    max(m.value)
  from measurement m
  where m.age = 1
  group by m.name
  union all
  select
    'measurement_latest', m.name, m.bucket, null, null, count(*), null,
    percentile_cont(0.5) within group (order by m.value), percentile_cont(0.9) within group (order by m.value),
    max(m.value)
  from measurement m
  where m.age_in_bucket = 1
  group by m.name, m.bucket
$$;

-- One row a change that is dated in [since, until) and that no successful deployment has carried yet.
create function metrics.undelivered(
  size bigint, services text[], environment text, since timestamptz, until timestamptz
)
returns table (service text, commit text, version text, sequence bigint)
language sql stable parallel safe as $$
  with recursive recorded as materialized (
    select c.service, c.commit, c.version, c.sequence
    from metrics.change_record(undelivered.size, undelivered.services) c
    where c.effective_at >= undelivered.since and c.effective_at < undelivered.until
  ), release as materialized (
    select distinct r.service, r.version from recorded r where r.version is not null
  ), succeeded as materialized (
    select distinct d.service, d.version
    from (
      select r.service, r.version
      from metrics.deployment_record(undelivered.size, undelivered.services, undelivered.environment) r
      where (r.service, r.version) in (select e.service, e.version from release e)
      group by r.service, r.version, r.deployment
      having max(r.effective_at) filter (where r.status = 'succeeded')
        > coalesce(max(r.effective_at) filter (where r.status in ('failed', 'cancelled')), '-infinity')
    ) d
  ), pending as materialized (
    select r.*
    from recorded r
    where r.version is null or (r.service, r.version) not in (select s.service, s.version from succeeded s)
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
    select b.service, b.version, metrics.first_success(undelivered.size, b.service, b.version, undelivered.environment) as first_at
    from (select distinct b.service, b.version from belonging b) b
    union
    select n.service, n.version, metrics.first_success(undelivered.size, n.service, n.version, undelivered.environment)
    from ahead a
    cross join lateral metrics.next_release(undelivered.size, a.service, a.version) n
    where a.first_at is null
  ), carrying as (
    select a.service, a.version, a.first_at from ahead a where a.first_at is not null
    union
    select c.service, r.previous_version, c.first_at
    from carrying c
    cross join lateral metrics.previous_release(undelivered.size, c.service, c.version) r
    join ahead a on a.service = c.service and a.version = r.previous_version
    where metrics.is_passed_over(
      undelivered.size, c.service, r.previous_version, undelivered.environment, c.first_at, 0
    )
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
