-- Which commit reached production when: a release carries its own changes and those of the releases behind it.

-- A version's first success in an environment, if it had one: when, and the deployment's first record.
create function metrics.version_success(size bigint, service text, version text, environment text)
returns table (finished_at timestamptz, sequence bigint)
language sql stable parallel safe rows 1 as $$
  select d.finished_at, d.sequence
  from (
    select min(r.effective_at) filter (where r.status = 'succeeded') as finished_at, min(r.sequence) as sequence
    from metrics.deployment_record(version_success.size, null, version_success.environment) r
    where r.service = version_success.service and r.version = version_success.version
    group by r.deployment
    having max(r.effective_at) filter (where r.status = 'succeeded')
      > coalesce(max(r.effective_at) filter (where r.status in ('failed', 'cancelled')), '-infinity')
  ) d
  order by d.finished_at, d.sequence
  limit 1
$$;

-- When a release was cut, as far as its record says; null without a record.
create function metrics.version_cut(size bigint, service text, version text) returns table (cut_at timestamptz)
language sql stable parallel safe rows 1 as $$
  select min(r.effective_at)
  from metrics.release_record(version_cut.size, null) r
  where r.service = version_cut.service and r.version = version_cut.version
$$;

-- The versions that name this one as their previous version, and those that it names itself. Functions of their own, so
-- that a walk looks each up by index, however many there may seem to be.
create function metrics.next_release(size bigint, service text, version text)
returns table (service text, version text)
language sql stable parallel safe rows 1 as $$
  select r.service, r.version
  from metrics.release_record(next_release.size, null) r
  where r.service = next_release.service and r.previous_version = next_release.version
  offset 0
$$;

create function metrics.previous_release(size bigint, service text, version text)
returns table (previous_version text)
language sql stable parallel safe rows 1 as $$
  select r.previous_version
  from metrics.release_record(previous_release.size, null) r
  where r.service = previous_release.service and r.version = previous_release.version and r.previous_version is not null
  offset 0
$$;

-- When the first deployment of a service to an environment succeeded, or null when none did.
create function metrics.first_success(size bigint, service text, environment text) returns timestamptz
language sql stable parallel safe as $$
  select r.effective_at
  from metrics.deployment_record(first_success.size, null, first_success.environment) r
  where r.service = first_success.service and r.status = 'succeeded'
    and not exists (
      select
      from metrics.deployment_record(first_success.size, null, first_success.environment) o
      where o.service = r.service and o.deployment = r.deployment and o.version = r.version
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
  from metrics.release_record(version_at.size, null) r
  where hashtextextended(r.commit, 0) = hashtextextended(version_at.commit, 0)
    and r.service = version_at.service and r.commit = version_at.commit
  union
  select r.version
  from ledger.deployment_record r
  where hashtextextended(r.commit, 0) = hashtextextended(version_at.commit, 0)
    and r.sequence < version_at.size and r.service = version_at.service and r.commit = version_at.commit
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
    from metrics.change_record(version_of.size, null) c
    where hashtextextended(c.commit, 0) = hashtextextended(version_of.commit, 0)
      and c.service = version_of.service and c.commit = version_of.commit
  )
  select c.version from change c where c.version is not null
  union
  select v.version
  from metrics.version_at(version_of.size, version_of.service, version_of.commit) v
  where exists (select from change c where c.version is null)
$$;

-- How far before a period its reports look for releases and changes in one sweep; what lies farther is looked up.
create function metrics.reach() returns interval
language sql immutable parallel safe as $$ select interval '336:00:00' $$;

-- The first success, at any time, of each version that has a record in [since, until): when, and the first record of
-- the deployment that it was.
create function metrics.version_success(
  size bigint, services text[], environment text, since timestamptz, until timestamptz
)
returns table (service text, version text, finished_at timestamptz, sequence bigint)
language sql stable parallel safe as $$
  with version as materialized (
    select
      r.service, r.version, min(r.sequence) as sequence,
      min(r.effective_at) filter (where r.status = 'succeeded') as finished_at,
      max(r.effective_at) filter (where r.status = 'succeeded')
        > coalesce(max(r.effective_at) filter (where r.status in ('failed', 'cancelled')), '-infinity') as succeeded,
      min(r.deployment collate "C") <> max(r.deployment collate "C") as several
    from metrics.deployment_record_around(
      version_success.size, version_success.services, version_success.environment,
      version_success.since, version_success.until
    ) r
    group by r.service, r.version
  )
  select v.service, v.version, v.finished_at, v.sequence
  from version v
  where v.succeeded and not v.several
  union all
  (
    -- deployed more than once: by the first that succeeded
    select distinct on (d.service, d.version) d.service, d.version, d.finished_at, d.sequence
    from (
      select
        r.service, r.version,
        min(r.effective_at) filter (where r.status = 'succeeded') as finished_at,
        min(r.sequence) as sequence
      from version v
      join metrics.deployment_record(version_success.size, version_success.services, version_success.environment) r
        on r.service = v.service and r.version = v.version
      where v.several
      group by r.service, r.version, r.deployment
      having max(r.effective_at) filter (where r.status = 'succeeded')
        > coalesce(max(r.effective_at) filter (where r.status in ('failed', 'cancelled')), '-infinity')
    ) d
    order by d.service, d.version, d.finished_at, d.sequence
  )
