-- The directory of people: which identity stands behind a random id of the log. A row may be erased, with a redaction.
create table ledger.identity (
  -- a mail address, a login or a name, in lower case, composed (NFC) and without spaces around it
  identity text primary key check (
    identity = lower(identity) and identity is nfc normalized and identity = btrim(identity)
      and octet_length(identity) <= 320
  ),
  -- the random id that stands for the person in the log
  person text not null,
  -- base64url of the JSON array [salt, "identity", identity], whose SHA-256 stands in the person's record
  disclosure text not null
);

create index identity_person on ledger.identity (person);
create index person_record_person on ledger.person_record (person);

create trigger append_only before update or truncate on ledger.identity
  for each statement execute function ledger.refuse_change();

-- The record by which somebody came to be known by an identity.
create function ledger.since(known ledger.identity) returns bigint
language sql stable as $$
  select r.sequence
  from ledger.person_record r
  where r.person = known.person
    and r.identity_digest = ledger.base64url(sha256(convert_to(known.disclosure, 'UTF8')))
$$;

-- The people behind those of the identities that were known when the log had so many records; null: now.
create function ledger.find_people(identities text[], size bigint default null)
returns table (identity text, person text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.identity, i.person
  from ledger.identity i
  where i.identity = any (identities) and (size is null or ledger.since(i) < size)
$$;

-- Adds the identities that nobody has yet, each with its person record, and returns the people behind all of them.
--   disclosures   for each identity the disclosure of the digest in its record
--   bodies        for each identity its person record, under a new random id or, to name an alias, a known one
create function ledger.enrol(identities text[], disclosures text[], bodies text[])
returns table (identity text, person text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  added int[];
begin
  lock table ledger.turn in share update exclusive mode;

  added := array(
    select n from unnest(identities) with ordinality i (identity, n)
    where not exists (select from ledger.identity known where known.identity = i.identity)
    order by n
  );
  if exists (
    select from unnest(added) n
    cross join lateral (select bodies[n]::jsonb -> 'data' as data, bodies[n]::jsonb ->> 'kind' as kind) b
    cross join lateral (select convert_from(ledger.from_base64url(disclosures[n]), 'UTF8')::jsonb as words) d
    where kind is distinct from 'person' or data ->> 'person' is null
      or data ->> 'identity_digest' is distinct from ledger.base64url(sha256(convert_to(disclosures[n], 'UTF8')))
      or d.words ->> 1 <> 'identity' or d.words ->> 2 is distinct from identities[n]
  ) then
    raise exception 'an identity, its disclosure and its record do not belong together' using errcode = 'RL002';
  end if;
  -- an id that was ever given stays its person's, even of one who was forgotten
  if not ledger.is_steward() and exists (
    select from unnest(added) n
    cross join lateral (select bodies[n]::jsonb -> 'data' ->> 'person' as person) b
    group by person
    having count(*) > 1 or exists (select from ledger.person_record known where known.person = b.person)
  ) then
    raise exception 'an alias is named by a steward' using errcode = 'RL003',
      hint = 'ask a member of the role release_ledger_steward';
  end if;

  if cardinality(added) > 0 then
    perform from ledger.append(array(select bodies[n] from unnest(added) n), array_fill(null::text, array[cardinality(added)]));
    insert into ledger.identity (identity, person, disclosure)
    select identities[n], bodies[n]::jsonb -> 'data' ->> 'person', disclosures[n] from unnest(added) n;
  end if;
  return query select i.identity, i.person from ledger.identity i where i.identity = any (identities);
end $$;
