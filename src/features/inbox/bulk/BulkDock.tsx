import { lazy, Suspense, useState } from 'react';
import { PaneBoundary } from '../../../components/PaneBoundary.tsx';
import { COMMAND_IDS, COMMANDS, type CommandId } from '../../../components/shortcuts/commands.ts';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import { useIsBulkRunning } from '../../../data/bulk/useBulkState.ts';
import type { FaxList } from '../../../data/faxes/useFaxList.ts';
import type { Works } from '../../../data/work/workCache.ts';
import type { ListSelection } from './useSelection.ts';

const BulkBar = lazy(async () => ({ default: (await import('./BulkBar.tsx')).BulkBar }));
const RunBar = lazy(async () => ({ default: (await import('./RunBar.tsx')).RunBar }));

/** A key that was pressed while something was selected; each press is another one. */
export interface KeyPressed {
  readonly id: CommandId;
}

interface BulkDockProps {
  readonly list: FaxList;
  readonly selection: ListSelection;
  readonly works: Works;
  /** How many faxes the list has, when that is known. */
  readonly total: number | undefined;
  readonly onFocusList: () => void;
}

/**
 * What is about one fax is about the selected ones while there are any, and never about the one that is open as well:
 * all of it, so that a key that comes later is not forgotten here.
 */
const TAKEN_KEYS = COMMAND_IDS.filter(
  (id) => COMMANDS[id].group === 'This fax' && id !== 'undo' && id !== 'panel',
);

/** At the foot of the list: what is done to the selected faxes, and how a run goes on. */
export function BulkDock({ list, selection, works, total, onFocusList }: BulkDockProps) {
  const isRunning = useIsBulkRunning();
  const isOpen = selection.isChoosing || selection.ids.size > 0;
  const [pressed, setPressed] = useState<KeyPressed>();
  useCommand('backToList', selection.clear, { enabled: isOpen, isOnTop: true });
  useCommand('selectAll', () => setPressed({ id: 'selectAll' }), { enabled: list.rows.length > 0 });
  const isAsked = pressed?.id === 'selectAll';
  return (
    <>
      {selection.ids.size > 0 &&
        TAKEN_KEYS.map((id) => <TakenKey key={id} id={id} onPress={() => setPressed({ id })} />)}
      <PaneBoundary name="What is done to many faxes">
        <Suspense fallback={null}>
          {isRunning && <RunBar />}
          {(isOpen || isAsked) && (
            <BulkBar
              list={list}
              selection={selection}
              works={works}
              total={total}
              pressed={pressed}
              onTaken={() => setPressed(undefined)}
              onFocusList={onFocusList}
            />
          )}
        </Suspense>
      </PaneBoundary>
    </>
  );
}

function TakenKey({ id, onPress }: { readonly id: CommandId; readonly onPress: () => void }) {
  useCommand(id, onPress, { isOnTop: true });
  return null;
}
