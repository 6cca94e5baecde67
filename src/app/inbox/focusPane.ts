import { DOCUMENT_ID, LIST_ID } from '../shell/Shell.tsx';

/** Moves the focus onto the list of faxes. */
export function focusList(): void {
  document.querySelector<HTMLElement>(`#${LIST_ID} [role="listbox"]`)?.focus({ preventScroll: true });
}

/** Moves the focus onto the pages, so that arrows and the space bar scroll them; while there are none, onto the column. */
export function focusDocument(): void {
  const column = document.getElementById(DOCUMENT_ID);
  const pages = column?.querySelector<HTMLElement>('section[tabindex="0"]');
  (pages ?? column)?.focus({ preventScroll: true });
}
