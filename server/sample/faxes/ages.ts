import { localTime } from '../clock.ts';
import { chance, type Random } from '../random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How far back the oldest fax goes. */
const REACH = 4.5 * 24 * HOUR;

/**
 * When so many faxes were sent, oldest first and all before `now`: a few in the last hour, most of them today and
 * yesterday, the rest over the days before. Offices send while they are open; one in six machines sends at night.
 */
export function sendingTimes(random: Random, now: Date, count: number): Date[] {
  const times = Array.from({ length: count }, (_, index) => {
    const share = (count - index - 0.5 * random()) / count;
    const time = new Date(now.getTime() - 4 * MINUTE - share ** 2.4 * REACH);
    return chance(random, 1 / 6) ? time : duringOfficeHours(random, time);
  });
  return times.sort((a, b) => a.getTime() - b.getTime());
}

/** The same time, or one on the afternoon before when the offices are closed. */
function duringOfficeHours(random: Random, time: Date): Date {
  let moved = time;
  while (!isOpen(moved)) moved = new Date(moved.getTime() - HOUR * (0.5 + random()));
  return moved;
}

function isOpen(time: Date): boolean {
  const { hour, weekday } = localTime(time);
  return !['Sat', 'Sun'].includes(weekday) && Number(hour) >= 7 && Number(hour) < 18;
}
