import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Shell.module.css';
import type { Layout } from './useLayout.ts';

export const LIST_ID = 'faxes';
export const DOCUMENT_ID = 'document';
const PANEL_ID = 'panel';

interface ShellProps {
  readonly layout: Layout;
  /** The document stands alone. */
  readonly zen: boolean;
  /** A fax is open; on a phone it takes the place of the list. */
  readonly isReading: boolean;
  readonly rail: ReactNode;
  readonly list: ReactNode;
  /** `DocumentColumn` and `PanelColumn`. */
  readonly children: ReactNode;
}

/** The four columns. The list stays mounted while it is out of sight, and keeps its place. */
export function Shell({ layout, zen, isReading, rail, list, children }: ShellProps) {
  const isListShown = !zen && !(layout === 'narrow' && isReading);
  return (
    <div className={classes.shell} data-layout={layout} data-zen={zen || undefined}>
      <SkipLink to={LIST_ID}>Skip to the list of faxes</SkipLink>
      {isReading && <SkipLink to={DOCUMENT_ID}>Skip to the document</SkipLink>}
      {layout !== 'narrow' && !zen && rail}
      <main className={classes.main}>
        <div id={LIST_ID} tabIndex={-1} className={classes.list} data-hidden={!isListShown || undefined}>
          {list}
        </div>
        {(layout !== 'narrow' || isReading) && children}
      </main>
    </div>
  );
}

/** Moves the focus itself: the address carries the page, so `#…` must not be written into it. */
function SkipLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <a
      href={`#${to}`}
      className={classes.skip}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {children}
    </a>
  );
}

export function DocumentColumn({ children }: { readonly children?: ReactNode }) {
  return (
    <div id={DOCUMENT_ID} tabIndex={-1} className={classes.document}>
      {children}
    </div>
  );
}

interface PanelColumnProps {
  /** It still shows the fax before: for a moment nothing in it can be used. */
  readonly isBehind: boolean;
  /** Present where the panel lies over the document. */
  readonly onClose: (() => void) | undefined;
  readonly children: ReactNode;
}

export function PanelColumn({ isBehind, onClose, children }: PanelColumnProps) {
  return (
    <aside
      id={PANEL_ID}
      aria-label="Triage"
      inert={isBehind}
      className={classes.panel}
      data-over={onClose !== undefined || undefined}
    >
      {onClose && <CloseButton aria-label="Close the panel" className={classes.close} onClick={onClose} />}
      {children}
    </aside>
  );
}
