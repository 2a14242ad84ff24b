-- The records behind each figure: what it counts (counted), compares with (compared) and leaves out (left_out).

-- For the figures over deployments and incidents, by the figure's name.
create function metrics.explain_fact(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, attribution interval, figure text
)
returns table (
  standing text, reason text, kind text, service text, name text, microseconds bigint, at timestamptz,
  records bigint[]
)
language sql stable parallel safe as $$
  select
    j.standing, j.reason, j.kind, j.service, j.name,
    case when j.standing = 'counted' then j.microseconds end,
    j.at,
    case j.kind
      when 'deployment' then array(
        select r.sequence
        from metrics.counted_deployment(explain_fact.size, null, metrics.word_id(explain_fact.environment)) r
        where r.deployment_id = j.deployment_id and r.version_id = j.version_id
        order by r.sequence
      )
      else array(
        select r.sequence
        from metrics.counted_incident(explain_fact.size, null, metrics.word_id(explain_fact.environment)) r
        where r.incident_id = j.incident_id
        order by r.sequence
      )
    end
  from (
    select
      f.kind, f.service, f.name, d.deployment_id, d.version_id, i.incident_id,
      coalesce(f.finished_at, f.started_at) as at,
      case explain_fact.figure
        when 'failed_deployment_recovery_time' then metrics.instant(f.restored_at) - metrics.instant(f.finished_at)
        when 'time_to_restore' then metrics.instant(f.finished_at) - metrics.instant(f.started_at)
      end as microseconds,
      case explain_fact.figure
        when 'deployment_frequency' then
          case f.role when 'change' then 'counted' when 'restoring' then 'left_out'
            else case f.outcome when 'cancelled' then 'left_out' end end
        when 'deployment_days' then
          case f.role when 'change' then 'counted' when 'restoring' then 'left_out'
            else case f.outcome when 'cancelled' then 'left_out' end end
        when 'change_failure_rate' then
          case
            when f.failed_by is not null then 'counted'
            when f.role = 'change' then 'compared'
            when f.role = 'restoring' then 'left_out'
          end
        when 'failed_deployment_recovery_time' then
          case when f.failed_by is not null then case when f.restored_at >= f.finished_at then 'counted' else 'left_out' end end
        when 'rework_rate' then
          case when f.unplanned then 'counted' when f.role in ('change', 'restoring') then 'compared' end
        when 'time_to_restore' then
          case when f.start_known and f.finished_at >= f.started_at then 'counted' else 'left_out' end
      end as standing,
      case
        when f.role = 'restoring' and explain_fact.figure <> 'rework_rate' then 'restoring'
        when f.outcome = 'cancelled' and f.failed_by is null then 'cancelled'
        when explain_fact.figure = 'failed_deployment_recovery_time' and f.restored_at is null then 'open'
        when explain_fact.figure = 'failed_deployment_recovery_time' and f.restored_at < f.finished_at
          then 'negative_span'
        when explain_fact.figure = 'time_to_restore' and f.finished_at is null then 'open'
        when explain_fact.figure = 'time_to_restore' and not f.start_known then 'start_unknown'
        when explain_fact.figure = 'time_to_restore' and f.finished_at < f.started_at then 'negative_span'
        when f.failed_by is not null then f.failed_by || case when f.inferred then ', inferred' else '' end
        when f.unplanned and explain_fact.figure = 'rework_rate'
          then case when f.role = 'restoring' then 'rollback' when f.hotfix then 'hotfix' else 'incident' end
      end as reason
    from metrics.fact(
      explain_fact.size, explain_fact.services, explain_fact.label, explain_fact.environment,
      explain_fact.since, explain_fact.until, explain_fact.attribution
    ) f
    left join metrics.noted_deployment d on f.kind = 'deployment' and d.sequence = f.sequence
    left join metrics.noted_incident i on f.kind = 'incident' and i.sequence = f.sequence
    where f.kind = case explain_fact.figure when 'time_to_restore' then 'incident' else 'deployment' end
  ) j
  where j.standing is not null
$$;