$$;

-- The only release record of each version that has one dated about [since, until): of all services, or none.
create function metrics.release_record_about(size bigint, services text[], since timestamptz, until timestamptz)
returns setof ledger.release_record
language sql stable parallel safe as $$
  select r.*
  from metrics.release_record(release_record_about.size, null) r
  where release_record_about.services is null
    and r.effective_at >= release_record_about.since - metrics.reach() and r.effective_at < release_record_about.until
    and (r.service, r.version) not in (
      select v.service, v.version from metrics.scattered_version v where v.kind = 'release'
    )
$$;

-- The changes that name a version and are dated in [since, until): of all services, or none.
create function metrics.change_record_about(size bigint, services text[], since timestamptz, until timestamptz)
returns setof ledger.change_record
language sql stable parallel safe as $$
  select c.*
  from metrics.change_record(change_record_about.size, null) c
  where change_record_about.services is null and c.version is not null
    and c.effective_at >= change_record_about.since and c.effective_at < change_record_about.until
$$;

-- One row a commit that reached the environment for the first time in [since, until). Nothing but numbers, since there
-- are many:
--   sequence    the change record
--   root        the first record of the deployment that brought it
--   is_first    it went out with the service's first deployment
--   bucket      the bucket of the delivery
create function metrics.delivery(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, bucket text, zone text
)
returns table (
  sequence bigint, root bigint, authored_at timestamptz, merged_at timestamptz, delivered_at timestamptz,
  is_first boolean, bucket date
)
language sql stable parallel safe as $$
  with recursive own as materialized (
    select s.*
    from metrics.version_success(
      delivery.size, delivery.services, delivery.environment, delivery.since, delivery.until
    ) s
  ), beginning as materialized (
    select o.service, metrics.first_success(delivery.size, o.service, delivery.environment) as first_at
    from (select distinct o.service from own o) o
  ), labelled as materialized (
    select r.service, r.version
    from metrics.release_record(delivery.size, delivery.services) r
    where delivery.label = any (r.labels)
  ), deployed as materialized (
    -- What was deployed for the first time, with its release where a sweep finds it.
    select
      o.service, o.version, o.finished_at as root_at, o.sequence as root, o.finished_at <= b.first_at as is_first,
      delivery.label is null or (o.service, o.version) in (select l.service, l.version from labelled l) as is_asked,
      metrics.bucket_of(o.finished_at, delivery.bucket, delivery.zone) as bucket,
      r.previous_version, r.effective_at as cut_at, r.sequence is not null as has_release
    from own o
    join beginning b using (service)
    left join (
      -- A fence: joined by a hash, not looked up one by one, however few versions the planner expects.
      select r.*
      from metrics.release_record_about(delivery.size, delivery.services, delivery.since, delivery.until) r
      offset 0
    ) r on r.service = o.service and r.version = o.version
    where case when o.finished_at >= delivery.since and o.finished_at < delivery.until then true else false end
  ), cut as materialized (
    -- the releases that no sweep found
    select d.service, d.version, d.root_at, d.root, d.is_first, d.is_asked, d.bucket, r.previous_version, r.effective_at as cut_at
    from deployed d
    left join metrics.release_record(delivery.size, delivery.services) r using (service, version)
    where not d.has_release
  ), next as materialized (
    select c.service, c.previous_version as version, c.root_at, c.root, c.is_first, c.is_asked, c.bucket
    from (
      select d.service, d.previous_version, d.root_at, d.root, d.is_first, d.is_asked, d.bucket
      from deployed d
      where d.previous_version is not null
      union all
      select c.service, c.previous_version, c.root_at, c.root, c.is_first, c.is_asked, c.bucket
      from cut c
      where c.previous_version is not null
    ) c
    left join own o on o.service = c.service and o.version = c.previous_version
    where o.service is null or (o.finished_at, o.sequence) > (c.root_at, c.root)
  ), behind as (
    -- from each of them back, release by release, until one that was deployed before
    select n.*
    from next n
    cross join lateral metrics.version_cut(delivery.size, n.service, n.version) c
    left join lateral metrics.version_success(delivery.size, n.service, n.version, delivery.environment) s on true
    where coalesce(c.cut_at <= n.root_at, true)
      and coalesce((s.finished_at, s.sequence) >= (n.root_at, n.root), true)
    union
    select b.service, r.previous_version, b.root_at, b.root, b.is_first, b.is_asked, b.bucket
    from behind b
    cross join lateral metrics.previous_release(delivery.size, b.service, b.version) r
    cross join lateral metrics.version_cut(delivery.size, b.service, r.previous_version) c
    left join lateral metrics.version_success(delivery.size, b.service, r.previous_version, delivery.environment) s
      on true
    where coalesce(c.cut_at <= b.root_at, true)
      and coalesce((s.finished_at, s.sequence) >= (b.root_at, b.root), true)
  ), arrived as not materialized (
    select d.service, d.version, d.root_at, d.root, d.is_first, d.is_asked, d.bucket
    from deployed d
    where (d.service, d.version) not in (select b.service, b.version from behind b)
    union all
    (
      select distinct on (w.service, w.version) w.*
      from (
        select b.* from behind b
        union all
        select d.service, d.version, d.root_at, d.root, d.is_first, d.is_asked, d.bucket
        from deployed d
        where (d.service, d.version) in (select b.service, b.version from behind b)
      ) w
      order by w.service, w.version, w.root_at, w.root
    )
  ), reached as materialized (
    -- is_near: all its changes that there are near the period can be swept up. One with some at the edges may have more
    -- beyond; its changes are looked up, as those of a version that the sweep does not find.
    select
      a.*,
      delivery.services is null
        and (a.service, a.version) not in (
          select c.service, c.version
          from metrics.change_record_about(
            delivery.size, delivery.services, delivery.since - metrics.reach() - metrics.closeness(),
            delivery.since - metrics.reach()
          ) c
        )
        and (a.service, a.version) not in (
          select c.service, c.version
          from metrics.change_record_about(
            delivery.size, delivery.services, delivery.until, delivery.until + metrics.closeness()
          ) c
        )
        and (a.service, a.version) not in (
          select v.service, v.version from metrics.scattered_version v where v.kind = 'change'
        ) as is_near
    from arrived a
  ), nameless as materialized (
    -- changes whose records name no version, by the commit that a version was cut or deployed at
    select distinct
      w.root_at, w.root, w.is_first, w.is_asked, w.bucket, c.service, c.commit, c.sequence, c.authored_at, c.merged_at
    from metrics.change_record(delivery.size, delivery.services) c
    cross join lateral metrics.version_at(delivery.size, c.service, c.commit) v (version)
    join reached w on w.service = c.service and w.version = v.version
    where c.version is null
  ), repeated as materialized (
    -- commits that stand in more than one record, or in one that names no version, and the versions that they are of
    select d.service, d.commit, v.version
    from (
      select n.service, n.commit from nameless n
      union
      select c.service, c.commit
      from metrics.repeated_commit c
      where delivery.services is null or c.service = any (delivery.services)
    ) d
    cross join lateral metrics.version_of(delivery.size, d.service, d.commit) v (version)
  ), sibling as materialized (
    select o.service, o.commit, o.version
    from repeated o
    where (o.service, o.commit) in (
      select r.service, r.commit from repeated r join reached w using (service, version)
    )
  ), ahead as (
    -- The releases ahead of those reached, until one that went out before the period: did it carry them? It carried
    -- none that was cut later, nor what lies behind that.
    select a.service, a.version, s.finished_at as first_at, a.is_cut
    from (
      select d.service, d.version, true as is_cut from deployed d where d.cut_at < delivery.since
      union
      select c.service, c.version, true from cut c where coalesce(c.cut_at < delivery.since, true)
      union
      select b.service, b.version, true
      from behind b
      cross join lateral metrics.version_cut(delivery.size, b.service, b.version) c
      where coalesce(c.cut_at < delivery.since, true)
      union
      select s.service, s.version, coalesce(c.cut_at < delivery.since, true)
      from (select distinct s.service, s.version from sibling s) s
      cross join lateral metrics.version_cut(delivery.size, s.service, s.version) c
    ) a
    left join lateral metrics.version_success(delivery.size, a.service, a.version, delivery.environment) s on true
    where delivery.since > '-infinity'
    union
    select n.service, n.version, s.finished_at, coalesce(c.cut_at < delivery.since, true)
    from ahead a
    cross join lateral metrics.next_release(delivery.size, a.service, a.version) n
    cross join lateral metrics.version_cut(delivery.size, n.service, n.version) c
    left join lateral metrics.version_success(delivery.size, n.service, n.version, delivery.environment) s on true
    where a.is_cut and coalesce(a.first_at >= delivery.since, true)
  ), before as (
    select a.service, a.version, a.first_at from ahead a where a.first_at < delivery.since
    union
    select b.service, r.previous_version, b.first_at
    from before b
    cross join lateral metrics.previous_release(delivery.size, b.service, b.version) r
    join ahead a on a.service = b.service and a.version = r.previous_version
    cross join lateral metrics.version_cut(delivery.size, b.service, r.previous_version) c
    left join lateral metrics.version_success(delivery.size, b.service, r.previous_version, delivery.environment) s
      on true
    where coalesce(c.cut_at <= b.first_at, true) and coalesce(s.finished_at >= b.first_at, true)
  ), swept as materialized (
    -- The texts are kept of the few that need them: of commits that are recorded again, of versions not found.
    select
      w.root_at, w.root, w.is_first, w.is_asked, w.bucket, w.was_before,
      case when c.is_repeated or c.sequence is null then w.service end as service,
      case when c.sequence is null then w.version end as version,
      case when c.is_repeated then c.commit end as commit,
      c.sequence, c.authored_at, c.merged_at
    from (
      select w.*, (w.service, w.version) in (select b.service, b.version from before b) as was_before
      from reached w
      offset 0
    ) w
    left join (
      select
        c.service, c.version, c.commit, c.sequence, c.authored_at, c.merged_at,
        (c.service, c.commit) in (select r.service, r.commit from metrics.repeated_commit r) as is_repeated
      from metrics.change_record_about(
        delivery.size, delivery.services, delivery.since - metrics.reach(), delivery.until
      ) c
      offset 0
    ) c on c.service = w.service and c.version = w.version and w.is_near
  ), carried as materialized (
    select
      w.root_at, w.root, w.is_first, w.is_asked, w.bucket, w.was_before, w.service, w.version,
      case when (c.service, c.commit) in (select r.service, r.commit from metrics.repeated_commit r) then c.commit end as commit,
      c.sequence, c.authored_at, c.merged_at
    from swept w
    join metrics.change_record(delivery.size, delivery.services) c using (service, version)
    where w.sequence is null
  ), doubtful as materialized (
    select
      c.root_at, c.root, c.is_first, c.is_asked, c.bucket, c.service, c.commit, c.sequence, c.authored_at, c.merged_at
    from swept c
    where c.commit is not null
    union all
    select
      c.root_at, c.root, c.is_first, c.is_asked, c.bucket, c.service, c.commit, c.sequence, c.authored_at, c.merged_at
    from carried c
    where c.commit is not null
    union all
    select n.* from nameless n
  )
  select c.sequence, c.root, c.authored_at, c.merged_at, c.root_at, c.is_first, c.bucket
  from swept c
  where c.sequence is not null and c.commit is null and not c.was_before and c.is_asked
  union all
  select c.sequence, c.root, c.authored_at, c.merged_at, c.root_at, c.is_first, c.bucket
  from carried c
  where c.commit is null and not c.was_before and c.is_asked
  union all
  select c.sequence, c.root, c.authored_at, c.merged_at, c.root_at, c.is_first, c.bucket
  from (
    select distinct on (d.service, d.commit) d.*
    from doubtful d
    where not exists (
      select
      from sibling s join before b on b.service = s.service and b.version = s.version
      where s.service = d.service and s.commit = d.commit
    )
    order by d.service, d.commit, d.root_at, d.root, d.sequence
  ) c
  where c.is_asked
$$;

-- The same commits with what they are called.
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
  select
    c.service, c.commit, c.version, c.sequence, k.clock_at, r.deployment, r.version, d.delivered_at,
    case
      when d.is_first then 'first'
      when k.clock_at is null then 'unknown'
      when k.clock_at > d.delivered_at then 'negative'
      else 'counted'
    end
  from metrics.delivery(
    lead_time.size, lead_time.services, lead_time.label, lead_time.environment, lead_time.since, lead_time.until,
    'day', 'UTC'
  ) d
  join ledger.change_record c using (sequence)
  join ledger.deployment_record r on r.sequence = d.root
  cross join lateral (
    select case lead_time.clock when 'authored' then d.authored_at when 'merged' then d.merged_at end as clock_at
  ) k
$$;
