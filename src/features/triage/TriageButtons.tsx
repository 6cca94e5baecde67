import { Group } from '@mantine/core';
import { useSenderSetting } from '../../data/clinic/useSenderSettings.ts';
import { isBlocking, whyNotBlockable } from '../../domain/clinic/blockedSender.ts';
import { type Fax, hasFlag, isPutAway } from '../../domain/fax/fax.ts';
import { isFiled } from '../../domain/filing/filing.ts';
import { ActionButton } from './ActionButton.tsx';
import { useOwnerActions } from './owner/useOwnerActions.ts';
import { ReviewButton } from './ReviewButton.tsx';
import type { TriageActions } from './useTriageActions.ts';

interface TriageButtonsProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
}

/** What moves the fax on. What makes no sense in its state is not drawn; what is not possible yet says why. */
export function TriageButtons({ fax, actions }: TriageButtonsProps) {
  const isBlocked = isBlocking(useSenderSetting(fax.originatingNumber));
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
      {fax.state !== 'junk' && fax.state !== 'trash' && (
        <ActionButton
          label="Junk"
          command="junk"
          reason={actions.whyNot('junk')}
          onAct={() => void actions.run({ kind: 'junk' })}
        />
      )}
      {fax.state === 'junk' && !isBlocked && (
        <ActionButton
          label="Block sender…"
          command="block"
          reason={whyNotBlockable(fax.originatingNumber) ?? actions.whyNotBlock}
          onAct={actions.askToBlock}
        />
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
      {fax.state === 'open' && <OwedButtons fax={fax} actions={actions} />}
      <ActionButton
        label="Archive"
        command="archive"
        reason={actions.whyNot('archive')}
        onAct={() => void actions.run({ kind: 'archive' })}
      />
    </>
  );
}

/** What only makes sense while something is owed. */
function OwedButtons({ fax, actions }: TriageButtonsProps) {
  const owner = useOwnerActions(fax);
  const isUrgent = hasFlag(fax, 'urgent');
  const urgency = { kind: isUrgent ? 'notUrgent' : 'urgent' } as const;
  return (
    <>
      <ActionButton
        label={owner.isMine ? 'Release' : 'Claim'}
        command="claim"
        reason={owner.whyNotClaim}
        onAct={owner.toggleClaim}
      />
      {!isFiled(fax) && !hasFlag(fax, 'no-patient') && (
        <ActionButton
          label="No patient needed"
          command="noPatient"
          reason={actions.whyNot('noPatient')}
          onAct={() => void actions.run({ kind: 'noPatient' })}
        />
      )}
      <ActionButton
        label={isUrgent ? 'Not urgent' : 'Urgent'}
        command="urgent"
        reason={actions.whyNot(urgency.kind)}
        onAct={() => void actions.run(urgency)}
      />
    </>
  );
}
