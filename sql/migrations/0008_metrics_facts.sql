-- Deployments, rollbacks and incidents of a period, each with its cause, its consequence and its restoration.

-- The service of a deployment's id, to ask about this one only: what is superseded is looked up then, not put into a hash.
create function metrics.service_of(deployment integer) returns integer[]
language sql stable parallel safe as $$
  select array(select n.service_id from metrics.deployment_name n where n.id = service_of.deployment)
$$;

-- The version that a deployment named by an incident or a rollback was of, and null where none is on record; of several,
-- the last by name.
create function metrics.named_version(size bigint, environment integer, deployment integer) returns integer
language sql stable parallel safe as $$
  select r.version_id
  from metrics.counted_deployment(
    named_version.size, metrics.service_of(named_version.deployment), named_version.environment
  ) r
  join metrics.version v on v.id = r.version_id
  where r.deployment_id = named_version.deployment
  order by v.name desc
  limit 1
$$;

-- When a deployment that an incident names as its fix first succeeded, of whatever version.
create function metrics.first_finish(size bigint, environment integer, deployment integer) returns bigint
language sql stable parallel safe as $$
  select min(f.finished_at)
  from (
    select min(r.at) filter (where r.status = 1) as finished_at
    from metrics.counted_deployment(
      first_finish.size, metrics.service_of(first_finish.deployment), first_finish.environment
    ) r
    where r.deployment_id = first_finish.deployment
    group by r.version_id
    having (max(r.at * 4 + r.status) filter (where r.status > 0)) & 3 = 1
  ) f
$$;

-- One row a hotfix, with the version that it mends, if one is named.
create function metrics.hotfix_release(size bigint, services integer[])
returns table (version_id integer, previous_id integer)
language sql stable parallel safe as $$
  select
    h.version_id,
    -- of several, the last by name
    case when h.one = h.other then h.one else (
      select p.id
      from metrics.counted_release(hotfix_release.size, hotfix_release.services) r
      join metrics.version p on p.id = r.previous_id
      where r.version_id = h.version_id and r.is_hotfix
      order by p.name desc
      limit 1
    ) end
  from (
    select r.version_id, min(r.previous_id) as one, max(r.previous_id) as other
    from metrics.counted_release(hotfix_release.size, hotfix_release.services) r
    where r.is_hotfix
    group by r.version_id
  ) h
$$;

-- One row a rollback of which a record was told at or after since, from all its records.
--   start_known   it was told of, detected or decided before it was over
create function metrics.told_rollback(size bigint, services integer[], environment integer, since bigint)
returns table (
  service_id integer, rollback_id integer, sequence bigint, undone_id integer, restoring_id integer, from_id integer,
  to_id integer, succeeded boolean, failed boolean, detected_at bigint, started_at bigint, start_known boolean,
  finished_at bigint, last_at bigint
)
language sql stable parallel safe as $$
  select
    r.service_id, r.rollback_id,
    min(r.sequence) as sequence,
    -- where records differ, the last by name
    (array_agg(r.undone_id order by u.name desc) filter (where r.undone_id is not null))[1] as undone_id,
    (array_agg(r.restoring_id order by d.name desc) filter (where r.restoring_id is not null))[1] as restoring_id,
    (array_agg(r.from_id order by f.name desc))[1] as from_id,
    (array_agg(r.to_id order by t.name desc))[1] as to_id,
    bool_or(r.status = 1) as succeeded,
    bool_or(r.status = 3) as failed,
    min(r.detected_at) as detected_at,
    min(least(r.at, r.detected_at, r.decided_at)) as started_at,
    bool_or(r.status <> 1 or coalesce(least(r.detected_at, r.decided_at) <= r.at, false)) as start_known,
    min(coalesce(r.executed_at, r.at)) filter (where r.status = 1) as finished_at,
    max(r.at) as last_at
  from metrics.counted_rollback(told_rollback.size, told_rollback.services, told_rollback.environment) r
  join metrics.version f on f.id = r.from_id
  join metrics.version t on t.id = r.to_id
  left join metrics.deployment_name u on u.id = r.undone_id
  left join metrics.deployment_name d on d.id = r.restoring_id
  where r.rollback_id in (
    select c.rollback_id
    from metrics.counted_rollback(told_rollback.size, told_rollback.services, told_rollback.environment) c
    where c.at >= told_rollback.since
  )
  group by r.service_id, r.rollback_id
