-- Which commit reached production when: a release carries its own changes and those of the releases behind it.

-- Commits that stand in more than one record of a service, as far as any size of the log knows: a few, which spares
-- every report from looking for the others of each of its commits.
create table metrics.repeated_commit (
  service text not null,
  commit text not null,
  primary key (service, commit)
);
grant select on metrics.repeated_commit to public;

create function metrics.note_repeated_commits() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into metrics.repeated_commit (service, commit)
  select distinct a.service, a.commit
  from added a
  join ledger.change_record o on hashtextextended(o.commit, 0) = hashtextextended(a.commit, 0)
  where o.commit = a.commit and o.service = a.service and o.sequence <> a.sequence
  on conflict do nothing;
  return null;
end $$;

create trigger note_repeated_commits after insert on ledger.change_record referencing new table as added
  for each statement execute function metrics.note_repeated_commits();

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

-- Whether a release was cut by an instant, as far as its record says; one without a record is taken to have been.
create function metrics.is_cut(size bigint, service text, version text, at timestamptz) returns boolean
language sql stable parallel safe as $$
  select coalesce(min(r.effective_at) <= is_cut.at, true)
  from ledger.release_record r
  where r.sequence < is_cut.size and r.service = is_cut.service and r.version = is_cut.version
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < is_cut.size
    )
$$;

-- Whether a deployment carried a release that it passed over: one that no earlier deployment had brought, and that was
-- cut by then, as far as its record says.
create function metrics.is_passed_over(
  size bigint, service text, version text, environment text, root_at timestamptz, root_sequence bigint
) returns boolean
language sql stable parallel safe as $$
  select not exists (
    select
    from ledger.deployment_record r
    where r.sequence < is_passed_over.size and r.service = is_passed_over.service
      and r.version = is_passed_over.version and r.environment = is_passed_over.environment
      and not exists (
        select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < is_passed_over.size
      )
    group by r.deployment
    having max(r.effective_at) filter (where r.status = 'succeeded')
        > coalesce(max(r.effective_at) filter (where r.status in ('failed', 'cancelled')), '-infinity')
      and (min(r.effective_at) filter (where r.status = 'succeeded'), min(r.sequence))
        < (is_passed_over.root_at, is_passed_over.root_sequence)
  ) and metrics.is_cut(
    is_passed_over.size, is_passed_over.service, is_passed_over.version, is_passed_over.root_at
  )
$$;

-- The versions that name this one as their previous version, and those that it names itself. Functions of their own, so
-- that a walk looks each up by index, however many there may seem to be.
create function metrics.next_release(size bigint, service text, version text)
returns table (service text, version text)
language sql stable parallel safe rows 1 as $$
  select r.service, r.version
  from ledger.release_record r
  where r.sequence < next_release.size and r.service = next_release.service
    and r.previous_version = next_release.version
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < next_release.size
    )
  offset 0
$$;

