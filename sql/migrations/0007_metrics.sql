-- What the delivery metrics need of the log, noted in narrow tables: numbers instead of names, so that a report joins,
-- groups and sorts nothing else. docs/metrics.md says in words what the figures mean.
--
-- All of it follows from the first metrics.noted.size records of the log, and is only ever added to: an earlier state of
-- the log is the rows with a smaller sequence number. Nothing is noted while records are appended; metrics.catch_up does
-- it when a report asks. `audit verify` compares it with the projections (metrics.difference).
--
-- Instants are microseconds since 1970 in UTC, so that spans are differences. "at" is when a record happened: as
-- claimed, else when it was recorded.

grant usage on schema metrics to public;

-- Gates and observations are read from their projections, by time.
create index gate_record_effective on ledger.gate_record using brin (effective_at);
create index observation_record_effective on ledger.observation_record using brin (effective_at);

-- Names, each with a number. They may be as long as a record, so that they are found by their hash.
create table metrics.service (
  id integer generated always as identity primary key,
  name text collate "C" not null
);
create index service_name on metrics.service (hashtextextended(name, 0));

-- Versions that any record mentions.
create table metrics.version (
  id integer generated always as identity primary key,
  service_id integer not null,
  name text collate "C" not null,
  -- of a prerelease such as 1.2.0-rc.1 the version that it leads to: 1.2.0
  base_id integer
);
create index version_name on metrics.version (service_id, hashtextextended(name, 0));
create index version_base on metrics.version (base_id) where base_id is not null;
-- Where most versions are prereleases of one, the planner would take any other to have as many, and look at all.
alter table metrics.version alter column base_id set statistics 0;

-- Ids of deployments that any record mentions: a service's, of whatever version.
create table metrics.deployment_name (
  id integer generated always as identity primary key,
  service_id integer not null,
  name text collate "C" not null
);
create index deployment_name_name on metrics.deployment_name (service_id, hashtextextended(name, 0));

-- Ids of incidents that any record mentions, in the order of their first mention.
create table metrics.incident_name (
  id integer generated always as identity primary key,
  service_id integer not null,
  name text collate "C" not null
);
create index incident_name_name on metrics.incident_name (service_id, hashtextextended(name, 0));

-- What rollbacks go by: their ids, else the deployment that they undo, else the record.
create table metrics.rollback_name (
  id integer generated always as identity primary key,
  service_id integer not null,
  name text collate "C" not null
);
create index rollback_name_name on metrics.rollback_name (service_id, hashtextextended(name, 0));

-- Environments, types and labels of releases.
create table metrics.word (
  id integer generated always as identity primary key,
  name text collate "C" not null
);
create index word_name on metrics.word (hashtextextended(name, 0));

create table metrics.noted_release (
  sequence bigint primary key,
  service_id integer not null,
  version_id integer not null,
  previous_id integer,
  type_id integer not null,
  is_hotfix boolean not null,
  at bigint not null,
  -- of the commit: hashtextextended(commit, 0)
  commit_hash bigint not null
);
create index noted_release_version on metrics.noted_release (version_id);
create index noted_release_previous on metrics.noted_release (previous_id) where previous_id is not null;
create index noted_release_hotfix on metrics.noted_release (service_id, version_id) include (previous_id, sequence)
  where is_hotfix;
create index noted_release_commit on metrics.noted_release (commit_hash);
create index noted_release_at on metrics.noted_release using brin (at);

-- Labels of releases, one row each.
create table metrics.noted_label (
  sequence bigint not null,
  service_id integer not null,
  version_id integer not null,
  label_id integer not null
);
create index noted_label_label on metrics.noted_label (label_id);
create index noted_label_sequence on metrics.noted_label using brin (sequence);

create table metrics.noted_change (
  sequence bigint primary key,
  service_id integer not null,
  version_id integer,
  at bigint not null,
  authored_at bigint,
  merged_at bigint,
  commit_hash bigint not null
);
create index noted_change_version on metrics.noted_change (version_id, at) where version_id is not null;
create index noted_change_service on metrics.noted_change (service_id, at);
create index noted_change_nameless on metrics.noted_change (service_id, commit_hash) where version_id is null;
create index noted_change_commit on metrics.noted_change (commit_hash);
create index noted_change_at on metrics.noted_change using brin (at);

