import { expect, test } from 'vitest';
import { localTime } from '../clock.ts';
import { createRandom } from '../random.ts';
import { sendingTimes } from './ages.ts';

const HOUR = 60 * 60_000;

// A Friday at ten, a Sunday at three in the night, and the hour that comes twice: in Los Angeles.
test.each(['2026-11-20T18:00:00Z', '2026-11-22T11:00:00Z', '2026-11-01T09:30:00Z'])(
  'before %s offices have sent while they were open, and a few machines at night',
  (instant) => {
    const now = new Date(instant);
    const times = sendingTimes(createRandom(3), now, 400);
    expect(times).toHaveLength(400);
    expect(times.at(-1)?.getTime()).toBeLessThan(now.getTime());
    expect(times[0]?.getTime()).toBeGreaterThan(now.getTime() - 8 * 24 * HOUR);
    expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()));
    const inHours = times.filter((time) => {
      const { weekday, hour } = localTime(time);
      return weekday !== 'Sat' && weekday !== 'Sun' && Number(hour) >= 7 && Number(hour) < 18;
    });
    expect(inHours.length).toBeGreaterThan(300);
    expect(inHours.length).toBeLessThan(400);
  },
);
