-- Who may do what. A login gets one of these by `grant release_ledger_writer to ci`.

revoke all on all functions in schema ledger from public;
grant usage on schema ledger
  to release_ledger_writer, release_ledger_reader, release_ledger_auditor, release_ledger_signer, release_ledger_steward;

-- The writer records: CI, adapters, people at a terminal. It reads too, for can-deploy.
grant execute on function
  ledger.append(text[], text[], int[], text[], text), ledger.append_one(text, text, text[]),
  ledger.enrol(text[], text[], text[]), ledger.keep_document(text, bytea)
  to release_ledger_writer;

-- The signer publishes what was signed, so that no pipeline's secret is enough to. It reads too.
grant execute on function ledger.publish_checkpoint(bigint, text) to release_ledger_signer;

-- The steward governs: adopts policies, grants waivers, declares windows, corrects, names aliases, erases; and writes and signs.
grant execute on function ledger.erase(text) to release_ledger_steward;

-- The reader sees everything, words and people too. The auditor sees all but the directory of people, and may ask it for
-- the names that it gives: those of a policy's members.
grant select on all tables in schema ledger to release_ledger_reader, release_ledger_auditor;
revoke select on ledger.identity from release_ledger_auditor;
grant execute on function ledger.since(ledger.identity) to release_ledger_reader;
grant execute on function ledger.find_people(text[], bigint), ledger.base64url(bytea), ledger.from_base64url(text)
  to release_ledger_reader, release_ledger_auditor;