create table metrics.noted_deployment (
  sequence bigint primary key,
  service_id integer not null,
  version_id integer not null,
  deployment_id integer not null,
  environment_id integer not null,
  -- 0 started, 1 succeeded, 2 cancelled, 3 failed: where endings coincide, the greater counts
  status smallint not null,
  at bigint not null,
  incident_id integer,
  commit_hash bigint
);
create index noted_deployment_service on metrics.noted_deployment (service_id, at);
create index noted_deployment_version on metrics.noted_deployment (version_id, at);
create index noted_deployment_deployment on metrics.noted_deployment (deployment_id);
create index noted_deployment_commit on metrics.noted_deployment (commit_hash) where commit_hash is not null;
create index noted_deployment_at on metrics.noted_deployment using brin (at);

create table metrics.noted_rollback (
  sequence bigint primary key,
  service_id integer not null,
  rollback_id integer not null,
  environment_id integer not null,
  -- 0 started, 1 succeeded, 3 failed
  status smallint not null,
  at bigint not null,
  from_id integer not null,
  to_id integer not null,
  undone_id integer,
  restoring_id integer,
  detected_at bigint,
  decided_at bigint,
  executed_at bigint
);
create index noted_rollback_service on metrics.noted_rollback (service_id, at);
create index noted_rollback_rollback on metrics.noted_rollback (rollback_id);

create table metrics.noted_incident (
  sequence bigint primary key,
  service_id integer not null,
  incident_id integer not null,
  environment_id integer,
  -- 0 open, 1 resolved, 2 anything between
  status smallint not null,
  severity text collate "C" not null,
  at bigint not null,
  caused_by_id integer,
  fixed_by_id integer,
  started_at bigint,
  detected_at bigint,
  impact_percent double precision
);
create index noted_incident_service on metrics.noted_incident (service_id, at);
create index noted_incident_incident on metrics.noted_incident (incident_id);
create index noted_incident_at on metrics.noted_incident using brin (at);

-- Nearly every version's deployments lie within a week of each other. Those whose do not are noted here, as far as any
-- size of the log knows, so that a report may take a period's rows for all there are, and has to look up only the others.
create table metrics.scattered_version (
  version_id integer primary key
);

-- Commits that stand in more than one record of a service. Two commits may have the same hash: who reads this compares
-- the commits themselves.
create table metrics.repeated_commit (
  service_id integer not null,
  commit_hash bigint not null,
  -- the second record, from which on it is repeated
  sequence bigint not null,
  primary key (service_id, commit_hash)
);

-- Notes side by side in blocks, for reports on all services: so many in order of their sequence numbers, each of their
-- columns as one value that the database hands out without looking into it, numbers in network byte order. Null is 0,
-- of an instant its least value. They repeat what the notes say; those that fill no block yet stand only there.
create table metrics.release_block (
  first_sequence bigint primary key,
  last_sequence bigint not null,
  first_version integer not null,
  last_version integer not null,
  sequences bytea not null,
  version_ids bytea not null,
  previous_ids bytea not null,
  instants bytea not null,
  are_hotfixes bytea not null
);
create table metrics.change_block (
  first_sequence bigint primary key,
  last_sequence bigint not null,
  first_at bigint not null,
  last_at bigint not null,
  -- of those that name one; else null
  first_version integer,
  last_version integer,
  sequences bytea not null,
  service_ids bytea not null,
  version_ids bytea not null,
  instants bytea not null,
  authored bytea not null,
  merged bytea not null,
  commit_hashes bytea not null
);
create table metrics.deployment_block (
  first_sequence bigint primary key,
  last_sequence bigint not null,
  first_at bigint not null,
  last_at bigint not null,
  sequences bytea not null,
  service_ids bytea not null,
  version_ids bytea not null,
  deployment_ids bytea not null,
  environment_ids bytea not null,
  statuses bytea not null,
  instants bytea not null,
  incident_ids bytea not null
);
-- To compress them takes longer than to read them.
do $do$
declare
  packed record;
begin
  for packed in
    select a.attrelid::regclass as block, a.attname as name
    from pg_attribute a
    where a.attrelid = any ('{metrics.release_block,metrics.change_block,metrics.deployment_block}'::regclass[])
      and a.atttypid = 'bytea'::regtype
  loop
    execute format('alter table %s alter column %I set storage external', packed.block, packed.name);
  end loop;
end $do$;

-- How much of the log the notes know: one row.
create table metrics.noted (
  only_row ledger.only_row primary key default true,
  -- all records with a sequence number below this one
  size bigint not null default 0
);
insert into metrics.noted default values;

-- How far apart deployments of one version lie before it counts as scattered: a week, in microseconds.
create function metrics.closeness() returns bigint
language sql immutable parallel safe as $$ select 604800000000 $$;

