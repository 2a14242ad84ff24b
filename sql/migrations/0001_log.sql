-- The log: what was recorded, in order, and the Merkle tree over it (RFC 6962 §2.1).

-- Limits of columns are domains, since the checks of a table are read anew for each statement.

-- A leaf's exact bytes: {"body":…,"recorded_at":…,"recorded_by":…,"seq":…,"v":1} as RFC 8785 canonical JSON.
create domain ledger.leaf as bytea check (octet_length(value) <= 65535);

-- A sender's name for a request, by which a repetition is recognised.
create domain ledger.idempotency_key as text collate "C" check (octet_length(value) between 1 and 500);

-- A name for a log that no other has.
create domain ledger.origin as text check (value ~ '^[^[:cntrl:][:space:]+]+$');

-- The key of a table's only row.
create domain ledger.only_row as boolean check (value);

-- One row a record. Rows are only ever added, by ledger.append.
create table ledger.record (
  -- the record's position in the log and the index of its leaf in the tree, from 0 without gaps
  sequence bigint primary key,
  -- the record's kind
  kind text not null,
  -- the service, version and environment it is about, where it is about one
  service text collate "C",
  version text collate "C",
  environment text collate "C",
  -- when its sender claims that it happened; null where the sender claims nothing
  occurred_at timestamptz,
  -- when the ledger learned of it; never decreases along the log
  recorded_at timestamptz not null,
  -- the authenticated database user who appended it
  recorded_by text not null,
  -- the sender's name for this request; no part of the leaf
  idempotency_key ledger.idempotency_key,
  leaf ledger.leaf not null,
  -- the leaf's hash in the tree (RFC 6962 §2.1): the SHA-256 of a zero byte and the leaf
  leaf_hash bytea not null
);

create unique index record_idempotency_key on ledger.record (idempotency_key) where idempotency_key is not null;
create index record_service on ledger.record (service, version, sequence);

-- The disclosures of sealed text: what the digests in a leaf's "text" stand for. A row may be erased, with a redaction.
create table ledger.disclosure (
  -- the record that carries the digest
  sequence bigint not null references ledger.record,
  -- the text's name in the record
  name text not null,
  -- base64url of the JSON array [salt, name, value]; its SHA-256 stands in the leaf
  disclosure text not null,
  primary key (sequence, name)
);

-- The turn to append: locked by every append until it is committed, so that positions have no gaps and commits follow their
-- order. It has no rows, since those who wait for a table stand in a queue; those who wait for a row run for it, again and
-- again.
create table ledger.turn ();

-- The head of the log: one row.
create table ledger.head (
  only_row ledger.only_row primary key default true,
  -- its name, given to every checkpoint
  origin ledger.origin not null,
  -- the number of records
  size bigint not null default 0,
  -- the roots of the perfect subtrees that the full tiles make up, largest first, 32 bytes each; the hashes of the leaves
  -- right of them stand in ledger.record
  frontier bytea not null default '',
  -- when the last record was recorded
  recorded_at timestamptz not null default '-infinity'
) with (fillfactor = 10);

-- Full tiles of 256 hashes (C2SP tlog-tiles). What lies right of them follows from the leaves and these.
create table ledger.tile (
  -- 0 for tiles of leaf hashes, n for tiles of roots of tiles of level n - 1
  level smallint not null,
  -- the tile's position in its level
  tile_index bigint not null,
  -- its 256 hashes
  hashes bytea not null check (octet_length(hashes) = 8192),
  -- the root of the subtree that it spans
  root bytea not null check (octet_length(root) = 32),
  primary key (level, tile_index)
);

-- Signed checkpoints (C2SP tlog-checkpoint) that were published.
create table ledger.checkpoint (
  -- the size of the tree it speaks of
  size bigint not null,
  -- the signed note
  note text not null,
  published_at timestamptz not null default clock_timestamp(),
  published_by text not null default session_user,
  primary key (size, note)
);

-- Refuses what an append-only table must not suffer.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger only grows: % on % is refused', lower(tg_op), tg_table_name
    using errcode = 'RL004', hint = 'correct a record by another record; erase text with redact';
end $$;

create trigger append_only before update or delete or truncate on ledger.record
  for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.tile
  for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.checkpoint
  for each statement execute function ledger.refuse_change();
create trigger append_only before delete or truncate on ledger.head
  for each statement execute function ledger.refuse_change();
create trigger append_only before update or truncate on ledger.disclosure
  for each statement execute function ledger.refuse_change();

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
