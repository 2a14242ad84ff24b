-- Which commit reached production when: a release carries its own changes and those of the releases behind it.

-- A version's first success in an environment, if it had one: when, and the deployment's first record.
create function metrics.version_success(size bigint, version integer, environment integer)
returns table (finished_at bigint, sequence bigint)
language sql stable parallel safe rows 1 as $$
  select d.finished_at, d.sequence
  from (
    select min(r.at) filter (where r.status = 1) as finished_at, min(r.sequence) as sequence
    from metrics.counted_deployment(version_success.size, null, version_success.environment) r
    where r.version_id = version_success.version
    group by r.deployment_id
    having (max(r.at * 4 + r.status) filter (where r.status > 0)) & 3 = 1
  ) d
  order by d.finished_at, d.sequence
  limit 1
$$;

-- When a release was cut, as far as its record says; null without a record.
create function metrics.version_cut(size bigint, version integer) returns table (cut_at bigint)
language sql stable parallel safe rows 1 as $$
  select min(r.at) from metrics.counted_release(version_cut.size, null) r where r.version_id = version_cut.version
$$;

-- The versions right ahead of this one: that name it as their previous version, and the one that it is a prerelease of.
-- And those right behind it. Functions of their own, so that a walk looks each up by index, however many there may seem
-- to be.
create function metrics.version_ahead(size bigint, version integer) returns table (version_id integer)
language sql stable parallel safe rows 1 as $$
  select r.version_id
  from metrics.counted_release(version_ahead.size, null) r
  where r.previous_id = version_ahead.version
  union all
  select v.base_id from metrics.version v where v.id = version_ahead.version and v.base_id is not null
  offset 0
$$;

create function metrics.version_behind(size bigint, version integer) returns table (version_id integer)
language sql stable parallel safe rows 1 as $$
  select r.previous_id
  from metrics.counted_release(version_behind.size, null) r
  where r.version_id = version_behind.version and r.previous_id is not null
  union all
  select v.id from metrics.version v where v.base_id = version_behind.version
  offset 0
$$;

-- When the first deployment of a service to an environment succeeded, or null when none did.
create function metrics.first_success(size bigint, service integer, environment integer) returns bigint
language sql stable parallel safe as $$
  select r.at
  from metrics.counted_deployment(first_success.size, array[first_success.service], first_success.environment) r
  where r.service_id = first_success.service and r.status = 1
    and not exists (
      select
      from metrics.counted_deployment(first_success.size, array[first_success.service], first_success.environment) o
      where o.deployment_id = r.deployment_id and o.version_id = r.version_id
      having (max(o.at * 4 + o.status) filter (where o.status > 0)) & 3 <> 1
    )
  order by r.at
  limit 1
$$;

-- The versions that were cut or deployed at the commit of a change record.
create function metrics.version_at(size bigint, service integer, change bigint, commit_hash bigint)
returns table (version_id integer)
language sql stable parallel safe as $$
  select n.version_id
  from metrics.counted_release(version_at.size, null) n
  where n.commit_hash = version_at.commit_hash and n.service_id = version_at.service
    and (select r.commit from ledger.release_record r where r.sequence = n.sequence)
      = (select c.commit from ledger.change_record c where c.sequence = version_at.change)
  union
  select n.version_id
  from metrics.counted_deployment(version_at.size, null, null) n
  where n.commit_hash = version_at.commit_hash and n.service_id = version_at.service
    and (select r.commit from ledger.deployment_record r where r.sequence = n.sequence)
      = (select c.commit from ledger.change_record c where c.sequence = version_at.change)
$$;

-- The first success, at any time, of each version that has a record in [since, until): when, and the first record of
-- the deployment that it was.
create function metrics.version_success(
  size bigint, services integer[], environment integer, since bigint, until bigint
)
returns table (service_id integer, version_id integer, finished_at bigint, sequence bigint)
language sql stable parallel safe as $$
  with version as materialized (
    select
      min(r.service_id) as service_id, r.version_id, min(r.sequence) as sequence,
      min(r.at) filter (where r.status = 1) as finished_at,
      max(r.at * 4 + r.status) filter (where r.status > 0) as last,
      min(r.deployment_id) <> max(r.deployment_id) as several
    from metrics.near_deployment(
      version_success.size, version_success.services, version_success.environment,
      version_success.since, version_success.until
    ) r
    group by r.version_id
    union all
    select
      min(r.service_id) as service_id, r.version_id, min(r.sequence) as sequence,
      min(r.at) filter (where r.status = 1) as finished_at,
      max(r.at * 4 + r.status) filter (where r.status > 0) as last,
      min(r.deployment_id) <> max(r.deployment_id) as several
    from metrics.scattered_deployment(
      version_success.size, version_success.services, version_success.environment,
      version_success.since, version_success.until
    ) r
    group by r.version_id
  )
  select v.service_id, v.version_id, v.finished_at, v.sequence
  from version v
  -- as a case: see metrics.ended
  where case when v.last & 3 = 1 and not v.several then true else false end
  union all
  -- deployed more than once: by the first that succeeded
  select v.service_id, v.version_id, s.finished_at, s.sequence
  from version v
  cross join lateral metrics.version_success(version_success.size, v.version_id, version_success.environment) s
  where v.several
