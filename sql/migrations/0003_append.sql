-- Appending: the one way in.

-- base64url without padding, as RFC 7515 §2 has it.
create function ledger.base64url(bytes bytea) returns text
language sql immutable strict parallel safe as $$
  select rtrim(translate(encode(bytes, 'base64'), E'+/\n', '-_'), '=')
$$;

-- The bytes that base64url stands for.
create function ledger.from_base64url(encoded text) returns bytea
language sql immutable strict parallel safe as $$
  select decode(translate(encoded, '-_', '+/') || repeat('=', (4 - length(encoded) % 4) % 4), 'base64')
$$;

-- Adds the leaf hashes of whole tiles to the tree: writes the tiles that they fill, on every level, and returns the new
-- frontier.
--   first   the index of the first leaf, a multiple of 256
create function ledger.grow(first bigint, frontier bytea, leaf_hashes bytea) returns bytea
language plpgsql as $$
declare
  -- the new nodes of this height, the first of which has the index "first"
  nodes bytea := leaf_hashes;
  height int := 0;
  count int;
  edge bytea := '';
  -- hashes of the lowest unfinished tile of the previous tile level, when it fills up; and that tile's position
  tile_hashes bytea := null;
begin
  if octet_length(leaf_hashes) % 8192 <> 0 or octet_length(frontier) <> 32 * bit_count((first / 256)::bit(64)) then
    raise exception 'the hashes of the last records are not what they were' using errcode = 'RL006';
  end if;
  loop
    count := octet_length(nodes) / 32;
    exit when count = 0;
    if height % 8 = 0 then
      if tile_hashes is not null then
        insert into ledger.tile (level, tile_index, hashes, root)
        select height / 8 - 1, first + i, substr(tile_hashes, i * 8192 + 1, 8192), substr(nodes, i * 32 + 1, 32)
        from generate_series(0, count - 1) i;
        tile_hashes := null;
      end if;
      if first % 256 + count >= 256 then
        if first % 256 = 0 then
          tile_hashes := nodes;
        else
          select string_agg(t.root, ''::bytea order by t.tile_index) || nodes into tile_hashes
          from ledger.tile t
          where t.level = height / 8 - 1 and t.tile_index >= first - first % 256 and t.tile_index < first;
        end if;
      end if;
    end if;
    if first % 2 = 1 then
      nodes := substr(frontier, octet_length(frontier) - 31) || nodes;
      frontier := substr(frontier, 1, octet_length(frontier) - 32);
      first := first - 1;
      count := count + 1;
    end if;
    if count % 2 = 1 then
      edge := substr(nodes, count * 32 - 31) || edge;
    end if;
    if count = 2 then
      nodes := sha256('\x01'::bytea || nodes);
    elsif count < 2 then
      nodes := '';
    else
      -- generate_series counts upwards, which an "order by" would sort once more
      select string_agg(sha256('\x01'::bytea || substr(nodes, i * 64 + 1, 64)), ''::bytea) into nodes
      from generate_series(0, count / 2 - 1) i;
    end if;
    first := first / 2;
    height := height + 1;
  end loop;
  return frontier || edge;
end $$;

-- Makes for each kind a function that writes the rows of records of the kind, which ledger.project calls, and
-- ledger.project_one for a record alone. They take each column from the field of its name, cast to the column's type, and
-- return how many they wrote: a function whose value is taken needs no statement of its own, as `perform` makes one.
--   first     the position of the batch
--   parsed    the bodies of all of its records
--   places    the places among them of those that are of the kind, counted from 1
--   at        when they are recorded
do $do$
declare
  kind text;
  columns text;
  branches text := '';
  branches_of_one text := '';
  unknown text := $body$
    else
      raise exception 'there is no record kind "%"', kind
        using errcode = 'RL002', hint = 'the database may be older than the client: run `database migrate`';
  end case;$body$;
