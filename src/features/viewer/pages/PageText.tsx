import { type CSSProperties, useEffect, useRef, useState } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import type { TextMatch } from '../find/findText.ts';
import { markMatches } from '../find/highlights.ts';
import type { Rotation } from '../layout/pageLayout.ts';
import classes from './Page.module.css';

interface PageTextProps {
  readonly document: ShownDocument;
  readonly page: number;
  /** CSS pixels per point. */
  readonly scale: number;
  readonly rotation: Rotation;
  /** What was found on this page. */
  readonly matches: readonly TextMatch[];
  /** The match the reader is at, if it is on this page. */
  readonly currentMatch: TextMatch | undefined;
  /** True once when the current match is to be scrolled to. */
  readonly takeJump: () => boolean;
}

/** A page's text over its picture: to select, to hear, and to mark what was found. A scan has none. */
export function PageText({
  document,
  page,
  scale,
  rotation,
  matches,
  currentMatch,
  takeJump,
}: PageTextProps) {
  const container = useRef<HTMLDivElement>(null);
  const [pieces, setPieces] = useState<readonly HTMLElement[]>([]);

  useEffect(() => {
    const abort = new AbortController();
    const layer = container.current;
    if (layer) {
      // Text that cannot be read leaves the page as a picture; painting it says what is wrong.
      document.layText(page, layer, rotation, abort.signal).then(setPieces, () => undefined);
    }
    return () => {
      abort.abort();
      layer?.replaceChildren();
    };
  }, [document, page, rotation]);

  useEffect(() => markMatches(pieces, matches, currentMatch), [pieces, matches, currentMatch]);

  useEffect(() => {
    const piece = currentMatch && pieces[currentMatch.start.piece];
    if (piece && takeJump()) {
      piece.scrollIntoView({ block: 'center', inline: 'nearest' });
    }
  }, [pieces, currentMatch, takeJump]);

  // The cast: React's style type knows no custom properties.
  const style = {
    '--total-scale-factor': scale,
    '--scale-round-x': '1px',
    '--scale-round-y': '1px',
  } as CSSProperties;
  return <div ref={container} className={classes.text} style={style} />;
}
