import { useCallback, useDeferredValue, useMemo, useRef } from 'react';
import { PaneBoundary } from '../../components/PaneBoundary.tsx';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { useFaxAttention } from '../../data/attention/useAttentionList.ts';
import { useMarkOpened } from '../../data/faxes/useMarkOpened.ts';
import { useShowPresence } from '../../data/presence/usePresence.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { AttentionCommand } from '../../features/attention/AttentionCommand.tsx';
import { FaxAttention } from '../../features/attention/FaxAttention.tsx';
import { TriageCommands } from '../../features/triage/TriageCommands.tsx';
import { TriagePanel } from '../../features/triage/TriagePanel.tsx';
import type { ViewerHandle } from '../../features/viewer/viewerCommands.ts';
import { DocumentColumn, PanelColumn } from '../shell/Shell.tsx';
import { DocumentPane } from './DocumentPane.tsx';
import { focusDocument } from './focusPane.ts';
import type { OpenFaxProps } from './OpenFax.tsx';
import { PanelButton } from './PanelButton.tsx';
import { ReadingBar } from './ReadingBar.tsx';
import { useFirstPageClock } from './useFirstPageClock.ts';
import { usePanel } from './usePanel.ts';
import { useViewerCommands } from './useViewerCommands.ts';

/** The document and what is done to it, side by side. */
export function ReadFax({ row, faxId, layout, zen, ...props }: OpenFaxProps & { readonly row: FaxRow }) {
  const markOpened = useMarkOpened();
  useShowPresence(faxId);
  const { ready, onShown } = useFirstPageClock(faxId, () => {
    if (row.kind === 'fax') {
      markOpened(row);
    }
  });
  const viewer = useRef<ViewerHandle>(null);
  useViewerCommands(viewer);
  const pageOnScreen = useCallback(() => viewer.current?.pageOnScreen(), []);
  const panel = usePanel(layout, zen, faxId);
  const closePanel = () => {
    panel.close();
    focusDocument();
  };
  const togglePanel = () => (panel.isShown ? closePanel() : panel.open?.());
  useCommand('panel', togglePanel, { enabled: panel.open !== undefined });

  useCommand('backToList', closePanel, { enabled: panel.isShown && panel.open !== undefined });

  const attention = useFaxAttention(faxId);
  const first = attention.find(({ id }) => id === props.attentionId) ?? attention[0];
  const { onAttended } = props;
  const top = useMemo(
    () => first && <FaxAttention items={attention} first={first} fax={row} onAttended={onAttended} />,
    [attention, first, row, onAttended],
  );

  // The document first: the panel follows in its own time, and takes no click while it is about the fax before.
  const beside = useDeferredValue(useMemo(() => ({ fax: row, ready, top }), [row, ready, top]));
  const panelButton = panel.open && <PanelButton isOpen={panel.isShown} onToggle={togglePanel} />;
  return (
    <>
      <DocumentColumn>
        {layout === 'narrow' && (
          <ReadingBar folderLabel={props.folderLabel} onBack={props.onBack}>
            {panelButton}
          </ReadingBar>
        )}
        <PaneBoundary name="The document" resetKey={faxId}>
          <DocumentPane
            ref={viewer}
            row={row}
            zen={zen}
            onZenChange={props.onZenChange}
            onShown={(id) => {
              onShown(id);
              props.onShown(id);
            }}
            actions={layout === 'narrow' ? undefined : panelButton}
          />
        </PaneBoundary>
      </DocumentColumn>
      {row.kind === 'fax' && (
        <TriageCommands
          fax={row}
          ready={ready}
          onDone={props.onDone}
          onOpenPanel={panel.isShown ? undefined : panel.open}
        />
      )}
      {first && <AttentionCommand attention={first} onAttended={onAttended} />}
      {panel.isShown && (
        <PanelColumn isBehind={beside.fax.id !== row.id} onClose={panel.open && closePanel}>
          <PaneBoundary name="The panel" resetKey={faxId}>
            <TriagePanel
              pageOnScreen={pageOnScreen}
              {...beside}
              onDone={props.onDone}
              initialField={panel.field}
            />
          </PaneBoundary>
        </PanelColumn>
      )}
    </>
  );
}
