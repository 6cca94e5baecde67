import { Group } from '@mantine/core';
import { type Fax, hasFlag, isPutAway } from '../../domain/fax/fax.ts';
import { ActionButton } from './ActionButton.tsx';
import { ReviewButton } from './ReviewButton.tsx';
import type { TriageActions } from './useTriageActions.ts';

interface TriageButtonsProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
}

/** What moves the fax on. What makes no sense in its state is not drawn; what is not possible yet says why. */
export function TriageButtons({ fax, actions }: TriageButtonsProps) {
  return (
    <Group gap={6}>
      {isPutAway(fax) ? (
        <ActionButton
          label="Restore"
          reason={actions.whyNot('restore')}
          onAct={() => void actions.run({ kind: 'restore' })}
        />
      ) : (
        <OpenButtons fax={fax} actions={actions} />
      )}
      {fax.state !== 'trash' && (
        <ActionButton
          label="Trash"
          command="trash"
          reason={actions.whyNot('trash')}
          onAct={() => void actions.run({ kind: 'trash' })}
        />
      )}
    </Group>
  );
}

function OpenButtons({ fax, actions }: TriageButtonsProps) {
  return (
    <>
      {fax.state !== 'closed' && !hasFlag(fax, 'handled') && (
        <ActionButton
          label="Handled"
          command="handle"
          reason={actions.whyNot('handle')}
          onAct={() => void actions.run({ kind: 'handle' })}
        />
      )}
      {fax.state !== 'closed' && !hasFlag(fax, 'reviewed') && <ReviewButton actions={actions} />}
      <ActionButton
        label="Archive"
        command="archive"
        reason={actions.whyNot('archive')}
        onAct={() => void actions.run({ kind: 'archive' })}
      />
    </>
  );
}
