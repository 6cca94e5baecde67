import { useState } from 'react';
import type { PanelField } from '../../features/triage/TriageCommands.tsx';
import type { Layout } from '../shell/useLayout.ts';

interface Panel {
  readonly isShown: boolean;
  /** The field the panel was opened for, which starts in focus. */
  readonly field: PanelField | undefined;
  /** Absent where the panel is a column of its own and needs no opening. */
  readonly open: ((field?: PanelField) => void) | undefined;
  readonly close: () => void;
}

interface Opening {
  readonly faxId: string | undefined;
  readonly field: PanelField | undefined;
}

/**
 * Whether the triage panel is on screen: a column when wide; else over the document when asked for, on a phone for the
 * one fax only.
 */
export function usePanel(layout: Layout, zen: boolean, faxId: string | undefined): Panel {
  const [opening, setOpening] = useState<Opening>();
  const isOpen = opening !== undefined && (layout === 'medium' || opening.faxId === faxId);
  const isColumn = layout === 'wide' && !zen;
  return {
    isShown: faxId !== undefined && (isColumn || isOpen),
    field: isOpen && opening.faxId === faxId ? opening.field : undefined,
    open: isColumn ? undefined : (field) => setOpening({ faxId, field }),
    close: () => setOpening(undefined),
  };
}