-- For the lead time: the commits that went out, each with its own record.
create function metrics.explain_lead_time(
  size bigint, services text[], label text, environment text,
  since timestamptz, until timestamptz, clock text
)
returns table (
  standing text, reason text, kind text, service text, name text, microseconds bigint, at timestamptz,
  records bigint[]
)
language sql stable parallel safe as $$
  select
    case l.standing when 'counted' then 'counted' else 'left_out' end,
    case l.standing
      when 'first' then 'first_deployment' when 'unknown' then 'start_unknown' when 'negative' then 'negative_span'
    end,
    'change', l.service, l.commit,
    case when l.standing = 'counted' then metrics.instant(l.delivered_at) - metrics.instant(l.clock_at) end,
    l.delivered_at,
    array[l.sequence]
  from metrics.lead_time(
    explain_lead_time.size, explain_lead_time.services, explain_lead_time.label, explain_lead_time.environment,
    explain_lead_time.since, explain_lead_time.until, explain_lead_time.clock
  ) l
  union all
  select 'left_out', 'not_deployed', 'change', u.service, u.commit, null, null, array[u.sequence]
  from metrics.undelivered(
    explain_lead_time.size, explain_lead_time.services, explain_lead_time.environment,
    explain_lead_time.since, explain_lead_time.until
  ) u
$$;

-- Where the notes differ from what they were made of: one row each, with the table and the record. Nothing that they hold
-- is left out but names that no record mentions, which no report can meet.
create function metrics.difference() returns table ("table" text, sequence bigint, problem text)
language plpgsql stable set jit = off set work_mem = '256MB' set enable_nestloop = off as $$
#variable_conflict use_column
declare
  kind text;
  noted bigint := (select n.size from metrics.noted n);
begin
  if noted > (select h.size from ledger.head h) then
    return query select 'metrics.noted', noted, 'says that more is noted than the log has';
  end if;
  foreach kind in array array['release', 'label', 'change', 'deployment', 'rollback', 'incident'] loop
    return query execute format(
      $statement$
        select
          'metrics.noted_%1$s', coalesce(n.sequence, e.sequence),
          case
            when n.sequence is null then 'is missing'
            when e.sequence is null then 'has no record that it could be of'
            else 'is not what the record says'
          end
        from metrics.noted_%1$s n
        full join (select * from metrics.%1$s_to_note e where e.sequence < $1) e on %2$s
        where n is distinct from e
      $statement$,
      kind,
      case kind
        when 'label' then 'e.sequence = n.sequence and e.label_id = n.label_id'
        else 'e.sequence = n.sequence'
      end
    ) using noted;
  end loop;
  foreach kind in array array['release', 'change', 'deployment'] loop
    return query execute format(
      $statement$
        select 'metrics.%1$s_block', b.first_sequence, 'is not what the notes say'
        from (
          select c as block, c.first_sequence, lag(c.last_sequence, 1, -1) over (order by c.first_sequence) as after
          from metrics.%1$s_block c
        ) b
        left join lateral metrics.next_%1$s_block(b.after) n on true
        where b.block is distinct from n
      $statement$,
      kind
    );
  end loop;
  return query
  select 'metrics.version', w.sequence, 'leads to another release than its name says'
  from (
    select (
      select min(m.sequence) from metrics.mentioned_version m where m.service = s.name and m.name = v.name
    ) as sequence
    from metrics.version v
    left join metrics.version b on b.id = v.base_id
    join metrics.service s on s.id = v.service_id
    where (b.service_id, b.name) is distinct from (
      case when metrics.base_version(v.name) is not null then v.service_id end, metrics.base_version(v.name)
    )
  ) w
  where w.sequence is not null;
  return query
  select
    'metrics.scattered_version', min(n.sequence),
    case when v.version_id is null then 'is missing' else 'names a version that is none' end
  from metrics.noted_deployment n
  full join metrics.scattered_version v using (version_id)
  group by version_id, v.version_id
  having (max(n.at) - min(n.at) > metrics.closeness()) is distinct from (v.version_id is not null)
    and (v.version_id is not null or max(n.at) - min(n.at) > metrics.closeness());
  return query
  select
    'metrics.repeated_commit', coalesce(n.sequence, c.sequence),
    case
      when c.commit_hash is null then 'is missing'
      when n.commit_hash is null then 'names a commit that stands in one record'
      else 'names another record than the second'
    end
  from (
    select g.service_id, g.commit_hash, metrics.second_record(g.service_id, g.commit_hash) as sequence
    from (
      select r.service_id, r.commit_hash from metrics.noted_change r
      group by r.service_id, r.commit_hash
      having count(*) > 1
    ) g
  ) n
  full join metrics.repeated_commit c on c.commit_hash = n.commit_hash and c.service_id = n.service_id
  where n.sequence is distinct from c.sequence;
end $$;
