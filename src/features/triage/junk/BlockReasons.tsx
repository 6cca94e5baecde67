import { Button, Group, Kbd, Stack, Text, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useId, useRef, useState } from 'react';
import { BLOCK_REASONS } from '../../../domain/clinic/blockedSender.ts';

interface BlockReasonsProps {
  /** Resolves when the choice has been dealt with; until then no other counts. */
  readonly onChoose: (reason: string) => Promise<void>;
}

const LONGEST_REASON = 120;

/** Ready reasons by number, and one's own words. */
export function BlockReasons({ onChoose }: BlockReasonsProps) {
  const labelId = useId();
  const [words, setWords] = useState('');
  const own = words.trim();
  const isChosen = useRef(false);
  const ownField = useRef<HTMLInputElement>(null);
  const choose = (reason: string) => {
    // A held or hasty key decides once.
    if (!isChosen.current) {
      isChosen.current = true;
      void onChoose(reason).finally(() => {
        isChosen.current = false;
      });
    }
  };
  useHotkeys([
    ...BLOCK_REASONS.map((reason, index): [string, () => void] => [String(index + 1), () => choose(reason)]),
    [String(BLOCK_REASONS.length + 1), () => ownField.current?.focus()],
  ]);
  return (
    <>
      <Stack role="group" aria-labelledby={labelId} gap={6}>
        <Text id={labelId} size="sm" fw={600}>
          Why?
        </Text>
        {BLOCK_REASONS.map((reason, index) => (
          <Button
            key={reason}
            variant="default"
            justify="space-between"
            data-autofocus={index === 0 || undefined}
            aria-keyshortcuts={String(index + 1)}
            rightSection={<Kbd aria-hidden>{index + 1}</Kbd>}
            onClick={() => choose(reason)}
          >
            {reason}
          </Button>
        ))}
      </Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (own !== '') {
            choose(own);
          }
        }}
      >
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            ref={ownField}
            flex={1}
            label="Another reason"
            maxLength={LONGEST_REASON}
            aria-keyshortcuts={String(BLOCK_REASONS.length + 1)}
            rightSection={own === '' && <Kbd aria-hidden>{BLOCK_REASONS.length + 1}</Kbd>}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Button type="submit" disabled={own === ''}>
            Block
          </Button>
        </Group>
      </form>
    </>
  );
}
