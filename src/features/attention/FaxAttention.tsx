import { Button, Stack } from '@mantine/core';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';
import { useTriage } from '../../data/faxes/useTriage.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import type { Attention } from '../../domain/intake/attentionTask.ts';
import { AttentionCard } from './AttentionCard.tsx';

interface FaxAttentionProps {
  /** What is open about the fax. */
  readonly items: readonly Attention[];
  /** The one that has the key. */
  readonly first: Attention | undefined;
  readonly fax: FaxRow;
  readonly onAttended?: (() => void) | undefined;
}

/** On top of the panel of a fax: everything about it that needs a person. */
export function FaxAttention({ items, first, fax, onAttended }: FaxAttentionProps) {
  const ordered = first ? [first, ...items.filter((item) => item !== first)] : items;
  return (
    <Stack gap="xs">
      {ordered.map((item) => (
        <AttentionCard key={item.id} attention={item} hasKey={item === first} onAttended={onAttended}>
          <Remedies attention={item} fax={fax} />
        </AttentionCard>
      ))}
    </Stack>
  );
}

/** What mends it in one step, where there is such a thing. */
function Remedies({ attention, fax }: { readonly attention: Attention; readonly fax: FaxRow }) {
  const triage = useTriage();
  const { registry } = useShortcuts();
  if (fax.kind !== 'fax') {
    return null;
  }
  switch (attention.reason) {
    case 'unknown-line':
      return (
        <Button size="xs" onClick={() => registry.run('route')}>
          Route it
        </Button>
      );
    case 'unknown-direction':
      return fax.direction === 'unknown' ? (
        <>
          <Button size="xs" onClick={() => void triage(fax, { kind: 'direct', direction: 'inbound' })}>
            It was received
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => void triage(fax, { kind: 'direct', direction: 'outbound' })}
          >
            It was sent
          </Button>
        </>
      ) : null;
    default:
      return null;
  }
}
