/** Times are shown in the clinic's zone and dates so that nobody can read day and month the wrong way round. */

const DAY_MS = 86_400_000;

/** `9:41` today, `Tue 9:41` within the last week, `14 Mar` this year, else `14 Mar 2025`. Both are instants. */
export function formatWhen(instant: string | undefined, now: string, timeZone: string): string {
  const time = instant ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(time)) {
    return '';
  }
  const days = dayNumber(now, timeZone) - dayNumber(instant!, timeZone);
  if (days === 0) {
    return formatTime(instant!, timeZone);
  }
  if (days > 0 && days < 7) {
    return `${part(time, timeZone, { weekday: 'short' })} ${formatTime(instant!, timeZone)}`;
  }
  const sameYear =
    part(time, timeZone, { year: 'numeric' }) === part(Date.parse(now), timeZone, { year: 'numeric' });
  return part(time, timeZone, { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) });
}

/** `9:41`, 24 hours. */
function formatTime(instant: string, timeZone: string): string {
  return part(Date.parse(instant), timeZone, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
}

/** `Fri 20 Nov 2026, 9:41`, for titles and screen readers. */
export function formatInstant(instant: string | undefined, timeZone: string): string {
  const time = instant ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(time)) {
    return '';
  }
  const date = part(time, timeZone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return `${date.replace(',', '')}, ${formatTime(instant!, timeZone)}`;
}

/** `14 Mar 1961` of a FHIR date; a year or a month alone, and what is no date, stay what they are. */
export function formatDate(date: string | undefined): string {
  if (!isDate(date)) {
    return date ?? '';
  }
  return part(Date.parse(`${date}T12:00:00Z`), 'UTC', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** How long something has waited: `5 min`, `2 h 10 min`, `3 days`. '' when it has not begun. */
export function formatWaiting(since: string | undefined, now: string): string {
  const minutes = since ? Math.floor((Date.parse(now) - Date.parse(since)) / 60_000) : Number.NaN;
  if (Number.isNaN(minutes) || minutes < 1) {
    return '';
  }
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  }
  const days = Math.floor(hours / 24);
  return days === 1 ? '1 day' : `${days} days`;
}

/** Whether a text is a day of the calendar: `2026-11-20`, not `2026-11-31`. */
export function isDate(text: string | undefined): text is string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text ?? '');
}

/** The instant at which a day begins in a zone, for date filters: `2026-11-20` → `2026-11-20T08:00:00.000Z`. */
export function startOfDay(date: string, timeZone: string): string {
  const guess = Date.parse(`${date}T00:00:00Z`);
  // Twice, because the offset at the guess may not be the offset at the answer on a night when clocks change.
  const first = guess - offset(guess, timeZone);
  const second = new Date(guess - offset(first, timeZone)).toISOString();
  // Where the clocks skip midnight (Chile) the day begins at one.
  return dateOf(second, timeZone) === date ? second : new Date(first).toISOString();
}

/** The calendar date of an instant in a zone. */
export function dateOf(instant: string, timeZone: string): string {
  return formatter('en-CA', { timeZone, dateStyle: 'short' }).format(Date.parse(instant));
}

/** The date so many days later; earlier when negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How far the wall clock of a zone is ahead of UTC at an instant, in milliseconds. */
function offset(time: number, timeZone: string): number {
  const wall = formatter('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(time);
  return Date.parse(`${wall.replace(' ', 'T')}Z`) - Math.floor(time / 1000) * 1000;
}

function dayNumber(instant: string, timeZone: string): number {
  return Date.parse(dateOf(instant, timeZone)) / DAY_MS;
}

function part(time: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return formatter('en-GB', { timeZone, ...options }).format(time);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what using it does, and a list makes dozens at every key press. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, known);
  return known;
}
