-- Which commit reached production when: a release carries its own changes and those of the releases behind it.

create index change_record_commit_only on ledger.change_record (service, commit) where version is null;

-- When a version first succeeded in an environment, or null when it never did.
create function metrics.first_success(size bigint, service text, version text, environment text) returns timestamptz
language sql stable parallel safe as $$
  select min(d.finished_at)
  from (
    select min(r.effective_at) filter (where r.status = 'succeeded') as finished_at
    from ledger.deployment_record r
    where r.sequence < first_success.size and r.service = first_success.service
      and r.version = first_success.version and r.environment = first_success.environment
      and not exists (
        select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < first_success.size
      )
    group by r.deployment
    having max(r.effective_at) filter (where r.status = 'succeeded')
      > coalesce(max(r.effective_at) filter (where r.status in ('failed', 'cancelled')), '-infinity')
  ) d
$$;

-- When the first deployment of a service to an environment succeeded, or null when none did.
create function metrics.first_success(size bigint, service text, environment text) returns timestamptz
language sql stable parallel safe as $$
  select r.effective_at
  from ledger.deployment_record r
  where r.sequence < first_success.size and r.service = first_success.service
    and r.environment = first_success.environment and r.status = 'succeeded'
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < first_success.size
    )
    and not exists (
      select
      from ledger.deployment_record o
      where o.sequence < first_success.size and o.service = r.service and o.deployment = r.deployment
        and o.version = r.version and o.environment = r.environment
        and not exists (
          select from ledger.superseded s where s.sequence = o.sequence and s.superseded_by < first_success.size
        )
      having max(o.effective_at) filter (where o.status = 'succeeded')
        <= max(o.effective_at) filter (where o.status in ('failed', 'cancelled'))
    )
  order by r.effective_at
  limit 1
$$;

-- The versions that were cut or deployed at a commit.
create function metrics.version_at(size bigint, service text, commit text) returns table (version text)
language sql stable parallel safe as $$
  select r.version
  from metrics.release_record(version_at.size, array[version_at.service]) r
  where r.commit = version_at.commit
  union
  select r.version
  from ledger.deployment_record r
  where r.sequence < version_at.size and r.service = version_at.service and r.commit = version_at.commit
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < version_at.size
    )
$$;

-- The versions that a commit belongs to: those that its records name and, for a record that names none, those that were
-- cut or deployed at it.
create function metrics.version_of(size bigint, service text, commit text) returns table (version text)
language sql stable parallel safe as $$
  select c.version
  from metrics.change_record(version_of.size, array[version_of.service]) c
  where c.commit = version_of.commit and c.version is not null
  union
  select v.version
  from metrics.change_record(version_of.size, array[version_of.service]) c
  cross join lateral metrics.version_at(version_of.size, c.service, c.commit) v
  where c.commit = version_of.commit and c.version is null
$$;

