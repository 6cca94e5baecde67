import { COMMAND_IDS, COMMANDS, type Command, type CommandId } from './commands.ts';

/** What of a `KeyboardEvent` decides which command it means. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Ctrl or ⌘. */
  readonly mod: boolean;
  readonly alt: boolean;
  readonly repeat: boolean;
}

/** The command of a key press. Capitals by Shift mean nothing; Caps Lock changes nothing. */
export function matchKey(press: KeyPress, lettersOn: boolean): CommandId | undefined {
  const isLetter = /^\p{L}$/u.test(press.key);
  if (press.alt || (isLetter && press.shiftKey)) {
    return undefined;
  }
  const key = isLetter ? press.key.toLowerCase() : press.key;
  return COMMAND_IDS.find((id) => {
    const command = COMMANDS[id];
    return (
      (command.mod ?? false) === press.mod &&
      command.keys.includes(key) &&
      (lettersOn || !isSingleCharacter(command)) &&
      // Held down, a key moves and scrolls; it decides nothing, or it would decide again and again.
      !(press.repeat && (command.group === 'This fax' || command.group === 'Many faxes'))
    );
  });
}

/** A key that also types something and therefore can be switched off: https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts */
export function isSingleCharacter(command: Command): boolean {
  return !command.mod && command.keys.some((key) => key.length === 1);
}

const NAMES: Record<string, string> = {
  Enter: '↵',
  Escape: 'Esc',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
};

/** The key as it is printed on a button: `d`, `PgDn`, `Ctrl K`; `undefined` for a command without one. */
export function formatKey(command: Command, isMac: boolean): string | undefined {
  const key = command.keys[0];
  if (key === undefined) {
    return undefined;
  }
  const name = NAMES[key] ?? key;
  return command.mod ? `${isMac ? '⌘' : 'Ctrl '}${name.toUpperCase()}` : name;
}

/** The value of `aria-keyshortcuts` for a command's button. */
export function ariaKeys(id: CommandId): string | undefined {
  const { keys, mod } = COMMANDS[id];
  return keys.length === 0 ? undefined : keys.map((key) => (mod ? `Control+${key}` : key)).join(' ');
}
