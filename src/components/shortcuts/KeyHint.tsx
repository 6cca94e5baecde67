import { Kbd } from '@mantine/core';
import { COMMANDS, type CommandId } from './commands.ts';
import classes from './KeyHint.module.css';
import { formatKey, isSingleCharacter } from './matchKey.ts';
import { useShortcuts } from './ShortcutProvider.tsx';

interface KeyHintProps {
  readonly id: CommandId;
  /** Where the key is the content itself, as in the help: shown also while letters are off. */
  readonly isSpoken?: boolean;
}

/**
 * The key of a command, for the button that does it; nothing when it has none or letters are switched off.
 * Hidden from screen readers: give the button `aria-keyshortcuts={ariaKeys(id)}`.
 */
export function KeyHint({ id, isSpoken = false }: KeyHintProps) {
  const { lettersOn } = useShortcuts();
  const key = formatKey(COMMANDS[id], isMac());
  const isOff = !isSpoken && !lettersOn && isSingleCharacter(COMMANDS[id]);
  if (key === undefined || isOff) {
    return null;
  }
  return (
    <Kbd className={classes.key} aria-hidden={!isSpoken}>
      {key}
    </Kbd>
  );
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