-- One row a commit that reached the environment for the first time in [since, until).
--   clock       authored or merged: from when the time is counted
--   standing    counted; first (it went out with the service's first deployment); unknown (its record does not say when
--               it was authored or merged); negative (that was after it went out)
create function metrics.lead_time(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, clock text
)
returns table (
  service text, commit text, version text, sequence bigint, clock_at timestamptz,
  deployment text, deployed_version text, delivered_at timestamptz, standing text
)
language sql stable parallel safe as $$
  with recursive own as materialized (
    -- the first success, at any time, of each version that had one in the period
    select distinct on (d.service, d.version) d.service, d.version, d.deployment, d.finished_at, d.sequence
    from (
      select
        r.service, r.version, r.deployment,
        min(r.effective_at) filter (where r.status = 'succeeded') as finished_at,
        min(r.sequence) as sequence
      from metrics.deployment_record(lead_time.size, lead_time.services, lead_time.environment) r
      where (r.service, r.version) in (
        select c.service, c.version
        from metrics.deployment_record(lead_time.size, lead_time.services, lead_time.environment) c
        where c.status = 'succeeded' and c.effective_at >= lead_time.since and c.effective_at < lead_time.until
      )
      group by r.service, r.version, r.deployment
      having max(r.effective_at) filter (where r.status = 'succeeded')
        > coalesce(max(r.effective_at) filter (where r.status in ('failed', 'cancelled')), '-infinity')
    ) d
    order by d.service, d.version, d.finished_at, d.sequence
  ), walk as (
    -- from each of them back to the nearest release that was deployed before
    select
      o.service, o.version, o.deployment as root, o.version as root_version,
      o.finished_at as root_at, o.sequence as root_sequence
    from own o
    where o.finished_at >= lead_time.since and o.finished_at < lead_time.until
    union
    select w.service, r.previous_version, w.root, w.root_version, w.root_at, w.root_sequence
    from walk w
    join metrics.release_record(lead_time.size, lead_time.services) r
      on r.service = w.service and r.version = w.version
    left join own o on o.service = w.service and o.version = r.previous_version
    where r.previous_version is not null
      and case
        when o.service is not null then (o.finished_at, o.sequence) > (w.root_at, w.root_sequence)
        else coalesce(
          metrics.first_success(lead_time.size, w.service, r.previous_version, lead_time.environment)
            >= lead_time.until,
          true
        )
      end
  ), reached as materialized (
    select distinct on (w.service, w.version) w.*
    from walk w
    order by w.service, w.version, w.root_at, w.root_sequence
  ), carried as materialized (
    select
      c.service, c.commit, c.version, c.sequence,
      case lead_time.clock when 'authored' then c.authored_at when 'merged' then c.merged_at end as clock_at,
      w.root, w.root_version, w.root_at, w.root_sequence
    from reached w
    join metrics.change_record(lead_time.size, lead_time.services) c
      on c.service = w.service and c.version = w.version
    union all
    select
      c.service, c.commit, null, c.sequence,
      case lead_time.clock when 'authored' then c.authored_at when 'merged' then c.merged_at end,
      w.root, w.root_version, w.root_at, w.root_sequence
    from metrics.change_record(lead_time.size, lead_time.services) c
    join lateral metrics.version_at(lead_time.size, c.service, c.commit) v (version) on true
    join reached w on w.service = c.service and w.version = v.version
    where c.version is null
  ), doubtful as materialized (
    -- commits that stand in more than one record, or in one that names no version
    select c.*
    from carried c
    where c.version is null
      or exists (
        select
        from metrics.change_record(lead_time.size, lead_time.services) o
        where o.service = c.service and o.commit = c.commit and o.sequence <> c.sequence
      )
  ), sibling as materialized (
    select d.service, d.commit, v.version
    from (select distinct d.service, d.commit from doubtful d) d
    cross join lateral metrics.version_of(lead_time.size, d.service, d.commit) v (version)
  ), ahead as (
    -- the releases that stand ahead of those reached: did one of them carry the same before the period?
    select w.service, w.version from reached w where lead_time.since > '-infinity'
    union
    select s.service, s.version from sibling s where lead_time.since > '-infinity'
    union
    select a.service, r.version
    from ahead a
    join metrics.release_record(lead_time.size, lead_time.services) r
      on r.service = a.service and r.previous_version = a.version
  ), before as (
    select a.service, a.version
    from ahead a
    left join own o using (service, version)
    where case
      when o.service is not null then o.finished_at < lead_time.since
      else metrics.first_success(lead_time.size, a.service, a.version, lead_time.environment) < lead_time.since
    end
    union
    select b.service, r.previous_version
    from before b
    join metrics.release_record(lead_time.size, lead_time.services) r
      on r.service = b.service and r.version = b.version
    join ahead a on a.service = b.service and a.version = r.previous_version
  ), settled as (
    select c.*
    from carried c
    where c.sequence not in (select d.sequence from doubtful d)
      and (c.service, c.version) not in (select b.service, b.version from before b)
    union all
    (
      select distinct on (d.service, d.commit) d.*
      from doubtful d
      where not exists (
        select
        from sibling s join before b on b.service = s.service and b.version = s.version
        where s.service = d.service and s.commit = d.commit
      )
      order by d.service, d.commit, d.root_at, d.root_sequence, d.sequence
    )
  ), beginning as materialized (
    select s.service, metrics.first_success(lead_time.size, s.service, lead_time.environment) as first_at
    from (select distinct w.service from reached w) s
  )
  select
    c.service, c.commit, c.version, c.sequence, c.clock_at, c.root, c.root_version, c.root_at,
    case
      when c.root_at <= b.first_at then 'first'
      when c.clock_at is null then 'unknown'
      when c.clock_at > c.root_at then 'negative'
      else 'counted'
    end
  from settled c
  join beginning b using (service)
  where lead_time.label is null
    or (c.service, c.root_version) in (
      select r.service, r.version
      from metrics.release_record(lead_time.size, lead_time.services) r
      where lead_time.label = any (r.labels)
    )
$$;
