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
