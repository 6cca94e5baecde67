import { Box } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { PaneBoundary } from '../../components/PaneBoundary.tsx';
import { useAttentionList } from '../../data/attention/useAttentionList.ts';
import { useFax } from '../../data/faxes/useFax.ts';
import { useFolderCounts } from '../../data/faxes/useFolderCounts.ts';
import { defaultOrder, type FaxFilter } from '../../domain/fax/faxFilter.ts';
import type { Attention } from '../../domain/intake/attentionTask.ts';
import { AttentionCard } from '../../features/attention/AttentionCard.tsx';
import { AttentionCommand } from '../../features/attention/AttentionCommand.tsx';
import { AttentionPane } from '../../features/attention/AttentionPane.tsx';
import { attentionPath } from '../../paths.ts';
import { LazyOpenFax } from '../inbox/LazyOpenFax.tsx';
import { NoFax } from '../inbox/NoFax.tsx';
import { ReadingBar } from '../inbox/ReadingBar.tsx';
import { useListMoves } from '../inbox/useListMoves.ts';
import { NoticesAndUndo } from '../NoticesAndUndo.tsx';
import { FoldersButton } from '../shell/FoldersButton.tsx';
import { Rail } from '../shell/Rail.tsx';
import { DocumentColumn, Shell } from '../shell/Shell.tsx';
import { useLayout } from '../shell/useLayout.ts';
import { usePageTitle } from '../usePageTitle.ts';

/** A line chosen in the rail is looked at in all that is open. */
const RAIL_FILTER: FaxFilter = { folder: 'all-open', order: defaultOrder('all-open') };

/** What needs a person, and the fax it is about beside it. */
export function AttentionPage() {
  const { taskId } = useParams();
  const navigate = useNavigate();
  const layout = useLayout();
  const list = useAttentionList();
  const counts = useFolderCounts();
  const [zen, setZen] = useState(false);
  const selected = list.items.find(({ id }) => id === taskId);
  const open = useFax(selected?.faxId);
  useRelease(taskId, list.release);
  usePageTitle(`Needs attention${counts.attention ? ` (${counts.attention})` : ''}`);

  const select = (id: string) => void navigate(attentionPath(id), { replace: taskId !== undefined });
  const deselect = () => void navigate(attentionPath(), { replace: true });
  const onAttended = useListMoves({
    items: list.items,
    selectedId: taskId,
    belongs: isStillOpen,
    isOneColumn: layout === 'narrow',
    select,
    deselect,
    onBackToList: () => setZen(false),
  });

  const rail = (
    <Rail
      current="attention"
      filter={RAIL_FILTER}
      counts={counts}
      isListThere={list.status !== 'loading'}
      isFolded={layout === 'medium'}
    />
  );
  return (
    <>
      <Shell
        layout={layout}
        zen={zen && selected?.faxId !== undefined}
        isReading={selected !== undefined}
        rail={rail}
        list={
          <PaneBoundary name="The list" resetKey="attention">
            <AttentionPane
              list={list}
              selectedId={taskId}
              onSelect={select}
              start={layout === 'narrow' && <FoldersButton>{rail}</FoldersButton>}
            />
          </PaneBoundary>
        }
      >
        {selected?.faxId ? (
          <LazyOpenFax
            faxId={selected.faxId}
            open={open}
            layout={layout}
            folderLabel="Needs attention"
            zen={zen}
            onZenChange={setZen}
            onShown={ignore}
            onDone={ignore}
            onBack={deselect}
            attentionId={selected.id}
            onAttended={onAttended}
          />
        ) : selected ? (
          <DocumentColumn>
            {layout === 'narrow' && <ReadingBar folderLabel="Needs attention" onBack={deselect} />}
            <Box p="md" maw={560}>
              <AttentionCard attention={selected} hasKey onAttended={onAttended} />
            </Box>
            <AttentionCommand attention={selected} onAttended={onAttended} />
          </DocumentColumn>
        ) : (
          <NoFax />
        )}
      </Shell>
      <NoticesAndUndo />
    </>
  );
}

function isStillOpen({ isOpen }: Attention): boolean {
  return isOpen;
}

/** The fax stays open whatever is done to it: what counts here is whether the thing was dealt with. */
function ignore(): void {}

/** Tells the list when the reader moves on from something, which leaves if it is done. */
function useRelease(taskId: string | undefined, release: (id: string) => void): void {
  useEffect(() => (taskId ? () => release(taskId) : undefined), [taskId, release]);
}