$$;

-- One row an incident of which a record was told at or after since, from all its records.
--   detected_at   else its first record; of use where states_start says that a record states when it started
--   start_known   its start is stated, or its first record told of it while it lasted
--   fixed_at      when a deployment that it names as its fix first succeeded, of one that is never declared resolved
create function metrics.told_incident(size bigint, services integer[], environment integer, since bigint)
returns table (
  service_id integer, incident_id integer, sequence bigint, severity text, caused_by_id integer,
  fixed_by integer[], started_at bigint, states_start boolean, start_known boolean, detected_at bigint,
  resolved_at bigint, fixed_at bigint, impact_percent double precision, last_at bigint
)
language sql stable parallel safe as $$
  with told as materialized (
    select r.*
    from metrics.counted_incident(told_incident.size, told_incident.services, told_incident.environment) r
    where r.incident_id in (
      select c.incident_id
      from metrics.counted_incident(told_incident.size, told_incident.services, told_incident.environment) c
      where c.at >= told_incident.since
    )
  ), opened as (
    select r.incident_id, max(r.at) as last_at from told r where r.status = 0 group by r.incident_id
  ), incident as materialized (
    select
      min(r.service_id) as service_id, r.incident_id,
      min(r.sequence) as sequence,
      (array_agg(r.severity order by r.at desc, r.sequence desc))[1] as severity,
      (array_agg(r.caused_by_id order by r.at desc, r.sequence desc)
        filter (where r.caused_by_id is not null))[1] as caused_by_id,
      array_agg(r.fixed_by_id) filter (where r.fixed_by_id is not null) as fixed_by,
      least(
        (array_agg(r.started_at order by r.at desc, r.sequence desc) filter (where r.started_at is not null))[1],
        min(r.at)
      ) as started_at,
      bool_or(r.started_at is not null) as states_start,
      coalesce(
        (array_agg(r.started_at order by r.at desc, r.sequence desc) filter (where r.started_at is not null))[1]
          <= min(r.at),
        false
      ) or coalesce(min(r.at) filter (where r.status <> 1) = min(r.at), false) as start_known,
      coalesce(
        (array_agg(r.detected_at order by r.at desc, r.sequence desc) filter (where r.detected_at is not null))[1],
        min(r.at)
      ) as detected_at,
      min(r.at) filter (where r.status = 1 and (o.last_at is null or r.at >= o.last_at)) as resolved_at,
      max(r.impact_percent) as impact_percent,
      max(r.at) as last_at
    from told r
    left join opened o using (incident_id)
    group by r.incident_id
  )
  select
    i.service_id, i.incident_id, i.sequence, i.severity, i.caused_by_id, i.fixed_by, i.started_at, i.states_start, i.start_known, i.detected_at, i.resolved_at,
    case when i.resolved_at is null and i.fixed_by is not null then (
      select min(metrics.first_finish(told_incident.size, told_incident.environment, by.deployment_id))
      from unnest(i.fixed_by) as by (deployment_id)
    ) end,
    i.impact_percent, i.last_at
  from incident i
$$;

