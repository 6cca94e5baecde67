import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { ariaKeys } from '../../components/shortcuts/matchKey.ts';
import { useAttentionDone } from '../../data/attention/useAttentionDone.ts';
import { useNow, useTimeZone } from '../../data/config.ts';
import { formatInstant, formatWhen } from '../../domain/format/time.ts';
import type { Attention } from '../../domain/intake/attentionTask.ts';
import classes from './AttentionCard.module.css';
import { formatTodo } from './attentionWords.ts';

interface AttentionCardProps {
  readonly attention: Attention;
  /** Its Done has the key. */
  readonly hasKey: boolean;
  /** What else can be done about it right here. */
  readonly children?: ReactNode;
  readonly onAttended?: (() => void) | undefined;
}

/** One thing that needs a person: what happened, what to do, and the way to say that it was done. */
export function AttentionCard({ attention, hasKey, children, onAttended }: AttentionCardProps) {
  const finish = useAttentionDone();
  const { what, isOpen, done, owner } = attention;
  return (
    <section aria-label="Needs attention" className={classes.card} data-done={!isOpen || undefined}>
      <Text size="sm" fw={600} className={classes.what}>
        {what}
      </Text>
      {isOpen && owner && <Text size="sm">For {owner.display ?? 'somebody'}</Text>}
      <Text size="sm">{formatTodo(attention)}</Text>
      {!isOpen && done.at && <When at={done.at} />}
      {isOpen && (
        <Group gap={6} mt={8}>
          {children}
          <Button
            size="xs"
            variant="default"
            aria-keyshortcuts={hasKey ? ariaKeys('attentionDone') : undefined}
            rightSection={hasKey && <KeyHint id="attentionDone" />}
            onClick={() => {
              void finish(attention);
              onAttended?.();
            }}
          >
            Done
          </Button>
        </Group>
      )}
    </section>
  );
}

/** A time as people say it, with the whole instant behind. */
function When({ at }: { readonly at: string }) {
  const timeZone = useTimeZone();
  return (
    <Text size="xs" c="dimmed" component="time" dateTime={at} title={formatInstant(at, timeZone)}>
      {formatWhen(at, useNow(), timeZone)}
    </Text>
  );
}
