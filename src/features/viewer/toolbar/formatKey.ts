const NAMES: Readonly<Record<string, string>> = { PageDown: 'PgDn', PageUp: 'PgUp', '-': '−' };

/** A key as it is printed on a keyboard: `mod+f` is "Ctrl F", or "⌘ F" on a Mac. */
export function formatKey(key: string, isMac: boolean): string {
  const modified = key.startsWith('mod+');
  const name = modified ? key.slice('mod+'.length).toUpperCase() : (NAMES[key] ?? key);
  return modified ? `${isMac ? '⌘' : 'Ctrl'} ${name}` : name;
}