begin
  for kind, columns in
    select
      replace(r.relname, '_record', ''),
      string_agg(
        case
          when a.attname = 'sequence' then 'sequence'
          when a.attname = 'effective_at' then 'coalesce((json ->> ''occurred_at'')::timestamptz, at)'
          when a.attname in ('service', 'version', 'environment') then format('json ->> %L', a.attname)
          when a.atttypid = 'text'::regtype then format('data ->> %L', a.attname)
          when a.atttypid = 'jsonb'::regtype then format('data -> %L', a.attname)
          when a.atttypid = 'text[]'::regtype then
            format('case when data ? %1$L then array(select jsonb_array_elements_text(data -> %1$L)) end', a.attname)
          else format('(data ->> %L)::%s', a.attname, format_type(a.atttypid, null))
        end,
        E',\n      ' order by a.attnum
      )
    from pg_class r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0
    where r.relnamespace = 'ledger'::regnamespace and r.relkind = 'r' and r.relname like '%\_record'
    group by r.relname
    -- a kind is compared with those before it, so the commonest come first
    order by r.relname <> all ('{gate_record,change_record,approval_record,deployment_record}'), r.relname
  loop
    execute format($function$
create function ledger.%1$I(first bigint, parsed jsonb[], places int[], at timestamptz) returns int
language plpgsql as $body$
begin
  insert into ledger.%2$I
  select
      %3$s
  from (
    select first + place - 1 as sequence, parsed[place] as json, parsed[place] -> 'data' as data
    from unnest(places) place
    offset 0
  ) given;
  return cardinality(places);
end $body$
    $function$, 'project_' || kind, kind || '_record', columns);
    branches := branches
      || format(E'\n    when %L then return ledger.%I(first, parsed, places, at);', kind, 'project_' || kind);
    branches_of_one := branches_of_one
      || format(E'\n    when %L then insert into ledger.%I values (\n      %s\n    );', kind, kind || '_record', columns);
  end loop;
  execute format($function$
create function ledger.project(kind text, first bigint, parsed jsonb[], places int[], at timestamptz) returns int
language plpgsql as $body$
begin
  case kind%s%s
end $body$;
create function ledger.project_one(kind text, sequence bigint, json jsonb, data jsonb, at timestamptz) returns int
language plpgsql as $body$
begin
  case kind%s%s
  return 1;
end $body$
  $function$, branches, unknown, branches_of_one, unknown);
end $do$;

-- Whether a request under a known key asks for what is already on record. Sealed text is compared by its words, since
-- every request salts them anew; words that were erased since cannot differ.
create function ledger.is_repetition(sequence bigint, body text, disclosures text[]) returns boolean
language sql stable as $$
  select (old.body - 'text') = (is_repetition.body::jsonb - 'text')
    and coalesce(array(select jsonb_object_keys(old.body -> 'text') order by 1), '{}')
      = coalesce(array(select jsonb_object_keys(is_repetition.body::jsonb -> 'text') order by 1), '{}')
    and not exists (
      select
      from unnest(is_repetition.disclosures) as new (disclosure)
      cross join lateral (select convert_from(ledger.from_base64url(new.disclosure), 'UTF8')::jsonb as words) n
      join ledger.disclosure d on d.sequence = is_repetition.sequence and d.name = n.words ->> 1
      where convert_from(ledger.from_base64url(d.disclosure), 'UTF8')::jsonb ->> 2 is distinct from n.words ->> 2
    )
  from (
    select convert_from(r.leaf, 'UTF8')::jsonb -> 'body' as body from ledger.record r where r.sequence = is_repetition.sequence
  ) old
$$;

-- The words in disclosures, by their names.
create function ledger.words(disclosures text[]) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_object_agg(content ->> 1, content ->> 2), '{}')
  from unnest(disclosures) as given (disclosure)
  cross join lateral (select convert_from(ledger.from_base64url(given.disclosure), 'UTF8')::jsonb as content) c
$$;

-- The records of one kind in a batch.
create type ledger.kind_of_batch as (
  kind text,
  -- their places in the batch, counted from 1
  places int[]
);

