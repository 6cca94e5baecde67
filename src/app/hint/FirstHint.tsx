import { Button, Group, Paper, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { COMMANDS, type CommandId } from '../../components/shortcuts/commands.ts';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import classes from './FirstHint.module.css';
import type { HintState } from './useFirstHint.ts';

/** What most of a day at the desk is done with. */
const KEYS: readonly CommandId[] = ['next', 'patient', 'type', 'handle', 'undo'];

interface FirstHintProps {
  readonly state: HintState;
  /** It has been on screen, and is not announced again. */
  readonly onShown: () => void;
  readonly onDismiss: () => void;
}

/**
 * The five keys that matter, for whoever signs in for the first time. It stands where nothing else would and leaves the
 * focus alone: Escape and the key of all keys put it away from anywhere.
 */
export function FirstHint({ state, onShown, onDismiss }: FirstHintProps) {
  // As it was when the hint came: being shown must not take the words out of the announcement.
  const [isNew] = useState(state === 'new');
  // A region that is announced has to be there before its words.
  const [hasWords, setHasWords] = useState(!isNew);
  const shown = useEffectEvent(onShown);
  useEffect(() => {
    setHasWords(true);
    if (isNew) {
      shown();
    }
  }, [isNew]);
  useDismissingKeys(onDismiss);
  return (
    <Paper withBorder p="md" radius="md" className={classes.hint}>
      <div role={isNew ? 'status' : undefined}>{hasWords && <Keys />}</div>
      <Group justify="space-between" mt="sm" gap="md">
        <div className={classes.key}>
          <KeyHint id="help" isSpoken />
          <Text size="sm" c="dimmed">
            shows all keys
          </Text>
        </div>
        <Button size="xs" variant="default" onClick={onDismiss}>
          Got it
        </Button>
      </Group>
    </Paper>
  );
}

function Keys() {
  return (
    <>
      <Text fw={600} mb={8}>
        Five keys do most of it
      </Text>
      <ul className={classes.keys}>
        {KEYS.map((id) => (
          <li key={id} className={classes.key}>
            <KeyHint id={id} isSpoken />
            <Text size="sm">{COMMANDS[id].label}</Text>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Beside what the keys do anyway: nothing is held back from whoever hears them. */
function useDismissingKeys(onDismiss: () => void): void {
  const dismiss = useEffectEvent(onDismiss);
  useEffect(() => {
    const onKeyDown = ({ key, target }: KeyboardEvent) => {
      const isTyping = target instanceof HTMLInputElement;
      if (!isTyping && (key === 'Escape' || key === '?')) {
        dismiss();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
