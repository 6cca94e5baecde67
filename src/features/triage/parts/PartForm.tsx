import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { useDocumentTypes } from '../../../data/clinic/useDocumentTypes.ts';
import { newFilingId } from '../../../data/faxes/useTriage.ts';
import { currentParts, type Fax, type FaxType, type FilingPart } from '../../../domain/fax/fax.ts';
import { describePages, formatPages, pagesIn } from '../../../domain/filing/pageRanges.ts';
import { choosePages, offeredPages } from '../../../domain/filing/parts.ts';
import type { PatientSummary } from '../../../domain/patient/patient.ts';
import { ActionButton } from '../ActionButton.tsx';
import { PatientPicker } from '../patient/PatientPicker.tsx';
import type { TriageActions } from '../useTriageActions.ts';

export interface PartFormHandle {
  /** Onto the field that comes first. */
  focus(): void;
}

interface PartFormProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
  /** On screen when the form was opened. */
  readonly page: number | undefined;
  /** The part that is put right; absent for the next pages. */
  readonly part?: FilingPart | undefined;
  readonly onFiled: () => void;
  readonly onLeave: () => void;
  readonly ref: Ref<PartFormHandle>;
}

/**
 * Pages, their type, and the patient: choosing the patient files them. Typed pages that are a part already mean that
 * part, so that a wrong one is put right from here too.
 */
export function PartForm({ fax, actions, page, part, onFiled, onLeave, ref }: PartFormProps) {
  const patientLabel = useId();
  const pagesRef = useRef<HTMLInputElement>(null);
  const patientRef = useRef<HTMLInputElement>(null);
  const types = useDocumentTypes();
  // Until something is typed, what is offered follows what was filed.
  const [typed, setTyped] = useState<string>();
  const [chosenType, setType] = useState<FaxType | null>();
  // Whose letters were typed for the pages before must not meet the next.
  const [filings, setFilings] = useState(0);
  const text = typed ?? (part ? (part.pages ?? '') : offeredPages(fax, page));
  const choice = choosePages(fax, text, part);
  const standing = part ?? (choice.kind === 'part' ? choice.part : undefined);
  const type = chosenType === undefined ? (standing ? standing.type : fax.type) : (chosenType ?? undefined);
  const reason = actions.whyNot(standing ? 'refilePart' : 'filePart');
  const words = choice.kind === 'wrong' ? 'the pages' : describePages(pagesIn(choice.pages));

  const focus = () => (part ? patientRef.current?.focus() : pagesRef.current?.select());
  useImperativeHandle(ref, () => ({ focus }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for a form that has just been opened
  useEffect(focus, []);

  const file = (patient: PatientSummary) => {
    if (choice.kind === 'wrong') {
      pagesRef.current?.select();
      return;
    }
    const filed = { filingId: newFilingId(), patient, pages: choice.pages, ...(type && { type }) };
    void actions.run(
      standing
        ? { kind: 'refilePart', filingId: standing.filingId, part: filed }
        : { kind: 'filePart', part: filed },
    );
    done();
  };
  const setAside = () => {
    if (choice.kind === 'free') {
      const pages = new Set([...pagesIn(fax.pagesNotNeeded?.pages), ...pagesIn(choice.pages)]);
      void actions.run({ kind: 'pagesNotNeeded', pages: formatPages([...pages].sort((a, b) => a - b)) });
      done();
    }
  };
  const done = () => {
    setTyped(undefined);
    setType(undefined);
    setFilings(filings + 1);
    onFiled();
    // The next pages, if this form stays for them.
    pagesRef.current?.focus();
  };
  const isChanged =
    part && (choice.kind !== 'free' || choice.pages !== part.pages || type?.code !== part.type?.code);

  return (
    <Stack
      gap={8}
      onKeyDown={(event) => {
        // Dialogs are drawn elsewhere and still tell their keys here; theirs is not this form's.
        const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === 'Escape' && isHere && !event.defaultPrevented) {
          event.stopPropagation();
          onLeave();
        }
      }}
    >
      <TextInput
        ref={pagesRef}
        label="Pages"
        value={text}
        error={choice.kind === 'wrong' ? choice.error : undefined}
        description={
          standing ? `On the chart of ${standing.patient.display ?? 'a patient'}` : wholeWords(fax)
        }
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && choice.kind !== 'wrong') {
            event.preventDefault();
            patientRef.current?.focus();
          }
        }}
      />
      <Select
        label="Type of these pages"
        placeholder="No type"
        data={types.map(({ code, display }) => ({ value: code, label: display }))}
        value={type?.code ?? null}
        onChange={(code) => setType(types.find((known) => known.code === code) ?? null)}
        searchable
        selectFirstOptionOnChange
        clearable
        nothingFoundMessage="No such type"
      />
      <div>
        <Text id={patientLabel} size="sm" fw={500}>
          Patient of {words}
        </Text>
        <PatientPicker
          key={filings}
          inputRef={patientRef}
          labelledBy={patientLabel}
          what={`${words[0]?.toUpperCase()}${words.slice(1)}`}
          reason={reason ?? (choice.kind === 'wrong' ? choice.error : undefined)}
          onSure={file}
          onLeave={onLeave}
        />
      </div>
      <Group gap={6}>
        {part && isChanged && (
          <ActionButton
            label={`Save for ${part.patient.display ?? 'this patient'}`}
            reason={reason}
            onAct={() => file(patientOf(part))}
          />
        )}
        {!standing && (
          <ActionButton label="Not needed" reason={actions.whyNot('pagesNotNeeded')} onAct={setAside} />
        )}
        <Button size="xs" variant="subtle" onClick={onLeave}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}

/** The chart of a fax that is filed whole is left by filing pages of it: said before. */
function wholeWords(fax: Fax): string | undefined {
  const whole = currentParts(fax).find(({ pages }) => !pages)?.patient ?? fax.patient;
  const isInOne = whole && !currentParts(fax).some(({ pages }) => pages);
  return isInOne
    ? `The whole fax is on the chart of ${whole.display ?? 'a patient'}; filing pages takes it off there.`
    : undefined;
}

/** The patient a part is filed to, to file other pages or another type of it. */
function patientOf({ patient }: FilingPart): PatientSummary {
  return { reference: patient.reference, name: patient.display ?? 'Patient' };
}
