import { useEffect } from 'react';

/** Names the page in the tab and to screen readers. Titles stay in the browser's history: never a name or a number. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Faxwell`;
  }, [title]);
}
