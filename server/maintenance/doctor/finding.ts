/**
 * What a check found. `look`: works, and somebody should know. `broken`: does not work, or data is not what it was.
 * Nothing in it is about a patient: counts, support ids and ids of resources only.
 */
export interface Finding {
  readonly state: 'ok' | 'look' | 'broken';
  /** What was looked at. */
  readonly what: string;
  /** How it is. */
  readonly says: string;
  /** What to do about it. */
  readonly todo?: string;
}

/** The first few of a list, for a line. */
export function someOf(list: readonly string[]): string {
  const most = 5;
  const more = list.length > most ? ` and ${list.length - most} more` : '';
  return list.slice(0, most).join(', ') + more;
}

/** `1 fax`, `2 faxes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `710 MB`, `71 GB`. */
export function sizeOf(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 10_000 ? `${Math.round(megabytes)} MB` : `${Math.round(megabytes / 1024)} GB`;
}