-- The facts of [since, until): deployments by when they finished, rollbacks and incidents by when they started.
--   label          only deployments of releases with this label, and what they caused; null: all
--   attribution    how long after a deployment an incident or a hotfix that names no cause is still laid to it
-- Columns that need a word:
--   kind           1 deployment, 2 incident, 3 rollback
--   name_id        the deployment's, incident's or rollback's
--   role           of a deployment: 1 change, 2 restoring (carries out a rollback), 3 ended (it did not succeed)
--   outcome        of a deployment and a rollback: 0 started, 1 succeeded, 2 cancelled, 3 failed; of an incident: 0 open,
--                  1 resolved, 2 fixed
--   start_known    of an incident or a rollback: started_at is when it started, not when it was first told of
--   unplanned      of a deployment: made because of an incident, or a hotfix, or a rollback
--   cause_id       of an incident or a rollback: the deployment that it is laid to; cause_version_id its version, null
--                  when no such deployment is on record
--   had_incident   of a deployment: an incident is laid to it; rolled_back: a rollback undid it
--   failed_by      of a deployment: 1 incident, 2 rollback or 3 hotfix, the first that applies; null when it held
--   inferred       the failure or the cause was inferred, not stated
--   restored_at    when users were well again
create function metrics.noted_fact(
  size bigint, services integer[], label integer, environment integer, since bigint, until bigint, attribution bigint
)
returns table (
  kind integer, service_id integer, name_id integer, version_id integer, sequence bigint, role integer,
  outcome integer, started_at bigint, finished_at bigint, detected_at bigint, unplanned boolean, hotfix boolean,
  had_incident boolean, rolled_back boolean, cause_id integer, cause_version_id integer, failed_by integer,
  inferred boolean, restored_at bigint, severity text, impact_percent double precision, start_known boolean
)
language sql stable parallel safe as $$
  with ended as materialized (
    select d.*
    from metrics.ended(
      noted_fact.size, noted_fact.services, noted_fact.environment,
      noted_fact.since - noted_fact.attribution, noted_fact.until + noted_fact.attribution
    ) d
  ), hotfix_release as materialized (
    select h.* from metrics.hotfix_release(noted_fact.size, noted_fact.services) h
  ), rollback as materialized (
    select r.*
    from metrics.told_rollback(
      noted_fact.size, noted_fact.services, noted_fact.environment, noted_fact.since - 2 * noted_fact.attribution
    ) r
  ), incident as materialized (
    select i.*
    from metrics.told_incident(
      noted_fact.size, noted_fact.services, noted_fact.environment, noted_fact.since - noted_fact.attribution
    ) i
  ), restoring as materialized (
    select d.deployment_id, d.version_id
    from rollback r join ended d on d.deployment_id = r.restoring_id
    where d.finished_at - r.last_at <= noted_fact.attribution
    union
    select d.deployment_id, d.version_id
    from rollback r join ended d on d.version_id = r.to_id
    where r.restoring_id is null and d.finished_at between r.started_at and r.finished_at
      and d.finished_at - r.last_at <= noted_fact.attribution
  ), moment as materialized (
    -- The changes of each service in order, and among them the incidents that state no cause: each has as its position
    -- how many changes the service had seen by then.
    select
      m.*,
      count(m.deployment_id) over (
        partition by m.service_id order by m.at, m.incident_id is not null, m.sequence rows unbounded preceding
      ) as position
    from (
      select
        d.service_id, d.deployment_id, d.version_id, null::integer as incident_id, d.finished_at as at, d.sequence,
        d.incident_id as mends
      from ended d
      -- said this way round, the planner expects nearly all of them
      where d.outcome not in (2, 3) and (d.deployment_id, d.version_id) not in (select r.* from restoring r)
      union all
      select i.service_id, null, null, i.incident_id, i.started_at, i.sequence, null
      from incident i
      where i.caused_by_id is null
    ) m
  ), incident_cause as materialized (
    select i.incident_id, d.deployment_id, d.version_id, false as inferred
    from incident i
    join ended d on d.deployment_id = i.caused_by_id
    where d.finished_at - i.last_at <= noted_fact.attribution
    union all
    select i.incident_id, c.deployment_id, c.version_id, true
    from moment i
    join moment c on c.service_id = i.service_id and c.position = i.position
    where i.incident_id is not null and c.deployment_id is not null and i.at - c.at <= noted_fact.attribution
  ), rollback_cause as materialized (
    select r.rollback_id, d.deployment_id, d.version_id, false as inferred
    from rollback r
    join ended d on d.deployment_id = r.undone_id
    where d.finished_at - r.last_at <= noted_fact.attribution
    union all
    (
      select distinct on (r.rollback_id) r.rollback_id, c.deployment_id, c.version_id, true
      from rollback r
      join moment c on c.version_id = r.from_id
      where r.undone_id is null and c.at <= r.started_at and r.started_at - c.at <= noted_fact.attribution
      order by r.rollback_id, c.position desc
    )
  ), mended as materialized (
    -- changes that mend an incident that is on record
    select d.deployment_id, d.version_id
    from moment d join incident i on i.incident_id = d.mends
    where d.at - i.last_at <= noted_fact.attribution
    union
    select d.deployment_id, d.version_id
    from (
      select i.last_at, unnest(i.fixed_by) as deployment_id from incident i where i.fixed_by is not null
    ) i
    join moment d on d.deployment_id = i.deployment_id
    where d.at - i.last_at <= noted_fact.attribution
  ), hotfix as materialized (
    -- those that mend no incident on record: held against the change that their release mends
    select c.*, r.previous_id
    from moment c
    join hotfix_release r using (version_id)
    where (c.deployment_id, c.version_id) not in (select m.* from mended m)
  ), hotfix_cause as materialized (
    select distinct on (h.service_id, h.position)
      h.at as restored_at, c.deployment_id, c.version_id, false as inferred
    from hotfix h
    join moment c on c.version_id = h.previous_id and c.position < h.position
    where h.at - c.at <= noted_fact.attribution
    order by h.service_id, h.position, c.position desc
  ), hotfix_inferred as materialized (
    select h.at as restored_at, c.deployment_id, c.version_id, true as inferred
    from hotfix h
    join moment c on c.service_id = h.service_id and c.position = h.position - 1
    where h.previous_id is null and c.deployment_id is not null and h.at - c.at <= noted_fact.attribution
  ), failure as materialized (
    select
      f.deployment_id, f.version_id,
      min(f.rank) as rank,
      bool_and(f.inferred) as inferred,
      bool_or(f.rank = 1) as had_incident,
      bool_or(f.rank = 2) as rolled_back,
      case
        when count(*) filter (where f.rank = 1) = 0 then min(f.restored_at)
        when bool_and(f.restored_at is not null) filter (where f.rank = 1)
          then max(f.restored_at) filter (where f.rank = 1)
      end as restored_at
    from (
      select c.deployment_id, c.version_id, 1 as rank, c.inferred, coalesce(i.resolved_at, i.fixed_at) as restored_at
      from incident_cause c
      join incident i using (incident_id)
      union all
      select c.deployment_id, c.version_id, 2, c.inferred, r.finished_at
      from rollback_cause c join rollback r using (rollback_id)
      union all
      select c.deployment_id, c.version_id, 3, c.inferred, c.restored_at from hotfix_cause c
      union all
      select c.deployment_id, c.version_id, 3, c.inferred, c.restored_at from hotfix_inferred c
    ) f
    where (f.deployment_id, f.version_id) not in (select r.* from restoring r)
    group by f.deployment_id, f.version_id
  ), mark as materialized (
    -- what is to be said of a few of the deployments
    select
      m.deployment_id, m.version_id, bool_or(m.restores) as restores, bool_or(m.mends) as mends,
      max(m.rank) as rank, bool_or(m.inferred) as inferred, coalesce(bool_or(m.rank_1), false) as had_incident,
      coalesce(bool_or(m.rank_2), false) as rolled_back, max(m.restored_at) as restored_at
    from (
      select r.deployment_id, r.version_id, true, false, null::integer, null::boolean, null::boolean, null::boolean, null::bigint
      from restoring r
      union all
      select m.deployment_id, m.version_id, false, true, null, null, null, null, null from mended m
      union all
      select f.deployment_id, f.version_id, false, false, f.rank, f.inferred, f.had_incident, f.rolled_back, f.restored_at
      from failure f
    ) m (deployment_id, version_id, restores, mends, rank, inferred, rank_1, rank_2, restored_at)
    group by m.deployment_id, m.version_id
  ), labelled as (
    select l.version_id
    from metrics.counted_label(noted_fact.size, noted_fact.services) l
    where l.label_id = noted_fact.label
  )
  select
    1, d.service_id, d.deployment_id, d.version_id, d.sequence,
    case when d.outcome <> 1 then 3 when m.restores then 2 else 1 end,
    d.outcome, d.started_at, d.finished_at, null::bigint,
    d.outcome = 1 and (
      coalesce(m.restores or m.mends, false) or d.incident_id is not null or h.version_id is not null
    ),
    h.version_id is not null, coalesce(m.had_incident, false), coalesce(m.rolled_back, false),
    null::integer, null::integer, m.rank, m.inferred, m.restored_at, null, null::double precision,
    null::boolean
  from ended d
  left join mark m on m.deployment_id = d.deployment_id and m.version_id = d.version_id
  left join hotfix_release h on h.version_id = d.version_id
  where case when d.finished_at >= noted_fact.since and d.finished_at < noted_fact.until then true else false end
    and (noted_fact.label is null or d.version_id in (select l.version_id from labelled l))
  union all
  select
    2, i.service_id, i.incident_id, null, i.sequence, null,
    case when i.resolved_at is not null then 1 when i.fixed_at is not null then 2 else 0 end,
    i.started_at, coalesce(i.resolved_at, i.fixed_at),
    case when i.states_start then i.detected_at end,
    null, null, null, null, coalesce(i.caused_by_id, c.deployment_id), v.version_id, null,
    case when i.caused_by_id is not null then false else c.inferred end, coalesce(i.resolved_at, i.fixed_at),
    i.severity, i.impact_percent, i.start_known
  from incident i
  left join incident_cause c on c.incident_id = i.incident_id and c.inferred
  cross join lateral (
    select case
      when i.caused_by_id is null then c.version_id
      else metrics.named_version(noted_fact.size, noted_fact.environment, i.caused_by_id)
    end
  ) v (version_id)
  where i.started_at >= noted_fact.since and i.started_at < noted_fact.until
    and (noted_fact.label is null or v.version_id in (select l.version_id from labelled l))
  union all
  select
    3, r.service_id, r.rollback_id, r.from_id, r.sequence, null,
    case when r.succeeded then 1 when r.failed then 3 else 0 end,
    r.started_at, r.finished_at, r.detected_at,
    null, null, null, null, coalesce(r.undone_id, c.deployment_id), v.version_id, null,
    case when r.undone_id is not null then false else c.inferred end, r.finished_at, null, null,
    r.start_known
  from rollback r
  left join rollback_cause c on c.rollback_id = r.rollback_id and c.inferred
  cross join lateral (
    select case
      when r.undone_id is null then c.version_id
      else metrics.named_version(noted_fact.size, noted_fact.environment, r.undone_id)
    end
  ) v (version_id)
  where r.started_at >= noted_fact.since and r.started_at < noted_fact.until
    and (noted_fact.label is null or v.version_id in (select l.version_id from labelled l))
