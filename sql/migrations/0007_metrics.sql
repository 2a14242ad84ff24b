-- The records behind the delivery metrics: which of them count, and how they are found. docs/metrics.md says in words
-- what the figures mean. Every function reads only the first "size" records of the log.

grant usage on schema metrics to public;

-- Each of these indexes costs every append of its kind a microsecond or two; what each is for stands beside it. A
-- report on all services finds its rows by time, on one service by the service.

-- one service's period; every service's
create index deployment_record_service on ledger.deployment_record (service, effective_at);
create index deployment_record_effective on ledger.deployment_record using brin (effective_at);
-- whether a version was deployed at any other time; what an incident or a rollback names
create index deployment_record_version on ledger.deployment_record (service, version);
create index deployment_record_deployment on ledger.deployment_record (service, deployment);
-- the versions of a commit whose change record names none
create index deployment_record_commit on ledger.deployment_record (hashtextextended(commit, 0)) where commit is not null;
create index release_record_commit on ledger.release_record (hashtextextended(commit, 0));
-- a version's release, the releases behind it and ahead of it; every service's of a period
create index release_record_version on ledger.release_record (service, version);
create index release_record_previous on ledger.release_record (service, previous_version)
  where previous_version is not null;
create index release_record_effective on ledger.release_record using brin (effective_at);
-- whether a version is a hotfix, without its row
create index release_record_hotfix on ledger.release_record (service, version) include (previous_version, sequence)
  where type = 'hotfix';
-- what a version contains; what a period's versions contain; where else a commit is recorded; commits without a version
create index change_record_version on ledger.change_record (service, version);
create index change_record_effective on ledger.change_record using brin (effective_at);
create index change_record_commit on ledger.change_record (hashtextextended(commit, 0));
create index change_record_commit_only on ledger.change_record (service, commit) where version is null;
create index rollback_record_service on ledger.rollback_record (service, effective_at);
-- one service's period; every service's; all records of an incident
create index incident_record_service on ledger.incident_record (service, effective_at);
create index incident_record_effective on ledger.incident_record using brin (effective_at);
create index incident_record_incident on ledger.incident_record (service, incident);
-- gates and observations are the most frequent records, and only objectives ask for them: by time alone
create index gate_record_effective on ledger.gate_record using brin (effective_at);
create index observation_record_effective on ledger.observation_record using brin (effective_at);

-- metrics.KIND_record(size, services): the records of each kind that count: on record by then, of these services (null:
-- of all), and not superseded. The kinds that are about an environment take one, and of deployments null for all; an incident that names none counts
-- for every one. Superseded records are put into a hash once where all services are asked for, and are looked up where a few
-- are; as a join, the planner would ask a mostly empty table again for each row.
do $$
declare
  kind text;
  condition text;
begin
  for kind, condition in
    values
      ('release', null), ('change', null), ('gate', null), ('observation', null),
      ('deployment', '(%1$s.environment is null or r.environment = %1$s.environment)'),
      ('rollback', 'r.environment = %1$s.environment'),
      ('incident', '(r.environment is null or r.environment = %1$s.environment)')
  loop
    execute format(
      'create function metrics.%1$s(size bigint, services text[]' || case when condition is null then ')' else ', environment text)' end || '
      returns setof ledger.%1$s
      language sql stable parallel safe as $function$
        select r.*
        from ledger.%1$s r
        where r.sequence < %1$s.size and (%1$s.services is null or r.service = any (%1$s.services))
          and ' || coalesce(condition, 'true') || '
          and (
            %1$s.services is not null
            or r.sequence not in (select s.sequence from ledger.superseded s where s.superseded_by < %1$s.size)
          )
          and (
            %1$s.services is null
            or not exists (
              select from ledger.superseded s where s.sequence = r.sequence and s.superseded_by < %1$s.size
            )
          )
      $function$',
      kind || '_record'
    );
  end loop;
end $$;

-- The services of a team: those whose latest release that names a team or an owner, by a label such as team:payments or
-- owner:payments, names this one.
create function metrics.team_service(size bigint, team text) returns table (service text)
language sql stable parallel safe as $$
  select r.service
  from (
    select distinct on (r.service) r.service, r.labels
    from metrics.release_record(team_service.size, null) r
    where exists (select from unnest(r.labels) l where starts_with(l, 'team:') or starts_with(l, 'owner:'))
    order by r.service, r.sequence desc
  ) r
  where 'team:' || team_service.team = any (r.labels) or 'owner:' || team_service.team = any (r.labels)
$$;

-- Microseconds between two instants, exactly.
create function metrics.microseconds(earlier timestamptz, later timestamptz) returns bigint
language sql immutable parallel safe as $$
  select round(date_part('epoch', later - earlier) * 1e6)::bigint
$$;

-- The calendar day, Monday or first of the month, in a time zone, that an instant falls into.
create function metrics.bucket_of(at timestamptz, bucket text, zone text) returns date
language sql stable parallel safe as $$
  select date_trunc(bucket_of.bucket, bucket_of.at at time zone bucket_of.zone)::date
$$;

-- The same of a calendar day.
create function metrics.bucket_of(day date, bucket text) returns date
language sql immutable parallel safe as $$
  select date_trunc(bucket_of.bucket, bucket_of.day::timestamp)::date
$$;

-- What nearly every version keeps to: its deployments lie within a week of each other, its changes as well, and it has
-- one release record. Those that do not are noted here, as far as any size of the log knows, so that a report may take a
-- period's rows for all there are, and has to look up only the others.
create table metrics.scattered_version (
  -- deployment, change or release: of what it has records too far apart, or too many
  kind text not null,
  service text not null,
  version text not null,
  primary key (kind, service, version)
);