$$;

-- Whether records leave any commit of these services in doubt: most ledgers have none such, which is soon seen.
create function metrics.has_doubtful_commit(services integer[]) returns boolean
language sql stable parallel safe as $$
  select exists (
    select from metrics.repeated_commit o
    where has_doubtful_commit.services is null or o.service_id = any (has_doubtful_commit.services)
  ) or exists (
    select from metrics.noted_change o
    where o.version_id is null
      and (has_doubtful_commit.services is null or o.service_id = any (has_doubtful_commit.services))
  )
$$;

-- The hashes of commits that records leave in doubt and that may be of one of these versions: of a commit that stands in
-- more than one record several may tell when it went out, and one in a record that names no version is of those that
-- were cut or deployed at it.
create function metrics.doubtful_commit(size bigint, services integer[], versions integer[])
returns table (commit_hash bigint)
language sql stable parallel safe as $$
  select c.commit_hash
  from unnest(doubtful_commit.versions) v (id)
  join metrics.counted_change(doubtful_commit.size, doubtful_commit.services) c on c.version_id = v.id
  join metrics.repeated_commit n on n.service_id = c.service_id and n.commit_hash = c.commit_hash
  where n.sequence < doubtful_commit.size and metrics.has_doubtful_commit(doubtful_commit.services)
  union
  select c.commit_hash
  from (
    select r.service_id, r.commit_hash
    from unnest(doubtful_commit.versions) v (id)
    join metrics.counted_release(doubtful_commit.size, doubtful_commit.services) r on r.version_id = v.id
    union
    select r.service_id, r.commit_hash
    from unnest(doubtful_commit.versions) v (id)
    join metrics.counted_deployment(doubtful_commit.size, doubtful_commit.services, null) r on r.version_id = v.id
    where r.commit_hash is not null
  ) v
  join metrics.counted_change(doubtful_commit.size, doubtful_commit.services) c
    on c.service_id = v.service_id and c.commit_hash = v.commit_hash
  where c.version_id is null and metrics.has_doubtful_commit(doubtful_commit.services)
$$;

-- The records of commits, by their hashes, one row for each version that one is of: which it names, else those that were
-- cut or deployed at the commit; one with null where there is none.
create function metrics.belonging(size bigint, services integer[], commits bigint[])
returns table (
  sequence bigint, service_id integer, commit text, version_id integer, authored_at bigint, merged_at bigint
)
language sql stable parallel safe as $$
  with again as materialized (
    select c.*
    from (select distinct h.commit_hash from unnest(belonging.commits) h (commit_hash)) h
    join metrics.counted_change(belonging.size, belonging.services) c using (commit_hash)
  )
  select a.sequence, a.service_id, r.commit, v.version_id, a.authored_at, a.merged_at
  from again a
  join ledger.change_record r on r.sequence = a.sequence
  left join lateral (
    select a.version_id where a.version_id is not null
    union all
    select o.version_id
    from metrics.version_at(belonging.size, a.service_id, a.sequence, a.commit_hash) o
    where a.version_id is null
  ) v on true
$$;

