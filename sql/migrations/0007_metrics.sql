-- The populations behind the delivery metrics: what counts as a deployment, a rollback, an incident, a failed change.
-- docs/metrics.md says the same in words. Every function reads only the first "size" records of the log.

grant usage on schema metrics to public;

create index deployment_record_service on ledger.deployment_record (service, effective_at);
create index deployment_record_version on ledger.deployment_record (service, version);
create index deployment_record_deployment on ledger.deployment_record (service, deployment);
create index deployment_record_commit on ledger.deployment_record (service, commit) where commit is not null;
create index deployment_record_effective on ledger.deployment_record using brin (effective_at);
create index release_record_version on ledger.release_record (service, version);
create index release_record_previous on ledger.release_record (service, previous_version)
  where previous_version is not null;
create index release_record_hotfix on ledger.release_record (service, version) where type = 'hotfix';
create index release_record_commit on ledger.release_record (service, commit);
create index change_record_version on ledger.change_record (service, version);
create index change_record_commit on ledger.change_record (hashtextextended(commit, 0));
create index change_record_effective on ledger.change_record using brin (effective_at);
create index rollback_record_service on ledger.rollback_record (service, effective_at);
create index rollback_record_deployment on ledger.rollback_record (service, deployment) where deployment is not null;
create index rollback_record_restoring on ledger.rollback_record (service, restoring_deployment)
  where restoring_deployment is not null;
create index incident_record_service on ledger.incident_record (service, effective_at);
create index incident_record_effective on ledger.incident_record (effective_at);
create index incident_record_incident on ledger.incident_record (service, incident);
create index incident_record_caused_by on ledger.incident_record (service, caused_by) where caused_by is not null;
create index incident_record_fixed_by on ledger.incident_record (service, fixed_by) where fixed_by is not null;
create index gate_record_service on ledger.gate_record (service, effective_at);
create index gate_record_effective on ledger.gate_record using brin (effective_at);
create index observation_record_service on ledger.observation_record (service, metric, effective_at);

-- The records of each kind that count: on record by then, of these services (null: of all), and not superseded.
create function metrics.deployment_record(size bigint, services text[], environment text)
returns setof ledger.deployment_record
language sql stable parallel safe as $$
  select r.*
  from ledger.deployment_record r
  where r.sequence < deployment_record.size and r.environment = deployment_record.environment
    and (deployment_record.services is null or r.service = any (deployment_record.services))
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < deployment_record.size
    )
$$;

create function metrics.release_record(size bigint, services text[])
returns setof ledger.release_record
language sql stable parallel safe as $$
  select r.*
  from ledger.release_record r
  where r.sequence < release_record.size
    and (release_record.services is null or r.service = any (release_record.services))
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < release_record.size
    )
$$;

create function metrics.change_record(size bigint, services text[])
returns setof ledger.change_record
language sql stable parallel safe as $$
  select r.*
  from ledger.change_record r
  where r.sequence < change_record.size
    and (change_record.services is null or r.service = any (change_record.services))
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < change_record.size
    )
$$;

create function metrics.rollback_record(size bigint, services text[], environment text)
returns setof ledger.rollback_record
language sql stable parallel safe as $$
  select r.*
  from ledger.rollback_record r
  where r.sequence < rollback_record.size and r.environment = rollback_record.environment
    and (rollback_record.services is null or r.service = any (rollback_record.services))
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < rollback_record.size
    )
$$;

-- An incident that names no environment counts for every one.
create function metrics.incident_record(size bigint, services text[], environment text)
returns setof ledger.incident_record
language sql stable parallel safe as $$
  select r.*
  from ledger.incident_record r
  where r.sequence < incident_record.size
    and (r.environment is null or r.environment = incident_record.environment)
    and (incident_record.services is null or r.service = any (incident_record.services))
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < incident_record.size
    )
$$;

create function metrics.gate_record(size bigint, services text[])
returns setof ledger.gate_record
language sql stable parallel safe as $$
  select r.*
  from ledger.gate_record r
  where r.sequence < gate_record.size
    and (gate_record.services is null or r.service = any (gate_record.services))
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < gate_record.size
    )
$$;

create function metrics.observation_record(size bigint, services text[])
returns setof ledger.observation_record
language sql stable parallel safe as $$
  select r.*
  from ledger.observation_record r
  where r.sequence < observation_record.size
    and (observation_record.services is null or r.service = any (observation_record.services))
    and not exists (
      select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < observation_record.size
    )
$$;

-- Microseconds between two instants, exactly.
create function metrics.microseconds(earlier timestamptz, later timestamptz) returns bigint
language sql immutable parallel safe as $$
  select round(date_part('epoch', later - earlier) * 1e6)::bigint
$$;

-- One row a deployment that ended in [since, until). Its last ending decides; where two stand at the same instant,
-- failed goes before cancelled, and that before succeeded. It finished when its deciding status was first recorded.
create function metrics.deployment(
  size bigint, services text[], environment text, since timestamptz, until timestamptz
)
returns table (
  service text, deployment text, version text, outcome text, started_at timestamptz, finished_at timestamptz,
  incident text, sequence bigint
)
language sql stable parallel safe as $$
  select e.service, e.deployment, e.version, e.outcome, e.started_at, e.finished_at, e.incident, e.sequence
  from (
    select
      g.service, g.deployment, g.version, g.started_at, g.incident, g.sequence,
      case
        when g.last_failed >= coalesce(greatest(g.last_cancelled, g.last_succeeded), g.last_failed) then 'failed'
        when g.last_cancelled >= coalesce(g.last_succeeded, g.last_cancelled) then 'cancelled'
        else 'succeeded'
      end as outcome,
      case
        when g.last_failed >= coalesce(greatest(g.last_cancelled, g.last_succeeded), g.last_failed) then g.first_failed
        when g.last_cancelled >= coalesce(g.last_succeeded, g.last_cancelled) then g.first_cancelled
        else g.first_succeeded
      end as finished_at
    from (
      select
        r.service, r.deployment, r.version,
        min(r.effective_at) filter (where r.status = 'started') as started_at,
        min(r.effective_at) filter (where r.status = 'succeeded') as first_succeeded,
        max(r.effective_at) filter (where r.status = 'succeeded') as last_succeeded,
        min(r.effective_at) filter (where r.status = 'failed') as first_failed,
        max(r.effective_at) filter (where r.status = 'failed') as last_failed,
        min(r.effective_at) filter (where r.status = 'cancelled') as first_cancelled,
        max(r.effective_at) filter (where r.status = 'cancelled') as last_cancelled,
        max(r.incident) as incident,
        min(r.sequence) as sequence
      from metrics.deployment_record(deployment.size, deployment.services, deployment.environment) r
      where (r.service, r.version, r.deployment) in (
        select c.service, c.version, c.deployment
        from metrics.deployment_record(deployment.size, deployment.services, deployment.environment) c
        where c.status <> 'started' and c.effective_at >= deployment.since and c.effective_at < deployment.until
      )
      group by r.service, r.version, r.deployment
    ) g
  ) e
  -- As a case, which the planner takes to hold for half of the rows; the plain range, for next to none.
  where case when e.finished_at >= deployment.since and e.finished_at < deployment.until then true else false end
$$;
