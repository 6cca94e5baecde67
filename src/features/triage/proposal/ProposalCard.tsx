import { Button, Group, Text } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { PatientIdentity } from '../../../components/PatientIdentity.tsx';
import { KeyHint } from '../../../components/shortcuts/KeyHint.tsx';
import { useShortcuts } from '../../../components/shortcuts/ShortcutProvider.tsx';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import { newFilingId } from '../../../data/faxes/useTriage.ts';
import type { FaxProposal, PatientProposal } from '../../../data/proposals/useProposal.ts';
import { ActionButton } from '../ActionButton.tsx';
import type { TriageActions } from '../useTriageActions.ts';
import classes from './ProposalCard.module.css';
import { asSentence } from './proposalWords.ts';

/** As long as the first page has to be on screen before anything is decided. */
const READ_AFTER_MS = 400;

interface ProposalCardProps {
  readonly patient: PatientProposal;
  readonly type: FaxProposal['type'];
  readonly actions: TriageActions;
  readonly onDismiss: () => void;
}

/**
 * Whose chart the fax most likely belongs on, with the reason in words. Its key files what it shows: patient and type
 * as one change. Whoever is in doubt is shown too, but has to be chosen.
 */
export function ProposalCard({ patient, type, actions, onDismiss }: ProposalCardProps) {
  const titleId = useId();
  const card = useRef<HTMLElement>(null);
  const { registry } = useShortcuts();
  const isRead = useIsRead();
  const reason =
    actions.whyNot('assign') ??
    (patient.isCertain ? undefined : 'The record is being looked up.') ??
    (isRead ? undefined : 'It has only just appeared.');
  const file = () => {
    // While the panel still shows the fax before, its key means that one as little as a click does.
    if (reason !== undefined || card.current?.closest('[inert]')) {
      return;
    }
    void actions.run({
      kind: 'assign',
      patient: patient.patient,
      filingId: newFilingId(),
      why: patient.reason,
      ...(type && { retype: { type: type.value, why: type.reason } }),
    });
  };
  useCommand('fileProposed', file, { enabled: reason === undefined });
  const isMaybe = patient.doubt !== undefined;
  const reasons = type && !isMaybe ? [patient.reason, type.reason] : [patient.reason];

  return (
    <section ref={card} className={classes.card} data-maybe={isMaybe || undefined} aria-labelledby={titleId}>
      <Text id={titleId} className={classes.title}>
        {isMaybe ? 'Maybe' : 'Proposed'}
      </Text>
      <PatientIdentity patient={patient.patient} />
      {type && !isMaybe && (
        <Text size="sm">
          as <b>{type.value.display}</b>
        </Text>
      )}
      {isMaybe && (
        <Text size="sm" fw={600} mt={4}>
          {patient.doubt}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt={4}>
        {reasons.map(asSentence).join(' ')}
      </Text>
      <Group gap={6} mt={8}>
        {isMaybe ? (
          <Button
            size="xs"
            variant="default"
            rightSection={<KeyHint id="patient" />}
            onClick={() => registry.run('patient')}
          >
            Choose the patient
          </Button>
        ) : (
          <>
            <ActionButton label="File" command="fileProposed" reason={reason} isMain onAct={file} />
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                onDismiss();
                registry.run('patient');
              }}
            >
              Not this patient
            </Button>
          </>
        )}
      </Group>
    </section>
  );
}

/** Whether it has been on screen long enough to be read. */
function useIsRead(): boolean {
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRead(true), READ_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isRead;
}
