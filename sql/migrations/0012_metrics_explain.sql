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
        from metrics.deployment_record(explain_fact.size, explain_fact.services, explain_fact.environment) r
        where r.service = j.service and r.deployment = j.name and r.version = j.version
        order by r.sequence
      )
      else array(
        select r.sequence
        from metrics.incident_record(explain_fact.size, explain_fact.services, explain_fact.environment) r
        where r.service = j.service and r.incident = j.name
        order by r.sequence
      )
    end
  from (
    select
      f.kind, f.service, f.name, f.version, coalesce(f.finished_at, f.started_at) as at,
      case explain_fact.figure
        when 'failed_deployment_recovery_time' then metrics.microseconds(f.finished_at, f.restored_at)
        when 'time_to_restore' then metrics.microseconds(f.started_at, f.finished_at)
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
          case when f.finished_at >= f.started_at then 'counted' else 'left_out' end
      end as standing,
      case
        when f.role = 'restoring' and explain_fact.figure <> 'rework_rate' then 'restoring'
        when f.outcome = 'cancelled' and f.failed_by is null then 'cancelled'
        when explain_fact.figure = 'failed_deployment_recovery_time' and f.restored_at is null then 'open'
        when explain_fact.figure = 'failed_deployment_recovery_time' and f.restored_at < f.finished_at
          then 'negative_span'
        when explain_fact.figure = 'time_to_restore' and f.finished_at is null then 'open'
        when explain_fact.figure = 'time_to_restore' and f.finished_at < f.started_at then 'negative_span'
        when f.failed_by is not null then f.failed_by || case when f.inferred then ', inferred' else '' end
        when f.unplanned and explain_fact.figure = 'rework_rate'
          then case when f.role = 'restoring' then 'rollback' when f.hotfix then 'hotfix' else 'incident' end
      end as reason
    from metrics.fact(
      explain_fact.size, explain_fact.services, explain_fact.label, explain_fact.environment,
      explain_fact.since, explain_fact.until, explain_fact.attribution
    ) f
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
    case when l.standing = 'counted' then metrics.microseconds(l.clock_at, l.delivered_at) end,
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
