-- One row a record in a table of its kind, written by ledger.append in the transaction of the record itself.
-- Every table carries the record's position and envelope; the other columns are the fields of its data, as the record
-- reference describes them. All of it follows from the leaves, and `audit verify` checks that it does.

-- A release as planned or cut: what it is called and which commit it is.
create table ledger.release_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version
  version text not null,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the organisation's release type: patch, minor, major, hotfix, …
  type text not null,
  -- the commit that is released
  commit text not null,
  -- the release before this one
  previous_version text,
  -- the branch it was cut from
  branch text,
  -- its tag in version control
  tag text,
  -- the channel it is meant for
  channel text,
  -- what is special about it: security-sensitive, regulated, breaking, …
  labels text[],
  -- the version to go back to when this one fails
  rollback_version text,
  -- when it is planned to reach production
  planned_at timestamptz,
  -- when the problem that it fixes was identified
  identified_at timestamptz,
  -- when development of its content was completed
  completed_at timestamptz,
  -- the release manager
  manager text,
  -- where its changelog stands
  changelog text,
  -- where its migration guide stands
  migration_guide text,
  -- where it is published
  published_uri text,
  -- where the log of its pipeline stands
  pipeline_log text,
  -- releases of other services that have to be deployed before it
  depends_on jsonb
);

-- A commit that a release contains.
create table ledger.change_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the commit
  commit text not null,
  -- when it was authored
  authored_at timestamptz,
  -- when it was committed
  committed_at timestamptz,
  -- when it was merged
  merged_at timestamptz,
  -- who wrote it
  author text,
  -- who wrote it with the author
  co_authors text[],
  -- who reviewed and approved it
  reviewers text[],
  -- the pull or merge request it came by
  pull_request text,
  -- the branch it was merged into
  branch text,
  -- what it is for the reader: feature, fix, improvement, breaking, …
  category text,
  -- what is special about it: security-sensitive, user-facing, …
  labels text[]
);

-- Something built from the release that can be deployed.
create table ledger.artifact_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version
  version text not null,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- its name
  name text not null,
  -- container-image, package, binary, archive, function, …
  type text not null,
  -- the digest of its content
  digest text not null,
  -- where it lies, such as docker://registry/app:1.2.3
  uri text,
  -- its image name and tag
  image_tag text,
  -- the commit that it was built from
  commit text,
  -- its size in bytes
  size_bytes bigint,
  -- whether its digest was checked after it was stored
  verified boolean,
  -- where its signature lies
  signature text,
  -- where its software bill of materials lies
  sbom text
);

-- Where a release stands as a whole.
create table ledger.status_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version
  version text not null,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the release's status from now on
  status text not null,
  -- who set it
  set_by text
);

-- The outcome of one quality gate, for a release or for a commit before it has a version.
create table ledger.gate_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment, where it is about one
  environment text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the gate's name: unit-tests, security-scan, …
  gate text not null,
  -- how it ended
  outcome text not null,
  -- the stage of the pipeline that it belongs to
  stage text,
  -- the commit that was examined
  commit text,
  -- which run of the gate this was, from 1
  attempt bigint,
  -- the tool that decided
  tool text,
  -- the tool's version
  tool_version text,
  -- when it started
  started_at timestamptz,
  -- when it finished
  finished_at timestamptz,
  -- numbers that the gate produced
  measurements jsonb,
  -- the files that the outcome rests on
  evidence jsonb
);

-- One item of a checklist, attested.
create table ledger.checklist_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment, where it is about one
  environment text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the checklist's name: pre-deployment, T+15m, …
  checklist text not null,
  -- the item's name
  item text not null,
  -- how it stands
  outcome text not null,
  -- the deployment that it is about
  deployment text,
  -- who did or checked it
  performed_by text
);

-- A person's decision on a release, or on a commit before it has a version, in a role.
create table ledger.approval_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment, where it is about one
  environment text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the role in which it was given: tech-lead, security-team, …
  role text not null,
  -- what was decided
  decision text not null,
  -- who decided
  approver text not null,
  -- the commit that it is bound to
  commit text,
  -- until when it counts
  expires_at timestamptz,
  -- where the approver's own signature lies
  signature text
);