-- An instant in microseconds since 1970. Stable, as what it calls is: an immutable one would be called for each row,
-- where this one becomes part of the query. What no ledger has seen happen, before 2596 BC or after 6536, is put to these
-- limits, so that spans can be computed of whatever a record claims.
create function metrics.instant(at timestamptz) returns bigint
language sql stable parallel safe as $$
  select case
    when instant.at > timestamptz '2200-01-01Z' or instant.at < timestamptz '1800-01-01Z' then
      case
        when instant.at >= timestamptz '6537-01-01Z' then 144115188075855872
        when instant.at <= timestamptz '2597-01-01Z BC' then -144115188075855872
        else (extract(epoch from instant.at) * 1000000)::bigint
      end
    -- exact within these two hundred years of 1970, and faster
    else round(date_part('epoch', instant.at) * 1e6)::bigint
  end
$$;

-- The instant as the database has instants.
create function metrics.timestamp(instant bigint) returns timestamptz
language sql stable parallel safe as $$
  select timestamptz '1970-01-01Z' + "timestamp".instant * interval '1 microsecond'
$$;

-- The names that records mention, each as often as it is mentioned.
create view metrics.mentioned_version as
select r.sequence, r.service, r.version as name from ledger.release_record r
union all
select r.sequence, r.service, r.previous_version from ledger.release_record r where r.previous_version is not null
union all
select r.sequence, r.service, r.version from ledger.change_record r where r.version is not null
union all
select r.sequence, r.service, r.version from ledger.deployment_record r
union all
select r.sequence, r.service, r."from" from ledger.rollback_record r
union all
select r.sequence, r.service, r."to" from ledger.rollback_record r;

create view metrics.mentioned_deployment as
select r.sequence, r.service, r.deployment as name from ledger.deployment_record r
union all
select r.sequence, r.service, r.deployment from ledger.rollback_record r where r.deployment is not null
union all
select r.sequence, r.service, r.restoring_deployment from ledger.rollback_record r
where r.restoring_deployment is not null
union all
select r.sequence, r.service, r.caused_by from ledger.incident_record r where r.caused_by is not null
union all
select r.sequence, r.service, r.fixed_by from ledger.incident_record r where r.fixed_by is not null;

create view metrics.mentioned_incident as
select r.sequence, r.service, r.incident as name from ledger.incident_record r
union all
select r.sequence, r.service, r.incident from ledger.deployment_record r where r.incident is not null;

create view metrics.mentioned_rollback as
select
  r.sequence, r.service, coalesce(r.rollback, 'deployment ' || r.deployment, 'record ' || r.sequence) as name
from ledger.rollback_record r;

create view metrics.mentioned_word as
select r.sequence, r.environment as name from ledger.deployment_record r
union all
select r.sequence, r.environment from ledger.rollback_record r
union all
select r.sequence, r.environment from ledger.incident_record r where r.environment is not null
union all
select r.sequence, r.type from ledger.release_record r
union all
select r.sequence, l from ledger.release_record r cross join lateral unnest(r.labels) l where r.labels is not null;

-- Of a prerelease such as 1.2.0-rc.1 (Semantic Versioning 2.0.0, §9) the version that it leads to; else null.
create function metrics.base_version(version text) returns text
language sql immutable parallel safe as $$
  select case when base_version.version like '%-%' then
    substring(base_version.version from '^((?:(?:0|[1-9][0-9]*)\.){2}(?:0|[1-9][0-9]*))-[0-9A-Za-z]')
  end
$$;

