-- What has to stand before the first migration: the roles, the schemas and the list of migrations. Run before every
-- migration; changes nothing where it has run.
do $$
declare
  name text;
  attempt int := 1;
begin
  if getdatabaseencoding() <> 'UTF8' then
    raise exception 'the encoding of this database is %, and a ledger needs UTF8', getdatabaseencoding()
      using errcode = 'RL002', hint = 'make one by: create database NAME encoding ''UTF8'' template template0';
  end if;
  loop
    begin
      foreach name in array array[
        'release_ledger_owner', 'release_ledger_writer', 'release_ledger_reader', 'release_ledger_auditor',
        'release_ledger_signer', 'release_ledger_steward'
      ] loop
        if not exists (select from pg_roles where rolname = name) then
          execute format('create role %I nologin', name);
        end if;
      end loop;
      -- a writer and a signer read too, and a steward writes and publishes too
      if not pg_has_role('release_ledger_steward', 'release_ledger_reader', 'usage')
        or not pg_has_role('release_ledger_steward', 'release_ledger_signer', 'usage')
      then
        grant release_ledger_reader to release_ledger_writer, release_ledger_signer;
        grant release_ledger_writer, release_ledger_signer to release_ledger_steward;
      end if;
      if not pg_has_role(current_user, 'release_ledger_owner', 'member') then
        execute format('grant release_ledger_owner to %I', current_user);
      end if;
      exit;
    exception when duplicate_object or unique_violation or internal_error or deadlock_detected then
      -- the roles are the whole cluster's, and another of its databases is being migrated at this moment
      if attempt = 50 then
        raise;
      end if;
      attempt := attempt + 1;
      perform pg_sleep(0.02);
    end;
  end loop;
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
