-- Deployments, rollbacks and incidents of a period, each with its cause, its consequence and its restoration.

-- The facts of [since, until): deployments by when they finished, rollbacks and incidents by when they started.
--   label          only deployments of releases with this label, and what they caused; null: all
--   attribution    how long after a deployment an incident or a hotfix that names no cause is still laid to it; give it
--                  in hours, since the length of a day depends on the session's time zone
-- Columns that need a word:
--   role           of a deployment: change, restoring (carries out a rollback), or ended (it did not succeed)
--   unplanned      of a deployment: made because of an incident, or a hotfix, or a rollback
--   cause          of an incident or a rollback: the deployment that it is laid to; cause_version its version, null when
--                  no such deployment is on record
--   had_incident   of a deployment: an incident is laid to it; rolled_back: a rollback undid it
--   failed_by      of a deployment: incident, rollback or hotfix, the first of them that applies; null when it held
--   inferred       the failure or the cause was inferred, not stated
--   restored_at    when users were well again
create function metrics.fact(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, attribution interval
)
returns table (
  kind text, service text, name text, version text, sequence bigint, role text, outcome text, started_at timestamptz,
  finished_at timestamptz, detected_at timestamptz, unplanned boolean, hotfix boolean,
  had_incident boolean, rolled_back boolean, cause text, cause_version text, failed_by text, inferred boolean, restored_at timestamptz,
  severity text, impact_percent double precision
)
language sql stable parallel safe as $$
  with ended as materialized (
    select d.*
    from metrics.deployment(
      fact.size, fact.services, fact.environment, fact.since - fact.attribution, fact.until + fact.attribution
    ) d
  ), hotfix_release as materialized (
    select r.service, r.version, max(r.previous_version) as previous_version
    from metrics.release_record(fact.size, fact.services) r
    where r.type = 'hotfix'
    group by r.service, r.version
  ), rollback as materialized (
    select
      r.service,
      coalesce(r.rollback, 'deployment ' || r.deployment, 'record ' || r.sequence) as name,
      min(r.sequence) as sequence,
      max(r.deployment) as undone,
      max(r.restoring_deployment) as restoring,
      max(r."from") as left_version,
      max(r."to") as restored_version,
      bool_or(r.status = 'succeeded') as succeeded,
      bool_or(r.status = 'failed') as failed,
      min(r.detected_at) as detected_at,
      min(least(r.effective_at, r.detected_at, r.decided_at)) as started_at,
      min(coalesce(r.executed_at, r.effective_at)) filter (where r.status = 'succeeded') as finished_at,
      max(r.effective_at) as last_at
    from metrics.rollback_record(fact.size, fact.services, fact.environment) r
    where (r.service, coalesce(r.rollback, 'deployment ' || r.deployment, 'record ' || r.sequence)) in (
      select c.service, coalesce(c.rollback, 'deployment ' || c.deployment, 'record ' || c.sequence)
      from metrics.rollback_record(fact.size, fact.services, fact.environment) c
      where c.effective_at >= fact.since - 2 * fact.attribution
    )
    group by 1, 2
  ), told as materialized (
    select r.*
    from metrics.incident_record(fact.size, fact.services, fact.environment) r
    where (r.service, r.incident) in (
      select c.service, c.incident
      from metrics.incident_record(fact.size, fact.services, fact.environment) c
      where c.effective_at >= fact.since - fact.attribution
    )
  ), opened as (
    select r.service, r.incident, max(r.effective_at) as last_at from told r where r.status = 'open' group by 1, 2
  ), incident as materialized (
    select
      r.service, r.incident,
      min(r.sequence) as sequence,
      (array_agg(r.severity order by r.effective_at desc, r.sequence desc))[1] as severity,
      (array_agg(r.caused_by order by r.effective_at desc, r.sequence desc)
        filter (where r.caused_by is not null))[1] as caused_by,
      array_agg(r.fixed_by) filter (where r.fixed_by is not null) as fixed_by,
      least(
        (array_agg(r.started_at order by r.effective_at desc, r.sequence desc)
          filter (where r.started_at is not null))[1],
        min(r.effective_at)
      ) as started_at,
      coalesce(bool_or(r.started_at is not null), false) as states_start,
      coalesce(
        (array_agg(r.detected_at order by r.effective_at desc, r.sequence desc)
          filter (where r.detected_at is not null))[1],
        min(r.effective_at)
      ) as detected_at,
      min(r.effective_at) filter (
        where r.status = 'resolved' and r.effective_at >= coalesce(o.last_at, '-infinity')
      ) as resolved_at,
      max(r.customer_impact_percent) as impact_percent,
      max(r.effective_at) as last_at
    from told r
    left join opened o using (service, incident)
    group by r.service, r.incident
  ), fixed as materialized (
    -- incidents that were never declared resolved, but name a deployment that mended them
    select i.service, i.incident, min(f.finished_at) as finished_at
    from incident i
    cross join lateral unnest(i.fixed_by) as by (deployment)
    cross join lateral (
      select min(r.effective_at) filter (where r.status = 'succeeded') as finished_at
      from metrics.deployment_record(fact.size, fact.services, fact.environment) r
      where r.service = i.service and r.deployment = by.deployment
      group by r.version
      having max(r.effective_at) filter (where r.status = 'succeeded')
        > coalesce(max(r.effective_at) filter (where r.status in ('failed', 'cancelled')), '-infinity')
    ) f
    where i.resolved_at is null
    group by i.service, i.incident
  ), restoring as materialized (
    select r.service, d.deployment, d.version
    from rollback r join ended d on d.service = r.service and d.deployment = r.restoring
    where d.finished_at - r.last_at <= fact.attribution
    union
    select r.service, d.deployment, d.version
    from rollback r join ended d on d.service = r.service and d.version = r.restored_version
    where r.restoring is null and d.finished_at between r.started_at and r.finished_at
      and d.finished_at - r.last_at <= fact.attribution
  ), moment as materialized (
    -- The changes of each service in order, and among them the incidents that state no cause: each has as its position
    -- how many changes the service had seen by then. Sorted by bytes, which is faster than by words.
    select
      m.*,
      count(m.deployment) over (
        partition by m.service collate "C" order by m.at, m.incident is not null, m.sequence rows unbounded preceding
      ) as position
    from (
      select d.service, d.deployment, d.version, null::text as incident, d.finished_at as at, d.sequence, d.incident as mends
      from ended d
      -- said this way round, the planner expects nearly all of them
      where d.outcome not in ('failed', 'cancelled')
        and not exists (
          select from restoring r
          where r.service = d.service and r.deployment = d.deployment and r.version = d.version
        )
      union all
      select i.service, null, null, i.incident, i.started_at, i.sequence, null from incident i where i.caused_by is null
    ) m
  ), incident_cause as materialized (
    select i.service, i.incident, d.deployment, d.version, false as inferred
    from incident i
    join ended d on d.service = i.service and d.deployment = i.caused_by
    where d.finished_at - i.last_at <= fact.attribution
    union all
    select i.service, i.incident, c.deployment, c.version, true
    from moment i
    join moment c on c.service = i.service and c.position = i.position
    where i.incident is not null and c.deployment is not null and i.at - c.at <= fact.attribution
  ), rollback_cause as materialized (
    select r.service, r.name, d.deployment, d.version, false as inferred
    from rollback r
    join ended d on d.service = r.service and d.deployment = r.undone
    where d.finished_at - r.last_at <= fact.attribution
    union all
    (
      select distinct on (r.service, r.name) r.service, r.name, c.deployment, c.version, true
      from rollback r
      join moment c on c.service = r.service and c.version = r.left_version
      where r.undone is null and c.at <= r.started_at and r.started_at - c.at <= fact.attribution
      order by r.service, r.name, c.position desc
    )
  ), mended as materialized (
    -- changes that mend an incident that is on record
    select d.service, d.deployment, d.version
    from moment d join incident i on i.service = d.service and i.incident = d.mends
    where d.at - i.last_at <= fact.attribution
    union
    select d.service, d.deployment, d.version
    from (
      select i.service, i.last_at, unnest(i.fixed_by) as deployment from incident i where i.fixed_by is not null
    ) i
    join moment d on d.service = i.service and d.deployment = i.deployment
    where d.at - i.last_at <= fact.attribution
  ), hotfix as materialized (
    -- those that mend no incident on record: held against the change that their release mends
    select c.*, r.previous_version
    from moment c
    join hotfix_release r using (service, version)
    where not exists (
      select from mended m
      where m.service = c.service and m.deployment = c.deployment and m.version = c.version
    )
  ), hotfix_cause as materialized (
    select distinct on (h.service, h.position)
      h.service, h.at as restored_at, c.deployment, c.version, false as inferred
    from hotfix h
    join moment c on c.service = h.service and c.version = h.previous_version and c.position < h.position
    where h.at - c.at <= fact.attribution
    order by h.service, h.position, c.position desc
  ), hotfix_inferred as materialized (
    select h.service, h.at as restored_at, c.deployment, c.version, true as inferred
    from hotfix h
    join moment c on c.service = h.service and c.position = h.position - 1
    where h.previous_version is null and c.deployment is not null and h.at - c.at <= fact.attribution
  ), failure as materialized (
    select
      f.service, f.deployment, f.version,
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
      select c.service, c.deployment, c.version, 1 as rank, c.inferred, coalesce(i.resolved_at, x.finished_at) as restored_at
      from incident_cause c
      join incident i using (service, incident)
      left join fixed x using (service, incident)
      union all
      select c.service, c.deployment, c.version, 2, c.inferred, r.finished_at
      from rollback_cause c join rollback r using (service, name)
      union all
      select c.service, c.deployment, c.version, 3, c.inferred, c.restored_at
      from hotfix_cause c
      union all
      select c.service, c.deployment, c.version, 3, c.inferred, c.restored_at
      from hotfix_inferred c
    ) f
    where not exists (
      select from restoring r
      where r.service = f.service and r.deployment = f.deployment and r.version = f.version
    )
    group by f.service, f.deployment, f.version
  ), mark as materialized (
    -- what is to be said of a few of the deployments
    select
      m.service, m.deployment, m.version, bool_or(m.restores) as restores, bool_or(m.mends) as mends,
      max(m.rank) as rank, bool_or(m.inferred) as inferred, coalesce(bool_or(m.rank_1), false) as had_incident,
      coalesce(bool_or(m.rank_2), false) as rolled_back, max(m.restored_at) as restored_at
    from (
      select r.service, r.deployment, r.version, true, false, null::integer, null::boolean, null::boolean, null::boolean, null::timestamptz
      from restoring r
      union all
      select m.service, m.deployment, m.version, false, true, null, null, null, null, null from mended m
      union all
      select f.service, f.deployment, f.version, false, false, f.rank, f.inferred, f.had_incident, f.rolled_back, f.restored_at
      from failure f
    ) m (service, deployment, version, restores, mends, rank, inferred, rank_1, rank_2, restored_at)
    group by m.service, m.deployment, m.version
  ), labelled as (
    select distinct r.service, r.version
    from metrics.release_record(fact.size, fact.services) r
    where fact.label = any (r.labels)
  )
  select
    'deployment', d.service, d.deployment, d.version, d.sequence,
    case when d.outcome <> 'succeeded' then 'ended' when m.restores then 'restoring' else 'change' end,
    d.outcome, d.started_at, d.finished_at, null::timestamptz,
    d.outcome = 'succeeded' and (
      coalesce(m.restores or m.mends, false) or d.incident is not null or h.service is not null
    ),
    h.service is not null, coalesce(m.had_incident, false), coalesce(m.rolled_back, false),
    null, null,
    (array['incident', 'rollback', 'hotfix'])[m.rank], m.inferred, m.restored_at, null, null::double precision
  from ended d
  left join mark m using (service, deployment, version)
  left join hotfix_release h using (service, version)
  where case when d.finished_at >= fact.since and d.finished_at < fact.until then true else false end
    and (fact.label is null or (d.service, d.version) in (select l.service, l.version from labelled l))
  union all
  select
    'incident', i.service, i.incident, null, i.sequence, null,
    case when i.resolved_at is not null then 'resolved' when x.finished_at is not null then 'fixed' else 'open' end,
    i.started_at, coalesce(i.resolved_at, x.finished_at),
    case when i.states_start then i.detected_at end,
    null, null, null, null, coalesce(i.caused_by, c.deployment), coalesce(n.version, c.version), null,
    case when i.caused_by is not null then false else c.inferred end, coalesce(i.resolved_at, x.finished_at),
    i.severity, i.impact_percent
  from incident i
  left join fixed x using (service, incident)
  left join incident_cause c on c.service = i.service and c.incident = i.incident and c.inferred
  left join lateral (
    select max(r.version) as version
    from metrics.deployment_record(fact.size, fact.services, fact.environment) r
    where r.service = i.service and r.deployment = i.caused_by
  ) n on true
  where i.started_at >= fact.since and i.started_at < fact.until
    and (fact.label is null or (i.service, coalesce(n.version, c.version)) in (select l.service, l.version from labelled l))
  union all
  select
    'rollback', r.service, r.name, r.left_version, r.sequence, null,
    case when r.succeeded then 'succeeded' when r.failed then 'failed' else 'started' end,
    r.started_at, r.finished_at, r.detected_at,
    null, null, null, null, coalesce(r.undone, c.deployment), coalesce(n.version, c.version), null,
    case when r.undone is not null then false else c.inferred end, r.finished_at, null, null
  from rollback r
  left join rollback_cause c on c.service = r.service and c.name = r.name and c.inferred
  left join lateral (
    select max(o.version) as version
    from metrics.deployment_record(fact.size, fact.services, fact.environment) o
    where o.service = r.service and o.deployment = r.undone
  ) n on true
  where r.started_at >= fact.since and r.started_at < fact.until
    and (fact.label is null or (r.service, coalesce(n.version, c.version)) in (select l.service, l.version from labelled l))
$$;