-- A change of a feature flag.
create table ledger.flag_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment, where it is about one
  environment text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the flag's name
  flag text not null,
  -- what it is for
  type text not null,
  -- its value before
  "from" text not null,
  -- its value after
  "to" text not null,
  -- who changed it
  changed_by text,
  -- the role in which it was changed
  role text
);

-- A stretch of the release calendar.
create table ledger.window_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service, where it is about one
  service text,
  -- the version, where it is about one
  version text,
  -- the environment, where it is about one
  environment text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- what it means: no changes, no deployments, or the time meant for something
  type text not null,
  -- its first instant
  "from" timestamptz not null,
  -- the first instant after it
  until timestamptz not null,
  -- what it is called
  name text,
  -- when people were told
  announced_at timestamptz
);

-- Leave not to meet a control, given by another person, with a scope and an end.
create table ledger.waiver_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment, where it is about one
  environment text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the control's id
  control text not null,
  -- who asked for it
  requested_by text not null,
  -- who granted it: another person
  approved_by text not null,
  -- until when it counts
  expires_at timestamptz not null
);

-- The adoption of a policy document: which one is in force from when.
create table ledger.policy_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service, where it is about one
  service text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the policy's name
  policy text not null,
  -- the digest of the document's bytes
  digest text not null,
  -- from when it is in force
  effective_from timestamptz not null,
  -- the document's own version
  policy_version text,
  -- who put it in force
  adopted_by text,
  -- who agreed
  approved_by text,
  -- controls that it loosens against what it extends
  loosened_controls text[]
);

-- What was answered to the question whether a release may be deployed.
create table ledger.decision_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version
  version text not null,
  -- the environment
  environment text not null,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the answer
  outcome text not null,
  -- the policy's name
  policy text not null,
  -- the digest of the policy document
  policy_digest text not null,
  -- how many records of the log it rests on
  log_size bigint not null,
  -- the instant for which it was evaluated
  evaluated_at timestamptz not null,
  -- the digest of the findings as canonical JSON
  findings_digest text not null,
  -- ids of the controls that were not met
  unmet text[]
);

-- A step in the life of one deployment of a release to an environment.
create table ledger.deployment_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version
  version text not null,
  -- the environment
  environment text not null,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the deployment's id, the same in each of its records
  deployment text not null,
  -- how it stands
  status text not null,
  -- the commit that was deployed
  commit text,
  -- how it reaches its users
  strategy text,
  -- who deployed, or started the pipeline that did
  deployer text,
  -- whether a pipeline started it by itself
  automatic boolean,
  -- the channel it serves
  channel text,
  -- the branch it was deployed from
  branch text,
  -- the image name and tag that was deployed
  image_tag text,
  -- where its manifest lies
  manifest text,
  -- the incident that made it necessary
  incident text,
  -- where the log of its pipeline stands
  pipeline_log text
);

-- One step of a gradual rollout: the share of traffic from now on.
create table ledger.rollout_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment
  environment text not null,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the deployment's id
  deployment text not null,
  -- the share of traffic that the new version gets, in percent
  traffic_percent double precision not null
);

-- A number observed in operation, over a window of time.
create table ledger.observation_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment, where it is about one
  environment text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- what was observed: error_rate, response_time_p95, …
  metric text not null,
  -- the number
  value double precision not null,
  -- its unit: %, ms, s, 1
  unit text not null,
  -- the start of the window that it covers
  "from" timestamptz,
  -- the end of the window that it covers
  until timestamptz,
  -- what is normal, in the same unit
  baseline double precision,
  -- the deployment that it is about
  deployment text
);

