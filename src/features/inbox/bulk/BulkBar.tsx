import { useEffect, useEffectEvent, useState } from 'react';
import { useBulk } from '../../../data/bulk/useBulk.ts';
import type { FaxList } from '../../../data/faxes/useFaxList.ts';
import { useSession } from '../../../data/session.ts';
import type { Works } from '../../../data/work/workCache.ts';
import { ASKED_ABOVE, type BulkAction, bulkWords } from '../../../domain/bulk/bulkAction.ts';
import { FOLDERS } from '../../../domain/fax/folders.ts';
import classes from './BulkBar.module.css';
import { BulkButtons } from './BulkButtons.tsx';
import type { KeyPressed } from './BulkDock.tsx';
import { bulkChoices, type Choice, whyNotMany } from './bulkChoices.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { LabelDialog } from './LabelDialog.tsx';
import { RouteDialog } from './RouteDialog.tsx';
import { SelectedCount } from './SelectedCount.tsx';
import { useEverything } from './useEverything.ts';
import type { ListSelection } from './useSelection.ts';

interface BulkBarProps {
  readonly list: FaxList;
  readonly selection: ListSelection;
  readonly works: Works;
  readonly total: number | undefined;
  readonly pressed: KeyPressed | undefined;
  /** The key has been acted on. */
  readonly onTaken: () => void;
  /** To be called when what had the focus is gone. */
  readonly onFocusList: () => void;
}

/** What has to be answered before anything is done. */
type Question = 'route' | 'label' | BulkAction;

/** What is selected, and what can be done to it. */
export function BulkBar({ list, selection, works, total, pressed, onTaken, onFocusList }: BulkBarProps) {
  const run = useBulk();
  const me = useSession().profile.reference;
  const everything = useEverything(list, selection);
  const [question, setQuestion] = useState<Question>();
  const [refusal, setRefusal] = useState<string>();
  const count = selection.ids.size;
  const faxes = list.rows.flatMap((row) => (row.kind === 'fax' && selection.ids.has(row.id) ? [row] : []));
  const { folder, state = FOLDERS[folder].state } = list.key.filter;
  const choices = bulkChoices({ state: state === 'any' ? undefined : state, faxes, works, me });

  const start = (action: BulkAction) => {
    const ids = [...selection.ids];
    setQuestion(undefined);
    everything.stop();
    selection.giveAway(ids);
    void run(action, ids, list.key);
  };
  const choose = (choice: Choice) => {
    setRefusal(undefined);
    if (count === 0) {
      return;
    }
    if ('ask' in choice) {
      setQuestion(choice.ask);
    } else if (count > ASKED_ABOVE) {
      setQuestion(choice.action);
    } else {
      start(choice.action);
    }
  };
  const press = useEffectEvent(({ id }: KeyPressed) => {
    const choice = choices.find(({ command }) => command === id)?.choice;
    onTaken();
    if (id === 'selectAll') {
      everything.start();
    } else if (choice) {
      choose(choice);
    } else {
      setRefusal(whyNotMany(id));
    }
  });
  useEffect(() => {
    if (pressed) {
      press(pressed);
    }
  }, [pressed]);

  const close = () => setQuestion(undefined);
  useLostFocus(onFocusList, question);
  return (
    <section aria-label="Selected faxes" className={classes.bar}>
      <SelectedCount
        list={list}
        selection={selection}
        total={total}
        everything={everything}
        refusal={refusal}
      />
      <BulkButtons choices={choices} isOff={count === 0} onChoose={choose} />
      {question === 'route' && (
        <RouteDialog
          count={count}
          onRoute={(to) => start({ on: 'work', command: { kind: 'route', ...(to && { to }) } })}
          onClose={close}
        />
      )}
      {question === 'label' && (
        <LabelDialog
          count={count}
          present={faxes.flatMap(({ labels }) => labels)}
          onPutOn={(label) => start({ on: 'fax', command: { kind: 'label', label } })}
          onTakeOff={({ code, display }) =>
            start({ on: 'fax', command: { kind: 'unlabel', code }, name: display })
          }
          onClose={close}
        />
      )}
      {typeof question === 'object' && (
        <ConfirmDialog {...bulkWords(question, count)} onYes={() => start(question)} onClose={close} />
      )}
    </section>
  );
}

/** What had the focus may go with the bar, or with the question it asked. */
function useLostFocus(onFocusList: () => void, question: Question | undefined): void {
  const find = useEffectEvent(() => {
    if (document.activeElement === document.body) {
      onFocusList();
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question takes the focus and leaves it nowhere
  useEffect(() => () => find(), [question]);
}