-- Refuses a record that is not the user's to append.
create function ledger.check_rights(kind_of text[], parsed jsonb[]) returns void
language plpgsql stable as $$
begin
  if ledger.is_steward() then
    return;
  elsif kind_of && '{policy,waiver,window,redaction}' then
    raise exception 'only a steward records a policy, a waiver, a window or a redaction'
      using errcode = 'RL003', hint = 'ask a member of the role release_ledger_steward';
  elsif exists (select from unnest(parsed) json where json ->> 'kind' = 'person' and json -> 'data' ? 'same_as') then
    raise exception 'only a steward records that two people are one'
      using errcode = 'RL003', hint = 'ask a member of the role release_ledger_steward';
  end if;
end $$;

-- Refuses a record that is said to happen after tomorrow.
create function ledger.refuse_future(occurred_at timestamptz) returns void
language plpgsql as $$
begin
  raise exception 'a record is said to happen at %, more than 24 hours from now',
    to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    using errcode = 'RL002', hint = 'look at the clock of its sender';
end $$;

-- Fills the tiles that end within a batch.
create function ledger.fill_tiles(first bigint, batch int) returns void
language plpgsql as $$
begin
  update ledger.head h
  set frontier = ledger.grow(
    first - first % 256, h.frontier,
    (
      select string_agg(r.leaf_hash, ''::bytea order by r.sequence) from ledger.record r
      where r.sequence >= first - first % 256 and r.sequence < first + batch - (first + batch) % 256
    )
  )
  where only_row;
end $$;