-- A step in going back from one version to another.
create table ledger.rollback_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment
  environment text not null,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the version that is left
  "from" text not null,
  -- the version that is restored
  "to" text not null,
  -- how it stands
  status text not null,
  -- the rollback's id, the same in each of its records
  rollback text,
  -- the deployment that is undone
  deployment text,
  -- the deployment that carries it out
  restoring_deployment text,
  -- the incident that made it necessary
  incident text,
  -- whether a system decided it
  automatic boolean,
  -- what obliged it: error-rate, data-integrity, …
  trigger text,
  -- how: traffic-switch, redeploy, restore-backup, …
  method text,
  -- where the procedure that was followed stands
  procedure text,
  -- who decided it
  decided_by text,
  -- the role in which it was decided
  decider_role text,
  -- when the problem was detected
  detected_at timestamptz,
  -- when it was decided
  decided_at timestamptz,
  -- when it was carried out
  executed_at timestamptz,
  -- when the restored version was found to work
  verified_at timestamptz
);

-- A step in the life of one incident.
create table ledger.incident_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment, where it is about one
  environment text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the incident's id, the same in each of its records
  incident text not null,
  -- its severity, SEV1 the gravest
  severity text not null,
  -- how it stands
  status text not null,
  -- what kind of trouble: data-integrity, security, availability, …
  category text,
  -- the incident commander
  commander text,
  -- the deployment that caused it
  caused_by text,
  -- the deployment that fixed it
  fixed_by text,
  -- when the impact began
  started_at timestamptz,
  -- when it was detected
  detected_at timestamptz,
  -- the share of customers that felt it, in percent
  customer_impact_percent double precision
);

-- The post-mortem of an incident or of a release that failed.
create table ledger.postmortem_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the incident that it is about
  incident text,
  -- how far it is
  status text,
  -- for when it is planned
  scheduled_for timestamptz,
  -- when it was held
  held_at timestamptz,
  -- where it is written down
  document text,
  -- what follows from it
  action_items jsonb,
  -- whether the root cause was found
  root_cause_known boolean
);

-- The retrospective of a release, or of an incident.
create table ledger.retrospective_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the incident that it is about
  incident text,
  -- how far it is
  status text,
  -- for when it is planned
  scheduled_for timestamptz,
  -- when it was held
  held_at timestamptz,
  -- where it is written down
  document text,
  -- what follows from it
  action_items jsonb
);

-- Something that an audience was told.
create table ledger.communication_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- the service
  service text not null,
  -- the version, where it is about one
  version text,
  -- the environment, where it is about one
  environment text,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- who was told: engineering, support, users, executives, …
  audience text not null,
  -- by which way: slack:#releases, email, status-page, …
  channel text not null,
  -- what it was about: release-notes, deployment-start, incident-update, …
  about text not null,
  -- when in the release's life
  phase text,
  -- the incident that it is about
  incident text,
  -- when it was sent
  sent_at timestamptz,
  -- who sent it
  sent_by text,
  -- where it can be read
  uri text
);

-- A person's entry in the directory: a random id and the salted digest of an identity.
create table ledger.person_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the random id that stands for the person
  person text not null,
  -- base64url of the SHA-256 of the identity's disclosure
  identity_digest text,
  -- another id that turned out to stand for the same person
  same_as text
);

-- The erasure of sealed text or of a person's identity.
create table ledger.redaction_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the sequence number of the record whose text was erased
  record bigint,
  -- the names of the texts that were erased
  names text[],
  -- the id of the person whose identities were erased
  person text,
  -- on whose authority or by which rule
  authority text not null
);

-- The withdrawal of a record that should not count; the record itself stays.
create table ledger.correction_record (
  -- the record's position in the log
  sequence bigint primary key,
  -- when it happened: as claimed, else when it was recorded
  effective_at timestamptz not null,
  -- the sequence number of the record that no longer counts
  record bigint not null,
  -- on whose authority
  authority text not null
);

-- Records that no longer count, and since when: withdrawn by a correction, or replaced by one that amends them.
create table ledger.superseded (
  -- the record that no longer counts
  sequence bigint not null,
  -- the correction, or the record that replaces it
  superseded_by bigint not null,
  primary key (sequence, superseded_by)
);