$$;

-- The same with the names of what they are about.
create function metrics.fact(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, attribution interval
)
returns table (
  kind text, service text, name text, version text, sequence bigint, role text, outcome text, started_at timestamptz,
  finished_at timestamptz, detected_at timestamptz, unplanned boolean, hotfix boolean,
  had_incident boolean, rolled_back boolean, cause text, cause_version text, failed_by text, inferred boolean,
  restored_at timestamptz, severity text, impact_percent double precision, start_known boolean
)
language plpgsql stable parallel safe
-- as for metrics.process_figures
set plan_cache_mode = force_custom_plan set jit = off set random_page_cost = 1.1 set work_mem = '512MB'
set enable_sort = off set enable_mergejoin = off set enable_memoize = off set max_parallel_workers_per_gather = 0
as $$
#variable_conflict use_column
declare
  service_ids integer[] := metrics.service_ids(fact.services);
  label_id integer := metrics.word_id(fact.label);
  environment_id integer := metrics.word_id(fact.environment);
  first bigint := metrics.instant(fact.since);
  last bigint := metrics.instant(fact.until);
  attribution_us bigint := metrics.microseconds(fact.attribution);
begin
  return query
  select
    (array['deployment', 'incident', 'rollback'])[f.kind], s.name::text, coalesce(d.name, i.name, r.name)::text,
    v.name::text, f.sequence, (array['change', 'restoring', 'ended'])[f.role],
    case f.kind
      when 2 then (array['open', 'resolved', 'fixed'])[f.outcome + 1]
      else (array['started', 'succeeded', 'cancelled', 'failed'])[f.outcome + 1]
    end,
    metrics.timestamp(f.started_at), metrics.timestamp(f.finished_at), metrics.timestamp(f.detected_at),
    f.unplanned, f.hotfix, f.had_incident, f.rolled_back, c.name::text, w.name::text,
    (array['incident', 'rollback', 'hotfix'])[f.failed_by], f.inferred, metrics.timestamp(f.restored_at),
    f.severity, f.impact_percent, f.start_known
  from metrics.noted_fact(fact.size, service_ids, label_id, environment_id, first, last, attribution_us) f
  join metrics.service s on s.id = f.service_id
  left join metrics.deployment_name d on f.kind = 1 and d.id = f.name_id
  left join metrics.incident_name i on f.kind = 2 and i.id = f.name_id
  left join metrics.rollback_name r on f.kind = 3 and r.id = f.name_id
  left join metrics.version v on v.id = f.version_id
  left join metrics.deployment_name c on c.id = f.cause_id
  left join metrics.version w on w.id = f.cause_version_id;
end $$;