-- Commits that stand in more than one record of a service, as far as any size of the log knows.
create table metrics.repeated_commit (
  service text not null,
  commit text not null,
  primary key (service, commit)
);

-- How much of the log the notes know: one row.
create table metrics.noted (
  only_row ledger.only_row primary key default true,
  -- all records with a sequence number below this one
  size bigint not null default 0
);
insert into metrics.noted default values;
grant select on metrics.scattered_version, metrics.repeated_commit, metrics.noted to public;

-- How far apart records of one version lie before it counts as scattered. A length of hours: that of a day depends on
-- the session's time zone.
create function metrics.closeness() returns interval
language sql immutable parallel safe as $$ select interval '168:00:00' $$;

-- Notes what the metrics need of the records [first, until).
create function metrics.note(first bigint, until bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp
-- the look-ups below go by one index each, whatever the planner knows of the tables
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_bitmapscan = off set jit = off
as $$
begin
  insert into metrics.scattered_version (kind, service, version)
  select distinct 'deployment', a.service, a.version
  from ledger.deployment_record a join ledger.deployment_record o on o.service = a.service and o.version = a.version
  where a.sequence >= note.first and a.sequence < note.until and o.sequence < note.until
    and o.effective_at not between a.effective_at - metrics.closeness() and a.effective_at + metrics.closeness()
  on conflict do nothing;
  insert into metrics.scattered_version (kind, service, version)
  select distinct 'release', a.service, a.version
  from ledger.release_record a join ledger.release_record o on o.service = a.service and o.version = a.version
  where a.sequence >= note.first and a.sequence < note.until and o.sequence < note.until and o.sequence <> a.sequence
  on conflict do nothing;
  insert into metrics.repeated_commit (service, commit)
  select distinct a.service, a.commit
  from ledger.change_record a
  join ledger.change_record o on hashtextextended(o.commit, 0) = hashtextextended(a.commit, 0)
  where a.sequence >= note.first and a.sequence < note.until and o.sequence < note.until
    -- said this way, the service is no condition that another index could be searched by
    and o.commit = a.commit and o.service is not distinct from a.service and o.sequence <> a.sequence
  on conflict do nothing;
  -- Of the changes noted together, the first and the last lie farthest from any other.
  insert into metrics.scattered_version (kind, service, version)
  select 'change', a.service, a.version
  from (
    select a.service, a.version, min(a.effective_at) as first_at, max(a.effective_at) as last_at
    from ledger.change_record a
    where a.sequence >= note.first and a.sequence < note.until and a.version is not null
    group by a.service, a.version
  ) a
  where a.last_at - a.first_at > metrics.closeness()
    or exists (
      select
      from ledger.change_record o
      where o.service = a.service and o.version = a.version and o.sequence < note.until
        and o.effective_at not between a.last_at - metrics.closeness() and a.first_at + metrics.closeness()
    )
  on conflict do nothing;
end $$;

-- Notes what came to the log since, at most so many records at a time, so that no call takes long and memory stays
-- bounded. Returns how much of the log is noted now and how long the log is; where the transaction may only read, it
-- notes nothing. Anybody who may report may call it: what it notes follows from the log alone.
create function metrics.catch_up(records bigint default 100000, out noted bigint, out size bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known bigint;
begin
  if current_setting('transaction_read_only')::boolean then
    select n.size, h.size into noted, size from metrics.noted n, ledger.head h;
    return;
  end if;
  -- Two at once take turns.
  select n.size into known from metrics.noted n for update;
  select h.size into size from ledger.head h;
  noted := least(size, known + catch_up.records);
  if noted > known then
    perform metrics.note(known, noted);
    update metrics.noted n set size = noted;
  else
    noted := known;
  end if;
end $$;

-- Every record of each version that has one in [since, until).
create function metrics.deployment_record_around(
  size bigint, services text[], environment text, since timestamptz, until timestamptz
)
returns setof ledger.deployment_record
language sql stable parallel safe as $$
  select r.*
  from metrics.deployment_record(
    deployment_record_around.size, deployment_record_around.services, deployment_record_around.environment
  ) r
  where r.effective_at >= deployment_record_around.since - metrics.closeness()
    and r.effective_at < deployment_record_around.until + metrics.closeness()
    and (r.service, r.version) not in (
      select v.service, v.version
      from metrics.scattered_version v
      where v.kind = 'deployment'
        and (deployment_record_around.services is null or v.service = any (deployment_record_around.services))
    )
  union all
  select r.*
  from (
    select distinct r.service, r.version
    from metrics.deployment_record(
      deployment_record_around.size, deployment_record_around.services, deployment_record_around.environment
    ) r
    join metrics.scattered_version v on v.kind = 'deployment' and v.service = r.service and v.version = r.version
    where r.effective_at >= deployment_record_around.since and r.effective_at < deployment_record_around.until
  ) v
  join metrics.deployment_record(
    deployment_record_around.size, deployment_record_around.services, deployment_record_around.environment
  ) r on r.service = v.service and r.version = v.version
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
      from metrics.deployment_record_around(
        deployment.size, deployment.services, deployment.environment, deployment.since, deployment.until
      ) r
      group by r.service, r.version, r.deployment
    ) g
  ) e
  -- As a case, which the planner takes to hold for half of the rows; the plain range, for next to none.
  where case when e.finished_at >= deployment.since and e.finished_at < deployment.until then true else false end
$$;
