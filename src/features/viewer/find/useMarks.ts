import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageProps } from 'react-pdf';
import type { TextMatch } from './findText.ts';
import { markText } from './markText.ts';

type TextProps = Pick<PageProps, 'inputRef' | 'customTextRenderer' | 'onRenderTextLayerSuccess'>;

/**
 * Marks what was found in the text of a page, and scrolls to the place the reader asked for.
 * @param matches what was found on this page; the same array until the search changes
 * @param current index in `matches` of the place the reader is at, -1 when it is on another page
 * @param takeJump true once when the current place is to be scrolled to
 * @returns what react-pdf's `Page` has to be given. It lays the text out again whenever one of these changes.
 */
export function useMarks(matches: readonly TextMatch[], current: number, takeJump: () => boolean): TextProps {
  const page = useRef<HTMLDivElement>(null);
  const [layer, setLayer] = useState({});
  const customTextRenderer = useCallback(
    ({ str, itemIndex }: { str: string; itemIndex: number }) => markText(str, itemIndex, matches),
    [matches],
  );
  const onRenderTextLayerSuccess = useCallback(() => setLayer({}), []);

  // Only an attribute: going from place to place must not lay the text out again. Another layer has none yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `layer` is the text that is marked, outside of React
  useEffect(() => {
    const marks = page.current?.querySelectorAll<HTMLElement>(`mark[data-match="${current}"]`) ?? [];
    for (const mark of marks) {
      mark.ariaCurrent = 'true';
    }
    if (marks[0] && takeJump()) {
      marks[0].scrollIntoView({ block: 'center', inline: 'nearest' });
    }
    return () => {
      for (const mark of marks) {
        mark.ariaCurrent = null;
      }
    };
  }, [layer, matches, current, takeJump]);

  return {
    inputRef: page,
    ...(matches.length > 0 && { customTextRenderer }),
    onRenderTextLayerSuccess,
  };
}
