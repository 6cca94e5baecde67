import { Text } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import { currentParts, type Fax, type FilingPart } from '../../../domain/fax/fax.ts';
import { pagesIn } from '../../../domain/filing/pageRanges.ts';
import { describePagesLeft, isInParts, pagesLeft } from '../../../domain/filing/parts.ts';
import { ActionButton } from '../ActionButton.tsx';
import { FieldLabel } from '../FieldLabel.tsx';
import type { TriageActions } from '../useTriageActions.ts';
import { PartForm, type PartFormHandle } from './PartForm.tsx';
import { PartsTable } from './PartsTable.tsx';

interface PartsFieldProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
  /** The page being read, from 1; asked when it is needed, so that the panel is not drawn with every page. */
  readonly pageOnScreen: () => number | undefined;
  /** Start with the form open: for the next pages, or for the part that is on screen. */
  readonly isAskedFor: 'pages' | 'patient' | undefined;
}

/** What the form is for: the next pages, or a part that is put right. `page` was on screen when it was opened. */
interface Editing {
  readonly page: number | undefined;
  readonly part?: FilingPart | undefined;
}

/** A packet for several patients: which pages are on whose chart, and the form that puts them there. */
export function PartsField({ fax, actions, pageOnScreen, isAskedFor }: PartsFieldProps) {
  const labelId = useId();
  const inParts = isInParts(fax);
  const nothingLeft = pagesLeft(fax)?.length === 0;
  const nextPages = (): Editing => ({ page: pageOnScreen() });
  const partOnScreen = (): Editing => {
    const page = pageOnScreen();
    const isShown = ({ pages }: FilingPart) => page !== undefined && pagesIn(pages).includes(page);
    return { page, part: currentParts(fax).find(isShown) };
  };
  const [editing, setEditing] = useState<Editing | undefined>(() => {
    if (isAskedFor === 'pages') {
      return nextPages();
    }
    return isAskedFor === 'patient' && inParts ? partOnScreen() : undefined;
  });
  const form = useRef<PartFormHandle>(null);
  const edit = (wanted: Editing) => {
    setEditing(wanted);
    // The form that is there already; a new one takes the focus by itself.
    form.current?.focus();
  };
  useCommand('filePages', () => edit(nextPages()));
  useCommand('patient', () => edit(partOnScreen()), { enabled: inParts });

  if (!inParts && fax.pageCount === 1) {
    return null;
  }
  const showsForm = editing !== undefined && (editing.part !== undefined || !nothingLeft);
  return (
    <section aria-labelledby={labelId}>
      <FieldLabel id={labelId} command="filePages">
        {inParts ? 'Patients, page by page' : 'For several patients'}
      </FieldLabel>
      {inParts && (
        <>
          <PartsTable fax={fax} actions={actions} onChange={(part) => edit({ page: undefined, part })} />
          <Text size="sm" role="status" my={6} fw={nothingLeft ? undefined : 600}>
            {describePagesLeft(fax)}
          </Text>
        </>
      )}
      {showsForm ? (
        <PartForm
          key={editing.part?.filingId ?? 'next'}
          ref={form}
          {...{ fax, actions, ...editing }}
          onFiled={() => setEditing(nextPages())}
          onLeave={() => setEditing(undefined)}
        />
      ) : (
        !nothingLeft && (
          <ActionButton
            label="File pages…"
            reason={actions.whyNot('filePart')}
            onAct={() => edit(nextPages())}
          />
        )
      )}
    </section>
  );
}
