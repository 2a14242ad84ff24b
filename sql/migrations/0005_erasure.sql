-- Erases what a redaction names, the words of a record or the identities of a person, and appends the redaction, in
-- one transaction. Returns the redaction's position and how much was erased.
create function ledger.erase(redaction text) returns table (sequence bigint, erased bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  data jsonb := redaction::jsonb -> 'data';
  names text[];
  texts bigint := 0;
  identities bigint := 0;
  position bigint;
begin
  if redaction::jsonb ->> 'kind' is distinct from 'redaction' then
    raise exception 'erase takes a redaction' using errcode = 'RL002';
  end if;
  select a.sequence into position from ledger.append(array[redaction], array[null]) a;

  names := array(select jsonb_array_elements_text(data -> 'names'));
  delete from ledger.disclosure d where d.sequence = (data -> 'record')::bigint and d.name = any (names);
  get diagnostics texts = row_count;
  delete from ledger.identity i where i.person = data ->> 'person';
  get diagnostics identities = row_count;
  if texts < cardinality(names) then
    raise exception 'record % has no text of every name given', data ->> 'record' using errcode = 'RL002',
      hint = 'a text that was erased before cannot be erased again';
  elsif texts + identities = 0 then
    raise exception 'there is nothing to erase' using errcode = 'RL002',
      hint = 'name the texts of a record, or a person whose identity is in the directory';
  end if;
  return query select position, texts + identities;
end $$;
