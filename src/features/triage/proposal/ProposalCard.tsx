import { Button, Group, Text } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { PatientIdentity } from '../../../components/PatientIdentity.tsx';
import { KeyHint } from '../../../components/shortcuts/KeyHint.tsx';
import { useShortcuts } from '../../../components/shortcuts/ShortcutProvider.tsx';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import { newFilingId } from '../../../data/faxes/useTriage.ts';
import type { FaxProposal, PatientProposal } from '../../../data/proposals/useProposal.ts';
import { describePages, pagesIn } from '../../../domain/filing/pageRanges.ts';
import { ActionButton } from '../ActionButton.tsx';
import type { TriageActions } from '../useTriageActions.ts';
import classes from './ProposalCard.module.css';
import { asSentence } from './proposalWords.ts';

/** As long as the first page has to be on screen before anything is decided. */
const READ_AFTER_MS = 400;

interface ProposalCardProps {
  readonly patient: PatientProposal;
  readonly type: FaxProposal['type'];
  /** Who proposes it, when it is not counted. */
  readonly person: FaxProposal['person'];
  readonly actions: TriageActions;
  readonly onDismiss: () => void;
}

/**
 * Whose chart the fax most likely belongs on, with the reason in words. Its key files what it shows: patient and type
 * as one change. Whoever is in doubt is shown too, but has to be chosen.
 */
export function ProposalCard({ patient, type, person, actions, onDismiss }: ProposalCardProps) {
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
    const filing = { filingId: newFilingId(), patient: patient.patient };
    if (person?.pages) {
      const part = { ...filing, pages: person.pages, ...(type && { type: type.value }) };
      void actions.run({ kind: 'filePart', part });
      return;
    }
    void actions.run({
      kind: 'assign',
      ...filing,
      why: patient.reason,
      ...(type && { retype: { type: type.value, why: type.reason } }),
    });
  };
  // Who may only propose has nothing to do with what is proposed already.
  const isTheirs = actions.mayFile || !person;
  useCommand('fileProposed', file, { enabled: reason === undefined && isTheirs });
  const isMaybe = patient.doubt !== undefined;
  const choosing = person?.pages ? 'filePages' : 'patient';
  const reasons = type && !isMaybe ? [patient.reason, type.reason] : [patient.reason];

  return (
    <section ref={card} className={classes.card} data-maybe={isMaybe || undefined} aria-labelledby={titleId}>
      <Text id={titleId} className={classes.title}>
        {person ? `Proposed by ${person.mark.by?.display ?? 'somebody'}` : isMaybe ? 'Maybe' : 'Proposed'}
      </Text>
      <PatientIdentity patient={patient.patient} />
      {person?.pages && <Text size="sm">{asSentence(describePages(pagesIn(person.pages)))}</Text>}
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
      {!person && (
        <Text size="sm" c="dimmed" mt={4}>
          {reasons.map(asSentence).join(' ')}
        </Text>
      )}
      <Group gap={6} mt={8}>
        {!isTheirs ? null : isMaybe ? (
          <Button
            size="xs"
            variant="default"
            rightSection={<KeyHint id={choosing} />}
            onClick={() => registry.run(choosing)}
          >
            Choose the patient
          </Button>
        ) : (
          <ActionButton
            label={actions.mayFile ? 'File' : 'Propose'}
            command="fileProposed"
            reason={reason}
            isMain
            onAct={file}
          />
        )}
        {person ? (
          <ActionButton
            label={actions.mayFile ? 'Refuse' : 'Take back'}
            reason={actions.whyNot('unpropose')}
            onAct={() => void actions.run({ kind: 'unpropose', proposal: person })}
          />
        ) : (
          !isMaybe && (
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
          )
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
