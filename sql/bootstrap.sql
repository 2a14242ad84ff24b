-- What has to stand before the first migration: the roles, the schemas and the list of migrations. Run before every
-- migration; changes nothing where it has run.
do $$
declare
  name text;
begin
  foreach name in array array[
    'release_ledger_owner', 'release_ledger_writer', 'release_ledger_reader', 'release_ledger_auditor',
    'release_ledger_steward'
  ] loop
    if not exists (select from pg_roles where rolname = name) then
      begin
        execute format('create role %I nologin', name);
      exception when duplicate_object or unique_violation then
        -- another database of this cluster was quicker
        null;
      end;
    end if;
  end loop;
  -- a writer reads too, and a steward writes too
  if not pg_has_role('release_ledger_steward', 'release_ledger_reader', 'usage') then
    grant release_ledger_reader to release_ledger_writer;
    grant release_ledger_writer to release_ledger_steward;
  end if;
  if not pg_has_role(current_user, 'release_ledger_owner', 'member') then
    execute format('grant release_ledger_owner to %I', current_user);
  end if;
  foreach name in array array['ledger', 'metrics'] loop
    if not exists (select from pg_namespace where nspname = name) then
      execute format('create schema %I authorization release_ledger_owner', name);
    end if;
  end loop;
end $$;

-- The migrations that were applied, each once and in the order of their numbers.
create table if not exists ledger.migration (
  number int primary key,
  name text not null,
  -- SHA-256 of the migration's text
  checksum bytea not null,
  applied_at timestamptz not null default now(),
  applied_by text not null default session_user
);
alter table ledger.migration owner to release_ledger_owner;
