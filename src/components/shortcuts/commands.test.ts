import { describe, expect, it } from 'vitest';
import { createCommandRegistry } from './commandRegistry.ts';
import { COMMAND_IDS, COMMANDS } from './commands.ts';
import { formatKey, type KeyPress, matchKey } from './matchKey.ts';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, shiftKey: false, mod: false, alt: false, repeat: false, ...more };
}

describe('the table of commands', () => {
  const pressed = COMMAND_IDS.flatMap((id) =>
    COMMANDS[id].keys.map((key) => `${COMMANDS[id].mod ? 'mod ' : ''}${key}`),
  );

  it('gives every key to one command', () => {
    expect(new Set(pressed).size).toBe(pressed.length);
  });

  it('has no two keys that differ only by Shift', () => {
    // The shifted key of each on the keyboards of the clinic (US), except for search and help, which change nothing.
    const shifted: Record<string, string> = {
      '=': '+',
      '-': '_',
      '.': '>',
      ',': '<',
      '3': '#',
      '1': '!',
      ';': ':',
    };
    const sameCommand = (a: string, b: string) =>
      COMMAND_IDS.some((id) => COMMANDS[id].keys.includes(a) && COMMANDS[id].keys.includes(b));
    const pairs = pressed.filter((key) => {
      const other = shifted[key] ?? (/^[a-z]$/.test(key) ? key.toUpperCase() : undefined);
      return other !== undefined && pressed.includes(other) && !sameCommand(key, other);
    });
    expect(pairs).toEqual([]);
  });

  it('never files or reviews by Enter', () => {
    const deciding = COMMAND_IDS.filter((id) => COMMANDS[id].when === 'ready');
    expect(deciding.flatMap((id) => COMMANDS[id].keys)).not.toContain('Enter');
    expect(deciding).toEqual(expect.arrayContaining(['handle', 'review', 'archive', 'trash']));
  });
});

describe('matchKey', () => {
  it('finds the command of a key, whatever Caps Lock says', () => {
    expect(matchKey(press('j'), true)).toBe('next');
    expect(matchKey(press('J'), true)).toBe('next');
    expect(matchKey(press('#', { shiftKey: true }), true)).toBe('trash');
    expect(matchKey(press('=', {}), true)).toBe('zoomIn');
  });

  it('leaves capitals and the browser its own combinations', () => {
    expect(matchKey(press('D', { shiftKey: true }), true)).toBeUndefined();
    expect(matchKey(press('d', { mod: true }), true)).toBeUndefined();
    expect(matchKey(press('d', { alt: true }), true)).toBeUndefined();
  });

  it('tells Ctrl-K from k', () => {
    expect(matchKey(press('k', { mod: true }), true)).toBe('palette');
    expect(matchKey(press('k'), true)).toBe('previous');
  });

  it('lets a held key move, but never decide', () => {
    expect(matchKey(press('j', { repeat: true }), true)).toBe('next');
    expect(matchKey(press('d', { repeat: true }), true)).toBeUndefined();
    expect(matchKey(press('v', { repeat: true }), true)).toBeUndefined();
    expect(matchKey(press('c', { repeat: true }), true)).toBeUndefined();
  });

  it('keeps only keys that type nothing when letters are off', () => {
    expect(matchKey(press('d'), false)).toBeUndefined();
    expect(matchKey(press('?', { shiftKey: true }), false)).toBeUndefined();
    expect(matchKey(press('PageDown'), false)).toBe('nextPage');
    expect(matchKey(press('k', { mod: true }), false)).toBe('palette');
  });
});

describe('formatKey', () => {
  it('writes keys as they stand on a keyboard', () => {
    expect(formatKey(COMMANDS.handle, false)).toBe('d');
    expect(formatKey(COMMANDS.nextPage, false)).toBe('PgDn');
    expect(formatKey(COMMANDS.palette, false)).toBe('Ctrl K');
    expect(formatKey(COMMANDS.palette, true)).toBe('⌘K');
    expect(formatKey(COMMANDS.restore, false)).toBeUndefined();
  });
});

it('whoever stands on top has the key, also before those who come later', () => {
  const registry = createCommandRegistry();
  const did: string[] = [];
  const leave = registry.register('junk', () => did.push('the selection'), true);
  registry.register('junk', () => did.push('the open fax'));
  registry.run('junk');
  leave();
  registry.run('junk');
  expect(did).toEqual(['the selection', 'the open fax']);
});
