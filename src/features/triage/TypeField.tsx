import { Text } from '@mantine/core';
import { useDocumentTypes } from '../../data/clinic/useDocumentTypes.ts';
import { needsReview } from '../../domain/clinic/documentTypes.ts';
import { type Fax, type FaxType, hasFlag } from '../../domain/fax/fax.ts';
import type { Proposed } from '../../domain/proposal/proposal.ts';
import { ActionButton } from './ActionButton.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { asSentence } from './proposal/proposalWords.ts';
import classes from './TypeField.module.css';
import type { TriageActions } from './useTriageActions.ts';

interface TypeFieldProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
  /** What the fax most likely is, and by what reason. */
  readonly proposed: Proposed<FaxType> | undefined;
  /** The reason stands beside the proposed patient already. */
  readonly isReasonShown: boolean;
  /** Start with the list of types open. */
  readonly isAskedFor: boolean;
}

/** What kind of document the fax is; the type decides whether a practitioner has to read it. */
export function TypeField({ fax, actions, proposed, isReasonShown, isAskedFor }: TypeFieldProps) {
  const types = useDocumentTypes();
  // A type another system gave stays what it is, also when the clinic does not list it.
  const isListed = !fax.type || types.some((type) => type.code === fax.type?.code);
  const options = isListed ? types : [...types, ...(fax.type ? [fax.type] : [])];
  const choose = (code: string | null) => {
    const type = options.find((option) => option.code === code);
    void actions.run({ kind: 'type', type: type && { code: type.code, display: type.display } });
  };
  const take = () =>
    proposed && void actions.run({ kind: 'type', type: proposed.value, why: proposed.reason });
  return (
    <ChoiceField
      label="Document type"
      command="type"
      isAskedFor={isAskedFor}
      placeholder="No type"
      data={options.map((type) => ({ value: type.code, label: type.display }))}
      value={fax.type?.code}
      whyNot={actions.whyNot('type')}
      description={reviewWords(fax, types)}
      nothingFoundMessage="No such type"
      onChoose={choose}
      onEnterNothing={proposed && take}
    >
      {proposed && (
        <div className={classes.proposed}>
          {!isReasonShown && (
            <Text size="sm" c="dimmed">
              {asSentence(proposed.reason)}
            </Text>
          )}
          <ActionButton label={proposed.value.display} reason={actions.whyNot('type')} onAct={take} />
        </div>
      )}
    </ChoiceField>
  );
}

function reviewWords(fax: Fax, types: ReturnType<typeof useDocumentTypes>): string | undefined {
  if (hasFlag(fax, 'reviewed') || !needsReview(fax, types)) {
    return undefined;
  }
  if (hasFlag(fax, 'in-parts')) {
    return 'A practitioner has to review one of the filed parts.';
  }
  return fax.type
    ? 'A practitioner has to review this type.'
    : 'Without a type a practitioner has to review it.';
}
