-- The local calendar of a time zone.

-- By how many microseconds local clocks are ahead of UTC from an instant on, which counts microseconds since 1970 too: at
-- since, and at each turn of the clocks between since and until.
create function metrics.clock_turns(since timestamptz, until timestamptz, zone text)
returns table (at bigint, ahead bigint)
language plpgsql stable parallel safe as $$
declare
  day timestamptz;
  first timestamptz;
  middle timestamptz;
  last timestamptz;
begin
  at := metrics.instant(clock_turns.since);
  ahead := metrics.microseconds((clock_turns.since at time zone zone) - (clock_turns.since at time zone 'UTC'));
  return next;
  if zone = 'UTC' then
    return;
  end if;
  -- Clocks turn at a whole second and not twice within a day: a day at whose end they stand otherwise is halved down to it.
  day := date_trunc('second', clock_turns.since);
  while day < clock_turns.until loop
    first := day;
    day := day + interval '24 hours';
    last := day;
    if metrics.microseconds((last at time zone zone) - (last at time zone 'UTC')) <> ahead then
      while last - first > interval '1 second' loop
        middle := first + date_trunc('second', (last - first) / 2);
        if metrics.microseconds((middle at time zone zone) - (middle at time zone 'UTC')) = ahead then
          first := middle;
        else
          last := middle;
        end if;
      end loop;
      at := metrics.instant(last);
      ahead := metrics.microseconds((last at time zone zone) - (last at time zone 'UTC'));
      return next;
    end if;
  end loop;
end $$;

-- The buckets that a period touches; whole ones lie in it from their first instant to their last. Where clocks are turned
-- back over midnight, a period touches days before the one that it begins in, or after the one that it ends in.
create function metrics.buckets(since timestamptz, until timestamptz, bucket text, zone text)
returns table (bucket date, is_whole boolean)
language sql stable parallel safe as $$
  with edge as (
    select metrics.timestamp(t.at + t.ahead) at time zone 'UTC' as local
    from metrics.clock_turns(buckets.since, buckets.until, buckets.zone) t
    where t.at < metrics.instant(buckets.until)
    union all
    -- right before each turn
    select metrics.timestamp(t.at - 1) at time zone buckets.zone
    from metrics.clock_turns(buckets.since, buckets.until, buckets.zone) t
    where t.at > metrics.instant(buckets.since) and t.at < metrics.instant(buckets.until)
    union all
    select (buckets.until - interval '1 microsecond') at time zone buckets.zone
  )
  select
    b.start::date,
    b.start at time zone buckets.zone >= buckets.since
      and (b.start + b.step) at time zone buckets.zone <= buckets.until
  from (
    select
      generate_series(
        date_trunc(buckets.bucket, (select min(e.local) from edge e)), (select max(e.local) from edge e),
        ('1 ' || buckets.bucket)::interval
      ) as start,
      ('1 ' || buckets.bucket)::interval as step
  ) b
$$;