-- One row a commit that reached the environment for the first time in [since, until). Nothing but numbers, since there
-- are many:
--   sequence    the change record
--   root        the first record of the deployment that brought it
--   is_first    it went out with the service's first deployment
create function metrics.delivery(
  size bigint, services integer[], label integer, environment integer, since bigint, until bigint
)
returns table (
  sequence bigint, root bigint, authored_at bigint, merged_at bigint, delivered_at bigint, is_first boolean
)
language sql stable parallel safe as $$
  with recursive own as materialized (
    select s.*
    from metrics.version_success(
      delivery.size, delivery.services, delivery.environment, delivery.since, delivery.until
    ) s
  ), beginning as materialized (
    select o.service_id, metrics.first_success(delivery.size, o.service_id, delivery.environment) as first_at
    from (select distinct o.service_id from own o) o
  ), labelled as materialized (
    select l.version_id from metrics.counted_label(delivery.size, delivery.services) l where l.label_id = delivery.label
  ), deployed as materialized (
    -- what was deployed for the first time
    select
      o.service_id, o.version_id, o.finished_at as root_at, o.sequence as root, o.finished_at <= b.first_at as is_first,
      delivery.label is null or o.version_id in (select l.version_id from labelled l) as is_asked
    from own o
    join beginning b using (service_id)
    where case when o.finished_at >= delivery.since and o.finished_at < delivery.until then true else false end
  ), cut as materialized (
    select d.*, r.previous_id, r.at as cut_at
    from deployed d
    left join metrics.counted_release(delivery.size, delivery.services) r on r.version_id = d.version_id
  ), next as materialized (
    select n.service_id, n.version_id, n.root_at, n.root, n.is_first, n.is_asked
    from (
      select c.service_id, c.previous_id as version_id, c.root_at, c.root, c.is_first, c.is_asked
      from cut c
      where c.previous_id is not null
      union all
      select d.service_id, v.id, d.root_at, d.root, d.is_first, d.is_asked
      from metrics.version v
      join deployed d on d.version_id = v.base_id
      where v.base_id is not null
    ) n
    left join own o on o.version_id = n.version_id
    where (o.version_id is null or (o.finished_at, o.sequence) > (n.root_at, n.root))
      -- The rest always holds. The planner takes it to hold for few, which it should: nearly every version names one that
      -- went out before. Otherwise it makes room for billions of steps.
      and n.root_at >= delivery.since and n.root_at < delivery.until and n.root >= 0 and n.root < delivery.size
  ), behind as (
    -- from each of them back, release by release, until one that was deployed before
    select n.*
    from next n
    cross join lateral metrics.version_cut(delivery.size, n.version_id) c
    left join lateral metrics.version_success(delivery.size, n.version_id, delivery.environment) s on true
    where coalesce(c.cut_at <= n.root_at, true)
      and coalesce((s.finished_at, s.sequence) >= (n.root_at, n.root), true)
    union
    select b.service_id, r.version_id, b.root_at, b.root, b.is_first, b.is_asked
    from behind b
    cross join lateral metrics.version_behind(delivery.size, b.version_id) r
    cross join lateral metrics.version_cut(delivery.size, r.version_id) c
    left join lateral metrics.version_success(delivery.size, r.version_id, delivery.environment) s on true
    where coalesce(c.cut_at <= b.root_at, true)
      and coalesce((s.finished_at, s.sequence) >= (b.root_at, b.root), true)
  ), reached as materialized (
    select d.* from deployed d where d.version_id not in (select b.version_id from behind b)
    union all
    (
      select distinct on (w.version_id) w.*
      from (
        select b.service_id, b.version_id, b.root_at, b.root, b.is_first, b.is_asked from behind b
        union all
        select d.* from deployed d where d.version_id in (select b.version_id from behind b)
      ) w
      order by w.version_id, w.root_at, w.root
    )
  ), doubtful_commit as materialized (
    select d.commit_hash
    from metrics.doubtful_commit(delivery.size, delivery.services, array(select w.version_id from reached w)) d
  ), belonging as materialized (
    select b.*
    from metrics.belonging(delivery.size, delivery.services, array(select d.commit_hash from doubtful_commit d)) b
    where b.version_id is not null
  ), doubtful as materialized (
    select
      b.sequence, b.service_id, b.commit, b.authored_at, b.merged_at, w.root_at, w.root, w.is_first, w.is_asked
    from belonging b
    join reached w using (version_id)
  ), sibling as materialized (
    select distinct b.service_id, b.commit, b.version_id
    from belonging b
    where (b.service_id, b.commit) in (select d.service_id, d.commit from doubtful d)
  ), ahead as (
    -- The releases ahead of those reached, until one that went out before the period: did it carry them? It carried
    -- none that was cut later, nor what lies behind that.
    select a.version_id, s.finished_at as first_at, a.is_cut
    from (
      select c.version_id, true as is_cut
      from cut c
      where coalesce(c.cut_at < delivery.since, true)
        -- this always holds: see above
        and c.root_at >= delivery.since and c.root_at < delivery.until and c.root >= 0 and c.root < delivery.size
      union
      select b.version_id, true
      from behind b
      cross join lateral metrics.version_cut(delivery.size, b.version_id) c
      where coalesce(c.cut_at < delivery.since, true)
      union
      select s.version_id, coalesce(c.cut_at < delivery.since, true)
      from (select distinct s.version_id from sibling s) s
      cross join lateral metrics.version_cut(delivery.size, s.version_id) c
    ) a
    left join lateral metrics.version_success(delivery.size, a.version_id, delivery.environment) s on true
    where delivery.since > metrics.instant('-infinity')
    union
    select n.version_id, s.finished_at, coalesce(c.cut_at < delivery.since, true)
    from ahead a
    cross join lateral metrics.version_ahead(delivery.size, a.version_id) n
    cross join lateral metrics.version_cut(delivery.size, n.version_id) c
    left join lateral metrics.version_success(delivery.size, n.version_id, delivery.environment) s on true
    where a.is_cut and coalesce(a.first_at >= delivery.since, true)
  ), before as (
    select a.version_id, a.first_at
    from ahead a
    -- the first half always holds: see above
    where a.first_at >= metrics.instant('-infinity') and a.first_at < delivery.since
    union
    select r.version_id, b.first_at
    from before b
    cross join lateral metrics.version_behind(delivery.size, b.version_id) r
    join ahead a on a.version_id = r.version_id
    cross join lateral metrics.version_cut(delivery.size, r.version_id) c
    left join lateral metrics.version_success(delivery.size, r.version_id, delivery.environment) s on true
    where coalesce(c.cut_at <= b.first_at, true) and coalesce(s.finished_at >= b.first_at, true)
      and b.first_at >= metrics.instant('-infinity') and b.first_at < delivery.since
  ), carried as materialized (
    -- each once: the planner takes them to be few then, as they are, and looks them up in a hash
    select distinct b.version_id from before b
  )
  select c.sequence, w.root, c.authored_at, c.merged_at, w.root_at, w.is_first
  from reached w
  join metrics.counted_change(delivery.size, delivery.services) c on c.version_id = w.version_id
  -- said so that the planner takes these to hold for nearly all, and reads all changes at once where most are wanted
  where (delivery.label is null or w.is_asked)
    and not exists (select from carried b where b.version_id = w.version_id)
    and c.commit_hash not in (select d.commit_hash from doubtful_commit d)
  union all
  select c.sequence, c.root, c.authored_at, c.merged_at, c.root_at, c.is_first
  from (
    select distinct on (d.service_id, d.commit) d.*
    from doubtful d
    where not exists (
      select
      from sibling s join carried b on b.version_id = s.version_id
      where s.service_id = d.service_id and s.commit = d.commit
    )
    order by d.service_id, d.commit, d.root_at, d.root, d.sequence
  ) c
  where c.is_asked
