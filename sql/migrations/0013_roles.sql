-- Who may do what. A login gets one of these by `grant release_ledger_writer to ci`.

-- The root of the tree over the first records (RFC 6962 §2.1), from the tiles and what lies right of them.
create function ledger.root(size bigint) returns bytea
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  height int := 0;
  -- the roots of the perfect subtrees of this height, in tiles, that no full tile above covers, and then of what is right of them
  nodes bytea[];
  rest bytea[] := '{}';
  first bigint;
begin
  if size = 0 then
    return sha256('');
  end if;
  loop
    first := size >> (8 * (height + 1)) << 8;
    if height = 0 then
      nodes := array(
        select sha256('\x00'::bytea || r.leaf) from ledger.record r
        where r.sequence >= first and r.sequence < size order by r.sequence
      );
    else
      nodes := array(
        select t.root from ledger.tile t
        where t.level = height - 1 and t.tile_index >= first and t.tile_index < size >> (8 * height)
        order by t.tile_index
      );
    end if;
    nodes := nodes || rest;
    while cardinality(nodes) > 1 loop
      nodes := array(
        select coalesce(sha256('\x01'::bytea || nodes[2 * i - 1] || nodes[2 * i]), nodes[2 * i - 1])
        from generate_series(1, (cardinality(nodes) + 1) / 2) i order by i
      );
    end loop;
    rest := nodes;
    exit when first = 0;
    height := height + 1;
  end loop;
  return rest[1];
end $$;

-- Keeps a signed checkpoint. Whether its signature holds is for its readers to check; that it says of the log what the
-- log is, and that it is a note (C2SP signed-note), is checked here: nobody raises a false alarm for those who verify.
create function ledger.publish_checkpoint(size bigint, note text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  head ledger.head;
  lines text[] := string_to_array(note, E'\n');
  signatures text[] := lines[5:cardinality(lines) - 1];
begin
  select * into head from ledger.head;
  if size < 0 or size > head.size or lines[1] <> head.origin or lines[2] <> size::text then
    raise exception 'the checkpoint is not of this log' using errcode = 'RL002',
      detail = format('the log is %s with %s records', head.origin, head.size);
  end if;
  if lines[3] <> encode(ledger.root(size), 'base64') then
    raise exception 'the checkpoint has another root than the log' using errcode = 'RL002',
      hint = 'compare the log with your checkpoints by `audit verify`';
  end if;
  -- each the log's name and the base64 of a key's number and a signature, in the one spelling that it has
  if lines[4] <> '' or lines[cardinality(lines)] <> '' or cardinality(signatures) not between 1 and 16
    or exists (
      select from unnest(signatures) line
      cross join lateral (select substr(line, length(head.origin) + 4) as encoded) s
      where not starts_with(line, '— ' || head.origin || ' ') or s.encoded !~ '^([A-Za-z0-9+/]{4})+([A-Za-z0-9+/]{2,3}=+)?$'
        or length(s.encoded) not between 8 and 1000 or length(s.encoded) % 4 <> 0
        or translate(encode(decode(s.encoded, 'base64'), 'base64'), E'\n', '') <> s.encoded
    )
  then
    raise exception 'the checkpoint is no signed note' using errcode = 'RL002';
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