-- Appends records in their order, all or none, and returns one row for each: its position, when it was recorded, and
-- whether its key was known already (then nothing was added for it).
--   bodies          the records' bodies as canonical JSON
--   keys            the idempotency key of each, or null
--   disclosure_of   for each disclosure the record that it belongs to, counted from 1
--   disclosures     the disclosures of sealed text
--   after           the key of a record that has to be on record already: for a sender with batches under way over two
--                   connections, who wants them in order
create function ledger.append(
  bodies text[], keys text[], disclosure_of int[] default '{}', disclosures text[] default '{}', after text default null
)
returns table (sequence bigint, recorded_at timestamptz, repeated boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
-- plans made while the log was small must not scan it when it is large, nor be made anew for each call
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
#variable_conflict use_column
declare
  batch int := cardinality(bodies);
  -- the position of the first
  first bigint;
  parsed jsonb[];
  -- the other columns of ledger.record, and each leaf up to its body's end
  kind_of text[];
  service_of text[];
  version_of text[];
  environment_of text[];
  occurred_at_of timestamptz[];
  beginnings bytea[];
  of_kind ledger.kind_of_batch;
  kinds ledger.kind_of_batch[];
  -- when the latest of them is said to have happened
  latest timestamptz;
  supersedes boolean;
  seals boolean;
  now timestamptz;
  -- what follows the body in each leaf, up to the position
  ending text;
  projected int;
  violated text;
begin
  if array_dims(bodies) is distinct from format('[1:%s]', batch) or array_dims(keys) is distinct from array_dims(bodies)
    or array_dims(disclosure_of) is distinct from array_dims(disclosures) then
    raise exception 'append takes as many keys as bodies, and at least one, in arrays that count from 1'
      using errcode = 'RL002';
  end if;
  -- acknowledged means durable, whatever the database or the user has for a default
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;

  -- What needs no position comes before the turn, for which others wait. JSON is read row by row: a cast of the array would
  -- keep what the reading of each leaves behind until the last is read.
  select
    array_agg(json), array_agg(kind), array_agg(json ->> 'service'), array_agg(json ->> 'version'),
    array_agg(json ->> 'environment'), array_agg(occurred_at), max(occurred_at),
    array_agg(convert_to('{"body":' || given.body, 'UTF8')),
    bool_or(json ? 'amends' or kind = 'correction'), bool_or(json ? 'text')
  into
    parsed, kind_of, service_of, version_of, environment_of, occurred_at_of, latest, beginnings, supersedes, seals
  from (
    select read.body, json, json ->> 'kind' as kind, (json ->> 'occurred_at')::timestamptz as occurred_at
    from (select b.body, b.body::jsonb as json from (select unnest(bodies) as body) b offset 0) read
    offset 0
  ) given;
  select array_agg((kind, places)::ledger.kind_of_batch) into kinds
  from (
    select kind, array_agg(place) as places
    from (select unnest(kind_of) as kind, generate_series(1, batch) as place) given
    group by kind
  ) k;
  if kind_of && '{policy,waiver,window,redaction,person}' then
    perform ledger.check_rights(kind_of, parsed);
  end if;

  lock table ledger.turn in share update exclusive mode;
  begin
    update ledger.head h set size = h.size + batch, recorded_at = greatest(clock_timestamp(), h.recorded_at)
    where only_row
    returning h.size - batch, h.recorded_at into first, now;
    if after is not null then
      perform from ledger.record r where r.idempotency_key = after;
      if not found then
        raise exception 'the record "%" that these come after is not on record', after
          using errcode = 'RL005', hint = 'send them again when it is';
      end if;
    end if;
    if latest > now + interval '24:00:00' then
      perform ledger.refuse_future(latest);
    end if;

    ending := format(
      ',"recorded_at":"%s","recorded_by":%s,"seq":',
      to_char(now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), to_json(session_user::text)
    );
    insert into ledger.record (
      sequence, kind, service, version, environment, occurred_at, recorded_at, recorded_by, idempotency_key, leaf,
      leaf_hash
    )
    select
      sequence, kind, service, version, environment, occurred_at, now, session_user, key, leaf,
      sha256('\x00'::bytea || leaf)
    from (
      select
        sequence, kind, service, version, environment, occurred_at, key,
        beginning || convert_to(ending || sequence || ',"v":1}', 'UTF8') as leaf
      from (
        select
          unnest(kind_of) as kind, unnest(service_of) as service, unnest(version_of) as version,
          unnest(environment_of) as environment, unnest(occurred_at_of) as occurred_at,
          unnest(beginnings) as beginning, unnest(keys) as key,
          generate_series(first, first + batch - 1) as sequence
      ) given
      offset 0
    ) given;
    foreach of_kind in array kinds loop
      projected := ledger.project(of_kind.kind, first, parsed, of_kind.places, now);
    end loop;
  exception
    when unique_violation then
      get stacked diagnostics violated = constraint_name;
      if violated <> 'record_idempotency_key' then
        raise;
      end if;
      return query select * from ledger.append_unknown(bodies, keys, disclosure_of, disclosures);
      return;
  end;

  if supersedes then
    perform ledger.supersede(first, parsed);
  end if;
  if seals or cardinality(disclosures) > 0 then
    perform ledger.disclose(first, parsed, disclosure_of, disclosures);
  end if;
  if first % 256 + batch >= 256 then
    perform ledger.fill_tiles(first, batch);
  end if;

  return query select first + n, now, false from generate_series(0, batch - 1) n;
end $$;

-- Appends one record as ledger.append does, with statements of its own: to start those for many takes longer than to
-- write one.
create function ledger.append_one(body text, key text, disclosures text[])
returns table (sequence bigint, recorded_at timestamptz, repeated boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
#variable_conflict use_column
declare
  json jsonb := body;
  kind text := json ->> 'kind';
  occurred_at timestamptz := json ->> 'occurred_at';
  leaf bytea;
  projected int;
  violated text;
begin
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  if kind in ('policy', 'waiver', 'window', 'redaction', 'person') then
    perform ledger.check_rights(array[kind], array[json]);
  end if;

  lock table ledger.turn in share update exclusive mode;
  begin
    update ledger.head h set size = h.size + 1, recorded_at = greatest(clock_timestamp(), h.recorded_at)
    where only_row
    returning h.size - 1, h.recorded_at, false into sequence, recorded_at, repeated;
    if occurred_at > recorded_at + interval '24:00:00' then
      perform ledger.refuse_future(occurred_at);
    end if;

    leaf := convert_to(
      format(
        '{"body":%s,"recorded_at":"%s","recorded_by":%s,"seq":%s,"v":1}', body,
        to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), to_json(session_user::text), sequence
      ),
      'UTF8'
    );
    insert into ledger.record (
      sequence, kind, service, version, environment, occurred_at, recorded_at, recorded_by, idempotency_key, leaf,
      leaf_hash
    ) values (
      sequence, kind, json ->> 'service', json ->> 'version', json ->> 'environment', occurred_at, recorded_at,
      session_user, key, leaf, sha256('\x00'::bytea || leaf)
    );
    projected := ledger.project_one(kind, sequence, json, json -> 'data', recorded_at);
  exception
    when unique_violation then
      get stacked diagnostics violated = constraint_name;
      if violated <> 'record_idempotency_key' then
        raise;
      end if;
      return query select * from ledger.append_unknown(
        array[body], array[key], array_fill(1, array[cardinality(disclosures)]), disclosures
      );
      return;
  end;

  if json ? 'amends' or kind = 'correction' then
    perform ledger.supersede(sequence, array[json]);
  end if;
  if json ? 'text' or cardinality(disclosures) > 0 then
    perform ledger.disclose(sequence, array[json], array_fill(1, array[cardinality(disclosures)]), disclosures);
  end if;
  if sequence % 256 = 255 then
    perform ledger.fill_tiles(sequence, 1);
  end if;
  return next;
end $$;

-- Whether the authenticated user governs the ledger.
create function ledger.is_steward() returns boolean
language sql stable as $$
  select pg_has_role(session_user, 'release_ledger_steward', 'member')
$$;

-- Notes which records no longer count: those that a record of the batch amends, or a correction withdraws.
create function ledger.supersede(first bigint, parsed jsonb[]) returns void
language plpgsql as $$
declare
  wrong record;
begin
  with batch as (
    select first + n - 1 as sequence, json, json ->> 'kind' as kind, json ->> 'service' as service
    from unnest(parsed) with ordinality b (json, n)
  ), given as (
    select sequence, (json ->> 'amends')::bigint as target, kind, service, true as amends from batch where json ? 'amends'
    union all
    -- a correction that amends another withdraws besides what it names
    select sequence, (json -> 'data' ->> 'record')::bigint, kind, service, false from batch where kind = 'correction'
  ), noted as (
    insert into ledger.superseded (sequence, superseded_by) select distinct g.target, g.sequence from given g
  )
  select
    g.target,
    case
      when old.sequence is null then 'there is no such record'
      when g.amends and (old.kind, old.service) is distinct from (g.kind, g.service)
        then format('that is a %s record of %s', old.kind, coalesce(old.service, 'no service'))
      else 'another principal recorded it, and only a steward corrects the records of others'
    end as reason,
    case when old.sequence is null or g.amends and (old.kind, old.service) is distinct from (g.kind, g.service)
      then 'RL002' else 'RL003'
    end as code
  into wrong
  from given g left join ledger.record old on old.sequence = g.target and old.sequence < first
  where old.sequence is null
    or g.amends and (old.kind, old.service) is distinct from (g.kind, g.service)
    or old.recorded_by <> session_user and not ledger.is_steward()
  limit 1;
  if found then
    raise exception 'record % cannot be corrected: %', wrong.target, wrong.reason using errcode = wrong.code;
  end if;
end $$;

-- Keeps the disclosures of a batch, each of which has to be the one that its leaf promises.
create function ledger.disclose(first bigint, parsed jsonb[], disclosure_of int[], disclosures text[]) returns void
language plpgsql as $$
declare
  wrong text;
begin
  with given as (
    select
      n, disclosure,
      (convert_from(ledger.from_base64url(disclosure), 'UTF8')::jsonb ->> 1) as name,
      ledger.base64url(sha256(convert_to(disclosure, 'UTF8'))) as digest
    from unnest(disclosure_of, disclosures) d (n, disclosure)
  ), promised as (
    select n::int as n, t.key as name, t.value as digest
    from unnest(parsed) with ordinality b (json, n), jsonb_each_text(b.json -> 'text') t
  ), kept as (
    insert into ledger.disclosure (sequence, name, disclosure)
    select first + g.n - 1, g.name, g.disclosure
    from given g join promised p using (n, name, digest)
    returning sequence, name
  )
  select format('%s of record %s', coalesce(p.name, g.name), coalesce(p.n, g.n)) into wrong
  from promised p full join given g using (n, name, digest)
  where p.n is null or g.n is null
  limit 1;
  if wrong is not null then
    raise exception 'the disclosure and the digest of % do not belong together', wrong using errcode = 'RL002';
  end if;
end $$;

-- Appends what is new of a batch in which some keys are on record already or stand twice.
create function ledger.append_unknown(bodies text[], keys text[], disclosure_of int[], disclosures text[])
returns table (sequence bigint, recorded_at timestamptz, repeated boolean)
language plpgsql as $$
#variable_conflict use_column
declare
  -- for each record of the batch the one of the batch that has its key first, and the one on record that has it
  leader int[];
  on_record bigint[];
  -- for each record of the batch the words that it seals
  words jsonb[];
  fresh int[];
  offending record;
begin
  select
    array_agg(coalesce(min_n, n)::int order by n),
    array_agg(r.sequence order by n)
  into leader, on_record
  from (
    select n, key, case when key is not null then min(n) over (partition by key) end as min_n
    from unnest(keys) with ordinality k (key, n)
  ) k
  left join ledger.record r on r.idempotency_key = k.key;
  words := array(
    select ledger.words(array(select d from unnest(disclosure_of, disclosures) x (o, d) where o = n))
    from generate_subscripts(keys, 1) n order by n
  );

  select n, keys[n] as key, on_record[n] as sequence into offending
  from generate_subscripts(keys, 1) n
  where case
    when on_record[n] is not null then not ledger.is_repetition(
      on_record[n], bodies[n],
      array(select d from unnest(disclosure_of, disclosures) x (o, d) where o = n)
    )
    else leader[n] <> n
      and ((bodies[n]::jsonb - 'text') <> (bodies[leader[n]]::jsonb - 'text') or words[n] <> words[leader[n]])
  end
  order by n limit 1;
  if found then
    raise exception 'the idempotency key "%" stands for another record already', offending.key
      using errcode = 'RL001',
        detail = case
          when offending.sequence is null then format('record %s of this batch has other content', leader[offending.n])
          else format('record %s of the ledger has other content', offending.sequence)
        end,
        hint = 'repeat a request unchanged, or give a new fact a key of its own';
  end if;

  fresh := array(select n from generate_subscripts(keys, 1) n where on_record[n] is null and leader[n] = n order by n);
  if cardinality(fresh) = 0 then
    return query
    select r.sequence, r.recorded_at, true
    from unnest(on_record) with ordinality o (sequence, n) join ledger.record r using (sequence)
    order by o.n;
    return;
  end if;
  return query
  with added as (
    select a.sequence, a.recorded_at, row_number() over (order by a.sequence) as place
    from ledger.append(
      array(select bodies[f] from unnest(fresh) with ordinality x (f, i) order by i),
      array(select keys[f] from unnest(fresh) with ordinality x (f, i) order by i),
      array(
        select array_position(fresh, d.o) from unnest(disclosure_of) with ordinality d (o, i)
        where d.o = any (fresh) order by i
      ),
      array(
        select d.disclosure from unnest(disclosure_of, disclosures) with ordinality d (o, disclosure, i)
        where d.o = any (fresh) order by i
      )
    ) a
  )
  select coalesce(r.sequence, a.sequence), coalesce(r.recorded_at, a.recorded_at), r.sequence is not null or leader[n] <> n
  from generate_subscripts(keys, 1) n
  left join ledger.record r on r.sequence = on_record[n]
  left join added a on a.place = array_position(fresh, leader[n])
  order by n;
end $$;
