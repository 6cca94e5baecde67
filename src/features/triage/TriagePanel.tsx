import { Stack } from '@mantine/core';
import { memo } from 'react';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import { FaxFacts } from './FaxFacts.tsx';
import { Notes } from './Notes.tsx';
import { PatientField } from './patient/PatientField.tsx';
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

function ReadablePanel({ fax, initialField, ready, onDone }: TriagePanelProps & { readonly fax: Fax }) {
  const actions = useTriageActions({ fax, ready, onDone });
  return (
    <Stack gap="md">
      <FaxFacts fax={fax} actions={actions} />
      <PatientField fax={fax} actions={actions} isAskedFor={initialField === 'patient'} />
      <TypeField fax={fax} actions={actions} isAskedFor={initialField === 'type'} />
      <TriageButtons fax={fax} actions={actions} />
      <Notes fax={fax} actions={actions} isAskedFor={initialField === 'note'} />
      <Timeline fax={fax} />
    </Stack>
  );
}
