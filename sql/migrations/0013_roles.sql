-- Who may do what. A login gets one of these by `grant release_ledger_writer to ci`.

-- Keeps a signed checkpoint. Whether its signature holds is for its readers to check.
create function ledger.publish_checkpoint(size bigint, note text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  head ledger.head;
begin
  select * into head from ledger.head;
  if size > head.size or split_part(note, E'\n', 1) <> head.origin or split_part(note, E'\n', 2) <> size::text then
    raise exception 'the checkpoint is not of this log' using errcode = 'RL002',
      detail = format('the log is %s with %s records', head.origin, head.size);
  end if;
  insert into ledger.checkpoint (size, note) values (size, note) on conflict do nothing;
end $$;

revoke all on all functions in schema ledger from public;
grant usage on schema ledger
  to release_ledger_writer, release_ledger_reader, release_ledger_auditor, release_ledger_steward;

-- The writer records: CI, adapters, people at a terminal. It reads too, for can-deploy.
grant execute on function
  ledger.append(text[], text[], int[], text[], text), ledger.enrol(text[], text[], text[]),
  ledger.publish_checkpoint(bigint, text), ledger.keep_document(text, bytea)
  to release_ledger_writer;

-- The steward, besides, governs: adopts policies, grants waivers, declares windows, corrects, names aliases, erases; and writes.
grant execute on function ledger.erase(text) to release_ledger_steward;

-- The reader sees everything, words and people too. The auditor sees all but the directory of people.
grant select on all tables in schema ledger to release_ledger_reader, release_ledger_auditor;
revoke select on ledger.identity from release_ledger_auditor;
grant execute on function ledger.find_people(text[]) to release_ledger_reader;
grant execute on function ledger.base64url(bytea), ledger.from_base64url(text)
  to release_ledger_reader, release_ledger_auditor;
