-- Documents that records name by their digest, such as adopted policies. What cannot be read any more proves nothing.
create table ledger.document (
  -- "sha256:" and the digest of the content in hexadecimal
  digest text primary key,
  media_type text not null,
  content bytea not null check (octet_length(content) between 1 and 4194304),
  kept_at timestamptz not null default clock_timestamp(),
  kept_by text not null default session_user
);

create trigger append_only before update or delete or truncate on ledger.document
  for each statement execute function ledger.refuse_change();

-- Keeps a document, unless it is kept already, and returns its digest.
create function ledger.keep_document(media_type text, content bytea) returns text
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into ledger.document (digest, media_type, content)
  values ('sha256:' || encode(sha256(content), 'hex'), media_type, content)
  on conflict do nothing;
  select 'sha256:' || encode(sha256(content), 'hex')
$$;
