-- Three years of deliveries for the benchmark, straight into the projections: deterministic, in the order of time.
-- Variables: deployments, services. Each deployment brings a release of five changes; every tenth an incident, every
-- fiftieth a rollback, every twentieth release is a hotfix.

create temp table delivery as
select
  n,
  'service-' || lpad((n % :services)::text, 4, '0') as service,
  '1.' || n / :services || '.0' as version,
  '1.' || n / :services - 1 || '.0' as previous_version,
  n / :services as round,
  'deployment-' || n as deployment,
  md5(n::text) || substr(md5('commit' || n), 1, 8) as commit,
  timestamptz '2023-01-01 00:00:00Z' + n * (interval '26280 hours' / :deployments)
    + make_interval(secs => (n::bigint * 7919 % 3600)) as finished_at,
  n::bigint * 16 as sequence
from generate_series(0, :deployments - 1) n;

insert into ledger.release_record (sequence, service, version, effective_at, type, commit, previous_version, labels)
select
  sequence, service, version, finished_at - interval '2 hours',
  case when n % 20 = 7 then 'hotfix' when n % 3 = 0 then 'minor' else 'patch' end,
  commit, case when round > 0 then previous_version end,
  case when n % 10 = 0 then array['security-sensitive'] end
from delivery order by n;

insert into ledger.change_record (sequence, service, version, effective_at, commit, authored_at, committed_at, merged_at)
select
  sequence + 1 + j, service, version, finished_at - interval '1 hour',
  case when j = 0 then commit else md5(n || '-' || j) || substr(md5('c' || n), 1, 8) end,
  finished_at - make_interval(mins => (60 + (n::bigint * 31 + j * 977) % 14400)::int),
  finished_at - make_interval(mins => (50 + (n::bigint * 31 + j * 977) % 14400 / 2)::int),
  finished_at - make_interval(mins => (40 + (n::bigint * 31 + j * 977) % 14400 / 4)::int)
from delivery, generate_series(0, 4) j order by n, j;

insert into ledger.deployment_record (sequence, service, version, environment, effective_at, deployment, status, commit)
select
  sequence + 6 + j, service, version, 'production',
  finished_at - case when j = 0 then make_interval(secs => 60 + n % 900) else interval '0' end,
  deployment, case when j = 0 then 'started' when n % 33 = 5 then 'failed' else 'succeeded' end, commit
from delivery, generate_series(0, 1) j order by n, j;

insert into ledger.incident_record (
  sequence, service, environment, effective_at, incident, severity, status, caused_by, started_at
)
select
  sequence + 8 + j, service, 'production',
  finished_at + make_interval(mins => (n % 600)::int + j * (10 + (n::bigint * 13 % 500))::int),
  'incident-' || n, 'SEV' || 1 + n / 10 % 4, case when j = 0 then 'open' else 'resolved' end,
  case when n % 30 = 0 then deployment end,
  case when n % 20 = 0 then finished_at + make_interval(mins => (n % 600)::int - 5) end
from delivery, generate_series(0, 1) j where n % 10 = 0 order by n, j;

insert into ledger.rollback_record (
  sequence, service, environment, effective_at, "from", "to", status, rollback, deployment
)
select
  sequence + 10 + j, service, 'production', finished_at + make_interval(mins => 20 + j * 7),
  version, previous_version, case when j = 0 then 'started' else 'succeeded' end, 'rollback-' || n,
  case when n % 100 = 3 then deployment end
from delivery, generate_series(0, 1) j where n % 50 = 3 and round > 0 order by n, j;

-- Of the log itself what tells that there are such services.
insert into ledger.record (sequence, kind, service, recorded_at, recorded_by, leaf, leaf_hash)
select min(sequence), 'release', service, min(effective_at), 'bench', '', '' from ledger.release_record group by service;
