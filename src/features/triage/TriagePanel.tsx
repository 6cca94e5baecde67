import { Stack } from '@mantine/core';
import { memo, type ReactNode, useRef, useState } from 'react';
import { useProposal } from '../../data/proposals/useProposal.ts';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import { isInParts } from '../../domain/filing/parts.ts';
import { DuplicateCard } from './DuplicateCard.tsx';
import { FaxFacts } from './FaxFacts.tsx';
import { SenderBlockFact } from './junk/SenderBlockFact.tsx';
import { LabelsField } from './labels/LabelsField.tsx';
import { Notes } from './Notes.tsx';
import { OpenElsewhere } from './OpenElsewhere.tsx';
import { OwnerField } from './owner/OwnerField.tsx';
import { PartsField } from './parts/PartsField.tsx';
import { PatientField } from './patient/PatientField.tsx';
import { ProposalCard } from './proposal/ProposalCard.tsx';
import { useCalm } from './proposal/useCalm.ts';
import { TriageButtons } from './TriageButtons.tsx';
import type { PanelField } from './TriageCommands.tsx';
import { TypeField } from './TypeField.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { UnreadablePanel } from './UnreadablePanel.tsx';
import { type TriageActionsInput, useTriageActions } from './useTriageActions.ts';

interface TriagePanelProps extends Omit<TriageActionsInput, 'fax'> {
  readonly fax: FaxRow;
  /** The field whose key opened the panel: it starts in focus. */
  readonly initialField?: PanelField | undefined;
  /** The page being read, from 1; the same function from render to render. */
  readonly pageOnScreen: () => number | undefined;
  /** Stands before everything else: what needs a person about this fax. */
  readonly top?: ReactNode;
}

/**
 * What a person decides about the fax beside them, and what happened to it. Brings the keys of its fields while it is
 * on screen; those that act at once are in `TriageCommands`, which works without the panel.
 */
export const TriagePanel = memo(function TriagePanel({ fax, ...rest }: TriagePanelProps) {
  // Keyed by the fax: nothing half-typed or half-confirmed may be carried over to another fax.
  return fax.kind === 'unreadable' ? (
    <UnreadablePanel key={fax.id} fax={fax} />
  ) : (
    <ReadablePanel key={fax.id} fax={fax} {...rest} />
  );
});

function ReadablePanel({
  fax,
  initialField,
  ready,
  onDone,
  pageOnScreen,
  top,
}: TriagePanelProps & { readonly fax: Fax }) {
  const actions = useTriageActions({ fax, ready, onDone });
  const anchor = useRef<HTMLSpanElement>(null);
  const proposal = useCalm(useProposal(fax), anchor);
  const [isDismissed, setDismissed] = useState(false);
  const patient = isDismissed && !proposal?.person ? undefined : proposal?.patient;
  return (
    <>
      <Stack gap="md">
        <span ref={anchor} hidden />
        {top}
        {fax.duplicateOf && <DuplicateCard fax={fax} duplicateOf={fax.duplicateOf} actions={actions} />}
        <div>
          <FaxFacts fax={fax} actions={actions} />
          <SenderBlockFact fax={fax} />
        </div>
        {patient && (
          <ProposalCard
            patient={patient}
            type={proposal?.type}
            person={proposal?.person}
            actions={actions}
            onDismiss={() => setDismissed(true)}
          />
        )}
        {!isInParts(fax) && (
          <PatientField fax={fax} actions={actions} isAskedFor={initialField === 'patient'} />
        )}
        <PartsField
          fax={fax}
          actions={actions}
          pageOnScreen={pageOnScreen}
          isAskedFor={initialField === 'pages' || initialField === 'patient' ? initialField : undefined}
        />
        <TypeField
          fax={fax}
          actions={actions}
          proposed={proposal?.person || fax.type ? undefined : proposal?.type}
          isReasonShown={patient !== undefined && !patient.doubt}
          isAskedFor={initialField === 'type'}
        />
        <LabelsField fax={fax} actions={actions} isAskedFor={initialField === 'labels'} />
        <OwnerField fax={fax} isAskedFor={initialField === 'owner'} />
        <TriageButtons fax={fax} actions={actions} />
        <Notes fax={fax} actions={actions} isAskedFor={initialField === 'note'} />
        <Timeline fax={fax} />
      </Stack>
      <OpenElsewhere faxId={fax.id} />
    </>
  );
}
