import { MultiSelect, VisuallyHidden } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import { useCreateLabel } from '../../../data/clinic/useCreateLabel.ts';
import { useLabels } from '../../../data/clinic/useLabels.ts';
import { type Label, labelName, newLabel } from '../../../domain/clinic/labels.ts';
import { type Fax, hasLabel } from '../../../domain/fax/fax.ts';
import { FieldLabel } from '../FieldLabel.tsx';
import type { TriageActions } from '../useTriageActions.ts';
import classes from './LabelsField.module.css';

interface LabelsFieldProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
  /** Start with the list of labels open. */
  readonly isAskedFor: boolean;
}

/** Stands for what was typed, as a label that is not there yet; no code has a space. */
const CREATE = 'new label';

/**
 * The labels of a fax as chips, with a field to put on more: first letters and Enter. Enter on one that is on takes it
 * off, and so does Backspace for the last.
 */
export function LabelsField({ fax, actions, isAskedFor }: LabelsFieldProps) {
  const labelId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const offered = useOfferedLabels(fax);
  const createLabel = useCreateLabel();
  const whyNot = actions.whyNot('label');
  useCommand('label', () => {
    input.current?.focus();
    input.current?.click();
  });
  useEffect(() => {
    if (isAskedFor) {
      input.current?.focus();
    }
  }, [isAskedFor]);

  const choose = async (codes: readonly string[]) => {
    for (const { code } of fax.labels.filter((label) => !codes.includes(label.code))) {
      void actions.run({ kind: 'unlabel', code });
    }
    const [added] = codes.filter((code) => !hasLabel(fax, code));
    if (added === undefined) {
      return;
    }
    // Back to where the keys of triage work.
    input.current?.blur();
    const label = added === CREATE ? await createLabel?.(words) : offered.find(({ code }) => code === added);
    if (label) {
      void actions.run({ kind: 'label', label });
    }
  };

  const canCreate = createLabel && newLabel(words, offered);
  return (
    <section aria-labelledby={labelId}>
      <FieldLabel id={labelId} command="label">
        Labels
      </FieldLabel>
      <MultiSelect
        ref={input}
        aria-label="Labels"
        placeholder={fax.labels.length === 0 ? 'No label' : undefined}
        data={[
          ...offered.map(({ code, display }) => ({ value: code, label: display })),
          ...(canCreate ? [{ value: CREATE, label: `Create “${canCreate.display}”` }] : []),
        ]}
        value={fax.labels.map(({ code }) => code)}
        onChange={(codes) => void choose(codes)}
        searchValue={words}
        onSearchChange={setWords}
        searchable
        selectFirstOptionOnChange
        withAlignedLabels
        classNames={{ pill: classes.pill, inputField: classes.input }}
        // What was not found can be created; Mantine would hide it for not being found.
        filter={({ options, search }) =>
          options.filter(
            (option) =>
              'value' in option && (option.value === CREATE || hasWords(option.label, search.trim())),
          )
        }
        nothingFoundMessage={createLabel ? 'No such label' : 'No such label. An admin can create it.'}
        readOnly={whyNot !== undefined}
        description={whyNot ?? <Standing labels={fax.labels} offered={offered} />}
        inputWrapperOrder={['input', 'description', 'error']}
        onKeyDown={(event) => event.key === 'Escape' && input.current?.blur()}
      />
    </section>
  );
}

interface StandingProps {
  readonly labels: readonly Label[];
  readonly offered: readonly Label[];
}

/** The chips, for whoever only hears the field. */
function Standing({ labels, offered }: StandingProps) {
  const names = labels.map((label) => labelName(label, offered));
  return names.length > 0 && <VisuallyHidden>On this fax: {names.join(', ')}</VisuallyHidden>;
}

function hasWords(name: string, words: string): boolean {
  return name.toLowerCase().includes(words.toLowerCase());
}

/** The clinic's labels, and those on the fax that it does not list (any more). */
function useOfferedLabels(fax: Fax): readonly Label[] {
  const labels = useLabels();
  return [...labels, ...fax.labels.filter(({ code }) => !labels.some((label) => label.code === code))];
}
