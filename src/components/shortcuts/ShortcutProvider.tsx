import { useLocalStorage } from '@mantine/hooks';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type CommandRegistry, createCommandRegistry } from './commandRegistry.ts';
import { COMMANDS } from './commands.ts';
import { matchKey } from './matchKey.ts';

interface Shortcuts {
  readonly registry: CommandRegistry;
  /** Whether keys that also type a character act; each person's own setting, kept in this browser. */
  readonly lettersOn: boolean;
  readonly setLettersOn: (on: boolean) => void;
}

const ShortcutContext = createContext<Shortcuts | undefined>(undefined);

/** The keys of the app; throws outside of a `ShortcutProvider`. */
export function useShortcuts(): Shortcuts {
  const shortcuts = useContext(ShortcutContext);
  if (!shortcuts) {
    throw new Error('useShortcuts needs a ShortcutProvider above it');
  }
  return shortcuts;
}

interface ShortcutProviderProps {
  /** Whose keys they are; absent before anybody has signed in. */
  readonly personId: string | undefined;
  readonly children: ReactNode;
}

/** The one listener for every key of the app. Components say what a command does with `useCommand`. */
export function ShortcutProvider({ personId, children }: ShortcutProviderProps) {
  const [registry] = useState(createCommandRegistry);
  const [lettersOn, setLettersOn] = useLocalStorage({
    key: `faxwell-letter-shortcuts:${personId ?? ''}`,
    defaultValue: true,
    getInitialValueInEffect: false,
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const id =
        event.defaultPrevented || isElsewhere(event) ? undefined : matchKey(pressOf(event), lettersOn);
      if (id && (COMMANDS[id].mod || !belongsToFocus(event)) && registry.run(id)) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [registry, lettersOn]);

  const shortcuts = useMemo(
    () => ({ registry, lettersOn, setLettersOn }),
    [registry, lettersOn, setLettersOn],
  );
  return <ShortcutContext value={shortcuts}>{children}</ShortcutContext>;
}

/** AltGr is how many keyboards write `#`; it arrives as Ctrl and Alt together. */
function pressOf(event: KeyboardEvent) {
  const altGraph = event.getModifierState('AltGraph');
  return {
    key: event.key,
    shiftKey: event.shiftKey,
    mod: (event.ctrlKey || event.metaKey) && !altGraph,
    alt: event.altKey && !altGraph,
    repeat: event.repeat,
  };
}

/** A half-written character of an input method, or something modal on top. */
function isElsewhere(event: KeyboardEvent): boolean {
  return event.isComposing || document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

const TYPING =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable="true"]';

/** Keys that the focused control understands itself: text into a field, letters in a menu, Enter on a button. */
function belongsToFocus({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) {
    return false;
  }
  const presses = key === 'Enter' && target.closest('button, a, summary, [role="button"]') !== null;
  return presses || target.closest(`${TYPING}, [role="menu"], [role="combobox"]`) !== null;
}