$$;

-- The same commits with what they are called.
--   clock       authored or merged: from when the time is counted
--   standing    counted; first (it went out with the service's first deployment); unknown (its record does not say when
--               it was authored or merged); negative (that was after it went out)
create function metrics.lead_time(
  size bigint, services text[], label text, environment text, since timestamptz, until timestamptz, clock text
)
returns table (
  service text, commit text, version text, sequence bigint, clock_at timestamptz,
  deployment text, deployed_version text, delivered_at timestamptz, standing text
)
language plpgsql stable parallel safe
-- as for metrics.process_figures
set plan_cache_mode = force_custom_plan set jit = off set random_page_cost = 1.1 set work_mem = '512MB'
set enable_sort = off set enable_mergejoin = off set enable_memoize = off set max_parallel_workers_per_gather = 0
as $$
#variable_conflict use_column
declare
  service_ids integer[] := metrics.service_ids(lead_time.services);
  label_id integer := metrics.word_id(lead_time.label);
  environment_id integer := metrics.word_id(lead_time.environment);
  first bigint := metrics.instant(lead_time.since);
  last bigint := metrics.instant(lead_time.until);
begin
  return query
  select
    c.service, c.commit, c.version, c.sequence, metrics.timestamp(k.clock_at), r.deployment, r.version,
    metrics.timestamp(d.delivered_at),
    case
      when d.is_first then 'first'
      when k.clock_at is null then 'unknown'
      when k.clock_at > d.delivered_at then 'negative'
      else 'counted'
    end
  from metrics.delivery(lead_time.size, service_ids, label_id, environment_id, first, last) d
  join ledger.change_record c using (sequence)
  join ledger.deployment_record r on r.sequence = d.root
  cross join lateral (
    select case lead_time.clock when 'authored' then d.authored_at when 'merged' then d.merged_at end as clock_at
  ) k;
end $$;
