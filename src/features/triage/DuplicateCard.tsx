import { Anchor, Group, Text } from '@mantine/core';
import { useId } from 'react';
import { Link } from 'react-router';
import { useTimeZone } from '../../data/config.ts';
import { type OpenFaxState, useFax } from '../../data/faxes/useFax.ts';
import { describeEarlier, duplicateReason } from '../../domain/fax/duplicateWords.ts';
import { type DuplicateOf, type Fax, isPutAway } from '../../domain/fax/fax.ts';
import { defaultOrder } from '../../domain/fax/faxFilter.ts';
import type { FolderId } from '../../domain/fax/folders.ts';
import { idOf } from '../../domain/fhir/elements.ts';
import { inboxPath } from '../../paths.ts';
import { ActionButton } from './ActionButton.tsx';
import classes from './DuplicateCard.module.css';
import type { TriageActions } from './useTriageActions.ts';

interface DuplicateCardProps {
  readonly fax: Fax;
  readonly duplicateOf: DuplicateOf;
  readonly actions: TriageActions;
}

/**
 * The same came before: when, from whom, what became of it, and the way there. Everything is read off the earlier fax
 * now, so it is true now, and whoever may not read that fax learns nothing about it here.
 */
export function DuplicateCard({ fax, duplicateOf, actions }: DuplicateCardProps) {
  const timeZone = useTimeZone();
  const labelId = useId();
  const earlier = useFax(idOf(duplicateOf.reference));
  return (
    <section aria-labelledby={labelId} className={classes.card}>
      <Text id={labelId} size="sm" fw={600}>
        Came before
      </Text>
      <Text size="sm">{inWords(fax, earlier, timeZone)}</Text>
      <Group gap={10} mt={8}>
        {!isPutAway(fax) && (
          <ActionButton
            label="Junk as duplicate"
            reason={actions.whyNot('junk')}
            onAct={() => void actions.run({ kind: 'junk', why: duplicateReason(duplicateOf, timeZone) })}
          />
        )}
        {earlier.fax && (
          <Anchor component={Link} size="sm" to={pathOf(earlier.fax.id, earlier)}>
            Open the earlier fax
          </Anchor>
        )}
      </Group>
    </section>
  );
}

function inWords(fax: Fax, { fax: earlier, status, problem }: OpenFaxState, timeZone: string): string {
  if (earlier) {
    return earlier.kind === 'fax'
      ? describeEarlier(fax, earlier, timeZone)
      : 'The same pages came before, in a fax that cannot be read any more.';
  }
  if (status === 'loading') {
    return 'Looking at the earlier fax…';
  }
  return problem?.retry
    ? 'The same pages came before. The earlier fax cannot be read just now.'
    : 'The same pages came before, in a fax that has been deleted since, or that you may not see.';
}

/** A folder that the fax is in, so that the list beside it shows it too. */
function pathOf(id: string, { fax }: OpenFaxState): string {
  const state = fax?.kind === 'fax' ? fax.state : undefined;
  const folder: FolderId = state === undefined || state === 'open' ? 'all-open' : state;
  return inboxPath({ folder, order: defaultOrder(folder) }, id);
}
