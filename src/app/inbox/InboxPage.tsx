import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { PaneBoundary } from '../../components/PaneBoundary.tsx';
import { useFax } from '../../data/faxes/useFax.ts';
import { useFaxList } from '../../data/faxes/useFaxList.ts';
import { useFolderCounts } from '../../data/faxes/useFolderCounts.ts';
import { listName } from '../../domain/fax/faxFilter.ts';
import type { FolderId } from '../../domain/fax/folders.ts';
import { InboxPane } from '../../features/inbox/InboxPane.tsx';
import { FoldersButton } from '../shell/FoldersButton.tsx';
import { Rail } from '../shell/Rail.tsx';
import { Shell } from '../shell/Shell.tsx';
import { useLayout } from '../shell/useLayout.ts';
import { usePageTitle } from '../usePageTitle.ts';
import { BlockedSendersButton } from './BlockedSendersButton.tsx';
import { focusList } from './focusPane.ts';
import { LazyOpenFax } from './LazyOpenFax.tsx';
import { NoFax } from './NoFax.tsx';
import { useInboxAddress } from './useInboxAddress.ts';
import { useListMoves } from './useListMoves.ts';
import { useReadAhead } from './useReadAhead.ts';

// Nothing can be taken back before the first list is there.
const NoticesAndUndo = lazy(async () => ({
  default: (await import('../NoticesAndUndo.tsx')).NoticesAndUndo,
}));

const ProposalsAhead = lazy(async () => ({
  default: (await import('./ProposalsAhead.tsx')).ProposalsAhead,
}));

interface InboxPageProps {
  readonly folder: FolderId;
  readonly faxId: string | undefined;
}

/** Received faxes: the folders, the list, and the fax that is open with what is done to it. */
export function InboxPage({ folder, faxId }: InboxPageProps) {
  const layout = useLayout();
  const { filter, typed, select, deselect, narrow } = useInboxAddress(folder, faxId);
  const list = useFaxList(filter, typed);
  const counts = useFolderCounts();
  const open = useFax(faxId);
  const [zen, setZen] = useState(false);
  const [shownId, setShownId] = useState<string>();
  useReadAhead(list.rows, faxId, shownId);
  useRelease(faxId, list.release);
  useListFocus(layout === 'narrow', faxId);
  const count = counts[folder];
  const name = listName(filter);
  const counted = filter.state === undefined && count ? ` (${count})` : '';
  usePageTitle(`${faxId ? 'Fax · ' : ''}${name}${counted}`);

  const onDone = useListMoves({
    items: list.rows,
    selectedId: faxId,
    belongs: list.belongs,
    isOneColumn: layout === 'narrow',
    select,
    deselect,
    onBackToList: () => setZen(false),
  });

  const rail = (
    <Rail
      current={folder}
      filter={filter}
      typed={typed}
      counts={counts}
      isListThere={list.status !== 'loading'}
      isFolded={layout === 'medium'}
    />
  );
  return (
    <>
      <Shell
        layout={layout}
        zen={zen && faxId !== undefined}
        isReading={faxId !== undefined}
        rail={rail}
        list={
          <PaneBoundary name="The list" resetKey={folder}>
            <InboxPane
              list={list}
              filter={filter}
              typed={typed}
              openId={faxId}
              folderCount={count}
              onOpen={select}
              onNarrow={narrow}
              beside={folder === 'junk' && <BlockedSendersButton />}
              start={layout === 'narrow' && <FoldersButton>{rail}</FoldersButton>}
            />
          </PaneBoundary>
        }
      >
        {faxId === undefined ? (
          <NoFax />
        ) : (
          <LazyOpenFax
            faxId={faxId}
            open={open}
            layout={layout}
            folderLabel={name}
            zen={zen}
            onZenChange={setZen}
            onShown={setShownId}
            onDone={onDone}
            onBack={deselect}
          />
        )}
      </Shell>
      {list.status !== 'loading' && (
        <Suspense fallback={null}>
          <NoticesAndUndo />
          <ProposalsAhead rows={list.rows} faxId={faxId} shownId={shownId} />
        </Suspense>
      )}
    </>
  );
}

/** Tells the list when the reader moves on from a row, which may then leave. */
function useRelease(faxId: string | undefined, release: (id: string) => void): void {
  // The list it was read in, which may be another one by now: `useSameFunction` would tell the new one.
  const latest = useRef(release);
  useEffect(() => {
    latest.current = release;
  });
  useEffect(() => (faxId ? () => latest.current(faxId) : undefined), [faxId]);
}

/** With one column at a time, going back to the list puts the focus there: what had it is gone. */
function useListFocus(isOneColumn: boolean, faxId: string | undefined): void {
  const wasReading = useRef(false);
  useEffect(() => {
    if (isOneColumn && wasReading.current && faxId === undefined) {
      focusList();
    }
    wasReading.current = faxId !== undefined;
  }, [isOneColumn, faxId]);
}
