import { Alert, Button, Group, Text } from '@mantine/core';
import { useSenderSetting } from '../../data/clinic/useSenderSettings.ts';
import { isBlocking, whyBlocked } from '../../domain/clinic/blockedSender.ts';
import { DOCUMENT_PROBLEM_WORDS } from '../../domain/fax/documentProblemWords.ts';
import { type Fax, isJunkFromArrival, isPutAway, type Mark } from '../../domain/fax/fax.ts';
import type { TriageActions } from './useTriageActions.ts';
import { When } from './When.tsx';

interface FaxFactsProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
}

const STATE_WORDS = {
  open: 'Open',
  closed: 'Closed: nothing more to do',
  archived: 'Archived',
  junk: 'In Junk',
  trash: 'In Trash',
} as const;

/** Where the fax is in its life, who brought it there, and what is wrong with its document. */
export function FaxFacts({ fax, actions }: FaxFactsProps) {
  const { urgent, handled, reviewed } = fax.flags;
  const problem = fax.documentProblem && DOCUMENT_PROBLEM_WORDS[fax.documentProblem].sentence;
  return (
    <div>
      {fax.state === undefined ? (
        <Alert variant="light" color="yellow" title="Not in the inbox yet">
          {actions.whyNot('handle')}
        </Alert>
      ) : (
        <Place fax={fax} words={STATE_WORDS[fax.state]} />
      )}
      {urgent && (
        <Fact
          words="Urgent"
          mark={urgent}
          {...(actions.whyNot('notUrgent') === undefined && {
            onTakeBack: () => void actions.run({ kind: 'notUrgent' }),
          })}
        />
      )}
      {fax.flags['no-patient'] && (
        <Fact
          words="No patient needed"
          mark={fax.flags['no-patient']}
          {...(actions.whyNot('patientNeeded') === undefined && {
            onTakeBack: () => void actions.run({ kind: 'patientNeeded' }),
          })}
        />
      )}
      {handled && (
        <Fact
          words="Handled"
          mark={handled}
          {...(actions.whyNot('unhandle') === undefined && {
            onTakeBack: () => void actions.run({ kind: 'unhandle' }),
          })}
        />
      )}
      {reviewed && (
        <Fact
          words={reviewed.why ? `Reviewed: ${reviewed.why}` : 'Reviewed'}
          mark={reviewed}
          {...(actions.whyNot('unreview') === undefined && {
            onTakeBack: () => void actions.run({ kind: 'unreview' }),
          })}
        />
      )}
      {problem && (
        <Alert variant="light" color="red" mt={6}>
          {problem}
        </Alert>
      )}
    </div>
  );
}

/** Where it is, and for what is put away by whom and why. */
function Place({ fax, words }: { readonly fax: Fax; readonly words: string }) {
  const { by, why } = fax.stateMark;
  const isSinceArrival = isJunkFromArrival(fax);
  const setting = useSenderSetting(fax.originatingNumber);
  // Said below in full while it still holds.
  const isSaid = isBlocking(setting) && why === whyBlocked(setting.reason);
  return (
    <>
      {isSinceArrival ? (
        <Fact words="In Junk since it came" />
      ) : (
        <Fact words={words} {...(isPutAway(fax) && { mark: fax.stateMark })} />
      )}
      {isPutAway(fax) && why && !isSaid && (
        <Text size="xs" c="dimmed">
          {isSinceArrival && by?.display ? `${why}, by ${by.display}` : why}
        </Text>
      )}
    </>
  );
}

interface FactProps {
  readonly words: string;
  readonly mark?: Mark;
  /** Undoes the fact, whoever set it and however long ago. */
  readonly onTakeBack?: () => void;
}

function Fact({ words, mark, onTakeBack }: FactProps) {
  return (
    <Group justify="space-between" gap={6} wrap="nowrap">
      <Text size="sm">
        {words}
        {mark?.by?.display && ` by ${mark.by.display}`}
        {mark?.at && (
          <>
            {', '}
            <When at={mark.at} />
          </>
        )}
      </Text>
      {onTakeBack && (
        <Button size="compact-xs" variant="subtle" onClick={onTakeBack} aria-label={`Take back: ${words}`}>
          Take back
        </Button>
      )}
    </Group>
  );
}