create function metrics.previous_release(size bigint, service text, version text)
returns table (previous_version text)
language sql stable parallel safe rows 1 as $$
  select r.previous_version
  from ledger.release_record r
  where r.sequence < previous_release.size and r.service = previous_release.service
    and r.version = previous_release.version and r.previous_version is not null
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < previous_release.size
    )
  offset 0
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
  from ledger.release_record r
  where r.sequence < version_at.size and r.service = version_at.service and r.commit = version_at.commit
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < version_at.size
    )
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
  with change as (
    select c.version
    from ledger.change_record c
    where hashtextextended(c.commit, 0) = hashtextextended(version_of.commit, 0)
      and c.sequence < version_of.size and c.service = version_of.service and c.commit = version_of.commit
      and not exists (
        select from ledger.superseded s where s.sequence = c.sequence and s.superseded_by < version_of.size
      )
  )
  select c.version from change c where c.version is not null
  union
  select v.version
  from metrics.version_at(version_of.size, version_of.service, version_of.commit) v
  where exists (select from change c where c.version is null)
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
  ), cut as materialized (
    select r.service, r.version, r.previous_version, r.effective_at as released_at
    from metrics.release_record(lead_time.size, lead_time.services) r
    where (r.service, r.version) in (select o.service, o.version from own o)
  ), deployed as materialized (
    select
      o.service, o.version, o.deployment as root, o.version as root_version,
      o.finished_at as root_at, o.sequence as root_sequence,
      case
        when o.finished_at = min(o.finished_at) over (partition by o.service)
          then metrics.first_success(lead_time.size, o.service, lead_time.environment) >= o.finished_at
        else false
      end as is_first
    from own o
    where case when o.finished_at >= lead_time.since and o.finished_at < lead_time.until then true else false end
  ), next as materialized (
    select d.service, c.previous_version as version, d.root, d.root_version, d.root_at, d.root_sequence, d.is_first
    from deployed d
    join cut c using (service, version)
    left join own o on o.service = d.service and o.version = c.previous_version
    where c.previous_version is not null
      and (o.service is null or (o.finished_at, o.sequence) > (d.root_at, d.root_sequence))
  ), behind as (
    -- from each of them back, release by release, until one that was deployed before
    select n.*
    from next n
    where metrics.is_passed_over(
      lead_time.size, n.service, n.version, lead_time.environment, n.root_at, n.root_sequence
    )
    union
    select b.service, r.previous_version, b.root, b.root_version, b.root_at, b.root_sequence, b.is_first
    from behind b
    cross join lateral metrics.previous_release(lead_time.size, b.service, b.version) r
    where metrics.is_passed_over(
      lead_time.size, b.service, r.previous_version, lead_time.environment, b.root_at, b.root_sequence
    )
  ), reached as materialized (
    select distinct on (w.service, w.version) w.*
    from (select d.* from deployed d union all select b.* from behind b) w
    order by w.service, w.version, w.root_at, w.root_sequence
  ), carried as materialized (
    select
      c.service, c.commit, c.version, c.sequence,
      case lead_time.clock when 'authored' then c.authored_at when 'merged' then c.merged_at end as clock_at,
      w.root, w.root_version, w.root_at, w.root_sequence, w.is_first
    from reached w
    join metrics.change_record(lead_time.size, lead_time.services) c
      on c.service = w.service and c.version = w.version
    union all
    select
      c.service, c.commit, null, c.sequence,
      case lead_time.clock when 'authored' then c.authored_at when 'merged' then c.merged_at end,
      w.root, w.root_version, w.root_at, w.root_sequence, w.is_first
    from metrics.change_record(lead_time.size, lead_time.services) c
    join lateral metrics.version_at(lead_time.size, c.service, c.commit) v (version) on true
    join reached w on w.service = c.service and w.version = v.version
    where c.version is null
  ), doubtful as materialized (
    -- commits that stand in more than one record, or in one that names no version
    select c.*
    from carried c
    where c.version is null
      or (c.service, c.commit) in (select r.service, r.commit from metrics.repeated_commit r)
  ), sibling as materialized (
    select d.service, d.commit, v.version
    from (select distinct d.service, d.commit from doubtful d) d
    cross join lateral metrics.version_of(lead_time.size, d.service, d.commit) v (version)
  ), ahead as (
    -- The releases ahead of those reached, until one that went out before the period: did it carry them? What was cut
    -- later cannot have gone out before.
    select
      c.service, c.version,
      metrics.first_success(lead_time.size, c.service, c.version, lead_time.environment) as first_at
    from (
      select d.service, d.version
      from deployed d
      left join (select c.service, c.version, min(c.released_at) as released_at from cut c group by 1, 2) c
        using (service, version)
      where coalesce(c.released_at < lead_time.since, true)
      union
      select b.service, b.version
      from behind b
      where metrics.is_cut(lead_time.size, b.service, b.version, lead_time.since)
      union
      select s.service, s.version from sibling s
    ) c
    where lead_time.since > '-infinity'
    union
    select
      n.service, n.version, metrics.first_success(lead_time.size, n.service, n.version, lead_time.environment)
    from ahead a
    cross join lateral metrics.next_release(lead_time.size, a.service, a.version) n
    where coalesce(a.first_at >= lead_time.since, true)
  ), before as (
    select a.service, a.version, a.first_at from ahead a where a.first_at < lead_time.since
    union
    select b.service, r.previous_version, b.first_at
    from before b
    cross join lateral metrics.previous_release(lead_time.size, b.service, b.version) r
    join ahead a on a.service = b.service and a.version = r.previous_version
    where metrics.is_passed_over(
      lead_time.size, b.service, r.previous_version, lead_time.environment, b.first_at, 0
    )
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
  )
  select
    c.service, c.commit, c.version, c.sequence, c.clock_at, c.root, c.root_version, c.root_at,
    case
      when c.is_first then 'first'
      when c.clock_at is null then 'unknown'
      when c.clock_at > c.root_at then 'negative'
      else 'counted'
    end
  from settled c
  where lead_time.label is null
    or (c.service, c.root_version) in (
      select r.service, r.version
      from metrics.release_record(lead_time.size, lead_time.services) r
      where lead_time.label = any (r.labels)
    )
$$;