-- Gives numbers to the names in the records [first, until) that have none.
create function metrics.note_names(first bigint, until bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp
-- one look-up by index for each name, whatever the planner knows of the tables
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
  kind text;
begin
  insert into metrics.word (name)
  select m.name
  from (
    select distinct m.name from metrics.mentioned_word m
    where m.sequence >= note_names.first and m.sequence < note_names.until
  ) m
  where not exists (
    select from metrics.word w
    where hashtextextended(w.name, 0) = hashtextextended(m.name, 0) and w.name = m.name collate "C"
  );

  insert into metrics.service (name)
  select m.service
  from (
    select m.service from metrics.mentioned_version m
    where m.sequence >= note_names.first and m.sequence < note_names.until
    union
    select m.service from metrics.mentioned_incident m
    where m.sequence >= note_names.first and m.sequence < note_names.until
    union
    select r.service from ledger.change_record r
    where r.sequence >= note_names.first and r.sequence < note_names.until
  ) m
  where not exists (
    select from metrics.service s
    where hashtextextended(s.name, 0) = hashtextextended(m.service, 0) and s.name = m.service collate "C"
  );

  -- A prerelease knows its release from the first, so that has to have a number before. Put in order, all names are
  -- looked up before the first is added: rows that the same statement added would be gone through again for each.
  insert into metrics.version (service_id, name)
  select s.id, m.name
  from (
    select m.service, coalesce(metrics.base_version(m.name), m.name) as name, min(m.sequence) as sequence
    from metrics.mentioned_version m
    where m.sequence >= note_names.first and m.sequence < note_names.until
    group by 1, 2
  ) m
  join metrics.service s
    on hashtextextended(s.name, 0) = hashtextextended(m.service, 0) and s.name = m.service collate "C"
  where not exists (
    select from metrics.version v
    where v.service_id = s.id
      and hashtextextended(v.name, 0) = hashtextextended(m.name, 0) and v.name = m.name collate "C"
  )
  order by m.sequence, m.name collate "C";
  insert into metrics.version (service_id, name, base_id)
  select s.id, m.name, b.id
  from (
    select m.service, m.name, metrics.base_version(m.name) as base, min(m.sequence) as sequence
    from metrics.mentioned_version m
    where m.sequence >= note_names.first and m.sequence < note_names.until
      and metrics.base_version(m.name) is not null
    group by 1, 2
  ) m
  join metrics.service s
    on hashtextextended(s.name, 0) = hashtextextended(m.service, 0) and s.name = m.service collate "C"
  join metrics.version b
    on b.service_id = s.id
      and hashtextextended(b.name, 0) = hashtextextended(m.base, 0) and b.name = m.base collate "C"
  where not exists (
    select from metrics.version v
    where v.service_id = s.id
      and hashtextextended(v.name, 0) = hashtextextended(m.name, 0) and v.name = m.name collate "C"
  )
  order by m.sequence, m.name collate "C";

  foreach kind in array array['deployment', 'incident', 'rollback'] loop
    execute format(
      $statement$
        insert into metrics.%1$s_name (service_id, name)
        select s.id, m.name
        from (
          select m.service, m.name, min(m.sequence) as sequence from metrics.mentioned_%1$s m
          where m.sequence >= $1 and m.sequence < $2
          group by m.service, m.name
        ) m
        join metrics.service s
          on hashtextextended(s.name, 0) = hashtextextended(m.service, 0) and s.name = m.service collate "C"
        where not exists (
          select from metrics.%1$s_name n
          where n.service_id = s.id
            and hashtextextended(n.name, 0) = hashtextextended(m.name, 0) and n.name = m.name collate "C"
        )
        order by m.sequence, m.name collate "C"
      $statement$,
      kind
    ) using note_names.first, note_names.until;
  end loop;
end $$;

-- What the notes say of each record, with names as numbers: what metrics.catch_up adds of the records that are new, and
-- what metrics.difference compares.
create view metrics.release_to_note as
select
  r.sequence, s.id as service_id, v.id as version_id, p.id as previous_id, t.id as type_id,
  r.type = 'hotfix' as is_hotfix, metrics.instant(r.effective_at) as at, hashtextextended(r.commit, 0) as commit_hash
from ledger.release_record r
join metrics.service s on hashtextextended(s.name, 0) = hashtextextended(r.service, 0) and s.name = r.service collate "C"
join metrics.version v
  on v.service_id = s.id
    and hashtextextended(v.name, 0) = hashtextextended(r.version, 0) and v.name = r.version collate "C"
left join metrics.version p
  on p.service_id = s.id and hashtextextended(p.name, 0) = hashtextextended(r.previous_version, 0)
    and p.name = r.previous_version collate "C"
join metrics.word t on hashtextextended(t.name, 0) = hashtextextended(r.type, 0) and t.name = r.type collate "C";

create view metrics.label_to_note as
select r.sequence, s.id as service_id, v.id as version_id, w.id as label_id
from ledger.release_record r
cross join lateral unnest(r.labels) l
join metrics.service s on hashtextextended(s.name, 0) = hashtextextended(r.service, 0) and s.name = r.service collate "C"
join metrics.version v
  on v.service_id = s.id
    and hashtextextended(v.name, 0) = hashtextextended(r.version, 0) and v.name = r.version collate "C"
join metrics.word w on hashtextextended(w.name, 0) = hashtextextended(l, 0) and w.name = l collate "C"
where r.labels is not null;

create view metrics.change_to_note as
select
  r.sequence, s.id as service_id, v.id as version_id, metrics.instant(r.effective_at) as at,
  metrics.instant(r.authored_at) as authored_at, metrics.instant(r.merged_at) as merged_at,
  hashtextextended(r.commit, 0) as commit_hash
from ledger.change_record r
join metrics.service s on hashtextextended(s.name, 0) = hashtextextended(r.service, 0) and s.name = r.service collate "C"
left join metrics.version v
  on v.service_id = s.id
    and hashtextextended(v.name, 0) = hashtextextended(r.version, 0) and v.name = r.version collate "C";

create view metrics.deployment_to_note as
select
  r.sequence, s.id as service_id, v.id as version_id, d.id as deployment_id, e.id as environment_id,
  (case r.status when 'succeeded' then 1 when 'cancelled' then 2 when 'failed' then 3 else 0 end)::smallint as status,
  metrics.instant(r.effective_at) as at, i.id as incident_id, hashtextextended(r.commit, 0) as commit_hash
from ledger.deployment_record r
join metrics.service s on hashtextextended(s.name, 0) = hashtextextended(r.service, 0) and s.name = r.service collate "C"
join metrics.version v
  on v.service_id = s.id
    and hashtextextended(v.name, 0) = hashtextextended(r.version, 0) and v.name = r.version collate "C"
join metrics.deployment_name d
  on d.service_id = s.id
    and hashtextextended(d.name, 0) = hashtextextended(r.deployment, 0) and d.name = r.deployment collate "C"
join metrics.word e
  on hashtextextended(e.name, 0) = hashtextextended(r.environment, 0) and e.name = r.environment collate "C"
left join metrics.incident_name i
  on i.service_id = s.id
    and hashtextextended(i.name, 0) = hashtextextended(r.incident, 0) and i.name = r.incident collate "C";

create view metrics.rollback_to_note as
select
  r.sequence, s.id as service_id, n.id as rollback_id, e.id as environment_id,
  (case r.status when 'succeeded' then 1 when 'failed' then 3 else 0 end)::smallint as status,
  metrics.instant(r.effective_at) as at, f.id as from_id, t.id as to_id, u.id as undone_id, d.id as restoring_id,
  metrics.instant(r.detected_at) as detected_at, metrics.instant(r.decided_at) as decided_at,
  metrics.instant(r.executed_at) as executed_at
from (
  select r.*, coalesce(r.rollback, 'deployment ' || r.deployment, 'record ' || r.sequence) as name
  from ledger.rollback_record r
) r
join metrics.service s on hashtextextended(s.name, 0) = hashtextextended(r.service, 0) and s.name = r.service collate "C"
join metrics.rollback_name n
  on n.service_id = s.id
    and hashtextextended(n.name, 0) = hashtextextended(r.name, 0) and n.name = r.name collate "C"
join metrics.word e
  on hashtextextended(e.name, 0) = hashtextextended(r.environment, 0) and e.name = r.environment collate "C"
join metrics.version f
  on f.service_id = s.id
    and hashtextextended(f.name, 0) = hashtextextended(r."from", 0) and f.name = r."from" collate "C"
join metrics.version t
  on t.service_id = s.id
    and hashtextextended(t.name, 0) = hashtextextended(r."to", 0) and t.name = r."to" collate "C"
left join metrics.deployment_name u
  on u.service_id = s.id
    and hashtextextended(u.name, 0) = hashtextextended(r.deployment, 0) and u.name = r.deployment collate "C"
left join metrics.deployment_name d
  on d.service_id = s.id and hashtextextended(d.name, 0) = hashtextextended(r.restoring_deployment, 0)
    and d.name = r.restoring_deployment collate "C";

create view metrics.incident_to_note as
select
  r.sequence, s.id as service_id, n.id as incident_id, e.id as environment_id,
  (case r.status when 'open' then 0 when 'resolved' then 1 else 2 end)::smallint as status,
  r.severity collate "C" as severity,
  metrics.instant(r.effective_at) as at, c.id as caused_by_id, f.id as fixed_by_id,
  metrics.instant(r.started_at) as started_at, metrics.instant(r.detected_at) as detected_at,
  r.customer_impact_percent as impact_percent
from ledger.incident_record r
join metrics.service s on hashtextextended(s.name, 0) = hashtextextended(r.service, 0) and s.name = r.service collate "C"
join metrics.incident_name n
  on n.service_id = s.id
    and hashtextextended(n.name, 0) = hashtextextended(r.incident, 0) and n.name = r.incident collate "C"
left join metrics.word e
  on hashtextextended(e.name, 0) = hashtextextended(r.environment, 0) and e.name = r.environment collate "C"
left join metrics.deployment_name c
  on c.service_id = s.id
    and hashtextextended(c.name, 0) = hashtextextended(r.caused_by, 0) and c.name = r.caused_by collate "C"
left join metrics.deployment_name f
  on f.service_id = s.id
    and hashtextextended(f.name, 0) = hashtextextended(r.fixed_by, 0) and f.name = r.fixed_by collate "C";

grant select on all tables in schema metrics to release_ledger_reader, release_ledger_auditor;

-- The second of a service's records of a commit.
create function metrics.second_record(service integer, commit_hash bigint) returns bigint
language sql stable as $$
  select (array_agg(r.sequence order by r.sequence))[2]
  from metrics.noted_change r
  where r.commit_hash = second_record.commit_hash and r.service_id = second_record.service
$$;

-- How many notes a block has.
create function metrics.block_size() returns integer
language sql immutable parallel safe as $$ select 4096 $$;

-- What stands in a block for an instant that is null.
create function metrics.no_instant() returns bigint
language sql immutable parallel safe as $$ select (-9223372036854775808)::bigint $$;

-- Makes for each kind a function that returns the block of the notes after a record, if there are enough to fill one.
do $do$
declare
  kind text;
  columns text;
begin
  for kind, columns in values
    ('release', $columns$
    min(n.version_id), max(n.version_id),
    string_agg(int8send(n.sequence), ''), string_agg(int4send(n.version_id), ''),
    string_agg(int4send(coalesce(n.previous_id, 0)), ''), string_agg(int8send(n.at), ''),
    string_agg(boolsend(n.is_hotfix), '')$columns$),
    ('change', $columns$
    min(n.at), max(n.at), min(n.version_id), max(n.version_id),
    string_agg(int8send(n.sequence), ''), string_agg(int4send(n.service_id), ''),
    string_agg(int4send(coalesce(n.version_id, 0)), ''), string_agg(int8send(n.at), ''),
    string_agg(int8send(coalesce(n.authored_at, metrics.no_instant())), ''),
    string_agg(int8send(coalesce(n.merged_at, metrics.no_instant())), ''), string_agg(int8send(n.commit_hash), '')$columns$),
    ('deployment', $columns$
    min(n.at), max(n.at),
    string_agg(int8send(n.sequence), ''), string_agg(int4send(n.service_id), ''),
    string_agg(int4send(n.version_id), ''), string_agg(int4send(n.deployment_id), ''),
    string_agg(int4send(n.environment_id), ''), string_agg(int2send(n.status), ''), string_agg(int8send(n.at), ''),
    string_agg(int4send(coalesce(n.incident_id, 0)), '')$columns$)
  loop
    execute format($function$
create function metrics.next_%1$s_block(after bigint) returns setof metrics.%1$s_block
language sql stable as $body$
  select
    min(n.sequence), max(n.sequence),%2$s
  from (
    select r.* from metrics.noted_%1$s r
    where r.sequence > next_%1$s_block.after
    order by r.sequence
    limit metrics.block_size()
  ) n
  having count(*) = metrics.block_size()
$body$
    $function$, kind, columns);
  end loop;
end $do$;

-- Packs the notes that fill blocks.
create function metrics.pack() returns void language plpgsql as $$
declare
  kind text;
  last bigint;
  is_full boolean;
begin
  foreach kind in array array['release', 'change', 'deployment'] loop
    execute format('select b.last_sequence from metrics.%s_block b order by b.first_sequence desc limit 1', kind) into last;
    last := coalesce(last, -1);
    loop
      -- Mostly there are not enough, which the index tells sooner than putting them together.
      execute format(
        'select exists (select from metrics.noted_%s n where n.sequence > $1 order by n.sequence offset $2 limit 1)', kind
      ) using last, metrics.block_size() - 1 into is_full;
      exit when not is_full;
      execute format(
        'insert into metrics.%1$s_block select b.* from metrics.next_%1$s_block($1) b returning last_sequence', kind
      ) using last into last;
    end loop;
  end loop;
end $$;

-- Notes the records [first, until).
create function metrics.note(first bigint, until bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
  kind text;
  -- The planner learns of what a long import brought at once, not when the server gets round to it.
  has_doubled boolean := note.first = 0 or floor(log(2, note.until)) > floor(log(2, note.first));
begin
  perform metrics.note_names(note.first, note.until);
  if has_doubled then
    analyze metrics.service, metrics.version, metrics.deployment_name, metrics.incident_name, metrics.rollback_name;
  end if;
  foreach kind in array array['release', 'label', 'change', 'deployment', 'rollback', 'incident'] loop
    execute format(
      'insert into metrics.noted_%1$s select n.* from metrics.%1$s_to_note n where n.sequence >= $1 and n.sequence < $2',
      kind
    ) using note.first, note.until;
  end loop;
  if has_doubled then
    analyze metrics.noted_release, metrics.noted_change, metrics.noted_deployment, metrics.noted_rollback,
      metrics.noted_incident;
  end if;

  insert into metrics.scattered_version (version_id)
  select n.version_id
  from (
    select distinct n.version_id from metrics.noted_deployment n
    where n.sequence >= note.first and n.sequence < note.until
  ) n
  where (select max(o.at) from metrics.noted_deployment o where o.version_id = n.version_id)
    - (select min(o.at) from metrics.noted_deployment o where o.version_id = n.version_id) > metrics.closeness()
  on conflict do nothing;
  insert into metrics.repeated_commit (service_id, commit_hash, sequence)
  select n.service_id, n.commit_hash, metrics.second_record(n.service_id, n.commit_hash)
  from (
    select distinct n.service_id, n.commit_hash from metrics.noted_change n
    where n.sequence >= note.first and n.sequence < note.until and exists (
      select from metrics.noted_change o
      where o.commit_hash = n.commit_hash and o.service_id = n.service_id and o.sequence <> n.sequence
    )
  ) n
  on conflict do nothing;
  perform metrics.pack();
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

-- What parameters stand for in the notes: null for null, and a number that nothing has for a name that nothing has.
create function metrics.service_ids(services text[]) returns integer[]
language sql stable parallel safe as $$
  select case when service_ids.services is not null then
    array(select s.id from metrics.service s where s.name = any (service_ids.services))
  end
$$;

create function metrics.word_id(name text) returns integer
language sql stable parallel safe as $$
  select case when word_id.name is not null then coalesce(
    (
      select w.id from metrics.word w
      where hashtextextended(w.name, 0) = hashtextextended(word_id.name, 0) and w.name = word_id.name
    ),
    0
  ) end
$$;

-- An interval in microseconds: a day of it has 24 hours.
create function metrics.microseconds(span interval) returns bigint
language sql immutable parallel safe as $$
  select (extract(epoch from microseconds.span) * 1000000)::bigint
$$;

-- metrics.counted_KIND(size, services): the notes of each kind that count: of records on record by then, of these
-- services (null: of all), and not superseded. The kinds that are about an environment take one, and of deployments null
-- for all; an incident that names none counts for every one. Gates and observations are the records themselves.
-- Superseded records are put into a hash once where all services are asked for, and are looked up where a few are; as a
-- join, the planner would ask a mostly empty table again for each row.
do $$
declare
  kind text;
  source text;
  service text;
  parameters text;
  condition text;
  -- Gates and observations have no index by service, but the log has.
  of_services text := '(%1$s.services is null
    or r.sequence = any (array(select o.sequence from ledger.record o where o.service = any (%1$s.services))))';
begin
  for kind, source, service, parameters, condition in
    values
      ('release', 'metrics.noted_release', 'service_id', 'services integer[]', 'true'),
      ('label', 'metrics.noted_label', 'service_id', 'services integer[]', 'true'),
      ('change', 'metrics.noted_change', 'service_id', 'services integer[]', 'true'),
      (
        'deployment', 'metrics.noted_deployment', 'service_id', 'services integer[], environment integer',
        '(%1$s.environment is null or r.environment_id = %1$s.environment)'
      ),
      (
        'rollback', 'metrics.noted_rollback', 'service_id', 'services integer[], environment integer',
        'r.environment_id = %1$s.environment'
      ),
      (
        'incident', 'metrics.noted_incident', 'service_id', 'services integer[], environment integer',
        '(r.environment_id is null or r.environment_id = %1$s.environment)'
      ),
      ('gate', 'ledger.gate_record', 'service', 'services text[]', of_services),
      ('observation', 'ledger.observation_record', 'service', 'services text[]', of_services)
  loop
    execute format(
      'create function metrics.%1$s(size bigint, %2$s) returns setof %3$s
      language sql stable parallel safe as $function$
        select r.*
        from %3$s r
        where r.sequence < %1$s.size and (%1$s.services is null or r.%4$s = any (%1$s.services))
          and ' || condition || '
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
      'counted_' || kind, parameters, source, service
    );
  end loop;
end $$;

-- The services of a team: those whose latest release that names a team or an owner, by a label such as team:payments or
-- owner:payments, names this one.
create function metrics.team_service(size bigint, team text) returns table (service text)
language sql stable parallel safe as $$
  select s.name
  from (
    select distinct on (l.service_id) l.service_id, l.sequence
    from metrics.counted_label(team_service.size, null) l
    join metrics.word w on w.id = l.label_id
    where starts_with(w.name, 'team:') or starts_with(w.name, 'owner:')
    order by l.service_id, l.sequence desc
  ) r
  join metrics.service s on s.id = r.service_id
  where exists (
    select
    from metrics.noted_label l join metrics.word w on w.id = l.label_id
    where l.sequence = r.sequence and w.name in ('team:' || team_service.team, 'owner:' || team_service.team)
  )
$$;

-- Every record of each version that has one in [since, until): of those whose deployments lie close together, and of the
-- others. Two functions, so that the planner, which knows how many versions the table has, sees it through each of them.
create function metrics.near_deployment(
  size bigint, services integer[], environment integer, since bigint, until bigint
)
returns setof metrics.noted_deployment
language sql stable parallel safe as $$
  select r.*
  from metrics.counted_deployment(near_deployment.size, near_deployment.services, near_deployment.environment) r
  where r.at >= near_deployment.since - metrics.closeness() and r.at < near_deployment.until + metrics.closeness()
    and r.version_id not in (select v.version_id from metrics.scattered_version v)
$$;

create function metrics.scattered_deployment(
  size bigint, services integer[], environment integer, since bigint, until bigint
)
returns setof metrics.noted_deployment
language sql stable parallel safe as $$
  select r.*
  from (
    select distinct r.version_id
    from metrics.scattered_version v
    join metrics.counted_deployment(
      scattered_deployment.size, scattered_deployment.services, scattered_deployment.environment
    ) r using (version_id)
    where r.at >= scattered_deployment.since and r.at < scattered_deployment.until
  ) v
  join metrics.counted_deployment(
    scattered_deployment.size, scattered_deployment.services, scattered_deployment.environment
  ) r on r.version_id = v.version_id
$$;

-- One row a deployment that ended in [since, until). Its last ending decides; where two stand at the same instant,
-- failed goes before cancelled, and that before succeeded. It finished when its deciding status was first recorded.
create function metrics.ended(size bigint, services integer[], environment integer, since bigint, until bigint)
returns table (
  service_id integer, version_id integer, deployment_id integer, outcome integer, started_at bigint, finished_at bigint,
  incident_id integer, sequence bigint
)
language sql stable parallel safe as $$
  select
    e.service_id, e.version_id, e.deployment_id, e.outcome, e.started_at, e.finished_at, e.incident_id, e.sequence
  from (
    select
      g.service_id, g.version_id, g.deployment_id, (g.last & 3)::integer as outcome, g.started_at, g.incident_id,
      g.sequence,
      case g.last & 3 when 1 then g.first_succeeded when 3 then g.first_failed else g.first_cancelled end as finished_at
    from (
      select
        min(r.service_id) as service_id, r.version_id, r.deployment_id,
        min(r.at) filter (where r.status = 0) as started_at,
        max(r.at * 4 + r.status) filter (where r.status > 0) as last,
        min(r.at) filter (where r.status = 1) as first_succeeded,
        min(r.at) filter (where r.status = 2) as first_cancelled,
        min(r.at) filter (where r.status = 3) as first_failed,
        max(r.incident_id) as incident_id,
        min(r.sequence) as sequence
      from metrics.near_deployment(ended.size, ended.services, ended.environment, ended.since, ended.until) r
      group by r.version_id, r.deployment_id
      union all
      select
        min(r.service_id) as service_id, r.version_id, r.deployment_id,
        min(r.at) filter (where r.status = 0) as started_at,
        max(r.at * 4 + r.status) filter (where r.status > 0) as last,
        min(r.at) filter (where r.status = 1) as first_succeeded,
        min(r.at) filter (where r.status = 2) as first_cancelled,
        min(r.at) filter (where r.status = 3) as first_failed,
        max(r.incident_id) as incident_id,
        min(r.sequence) as sequence
      from metrics.scattered_deployment(ended.size, ended.services, ended.environment, ended.since, ended.until) r
      group by r.version_id, r.deployment_id
    ) g
  ) e
  -- As a case, which the planner takes to hold for half of the rows; the plain range, for next to none.
  where case when e.finished_at >= ended.since and e.finished_at < ended.until then true else false end
$$;
