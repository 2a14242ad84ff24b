-- Who may do what. A login gets one of these by `grant release_ledger_writer to ci`.

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
