import type { RefObject } from 'react';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import type { ViewerHandle } from '../../features/viewer/viewerCommands.ts';
import { focusDocument } from './focusPane.ts';

/** The keys of the document on screen. */
export function useViewerCommands(viewer: RefObject<ViewerHandle | null>): void {
  useCommand('open', focusDocument);
  useCommand('nextPage', () => viewer.current?.nextPage());
  useCommand('previousPage', () => viewer.current?.previousPage());
  useCommand('firstPage', () => viewer.current?.firstPage());
  useCommand('lastPage', () => viewer.current?.lastPage());
  useCommand('rotateRight', () => viewer.current?.rotateRight());
  useCommand('rotateLeft', () => viewer.current?.rotateLeft());
  useCommand('zoomIn', () => viewer.current?.zoomIn());
  useCommand('zoomOut', () => viewer.current?.zoomOut());
  useCommand('fit', () => viewer.current?.fit());
  useCommand('alone', () => viewer.current?.toggleAlone());
  useCommand('find', () => viewer.current?.find());
  useCommand('print', () => viewer.current?.print());
  useCommand('download', () => viewer.current?.download());
  useCommand('openInTab', () => viewer.current?.openInTab());
}
