import type { DocumentSource } from '../viewerTypes.ts';
import { detectFileKind, mediaTypeOf } from './fileKind.ts';

/** Long enough for another tab or the print dialog to have read the file. */
const KEEP_URL_MS = 60_000;

/** Saves the original, byte for byte. Rejects when it cannot be loaded; so do the two below. */
export async function downloadDocument(source: DocumentSource): Promise<void> {
  const { url } = await fetchFile(source);
  saveUrl(url, source.fileName);
}

/** Shows the original in a tab of its own; saves it where the browser would not show it or refuses the tab. */
export async function openDocumentInTab(source: DocumentSource): Promise<void> {
  const { url, canBeShown } = await fetchFile(source);
  const tab = canBeShown ? window.open(url, '_blank') : null;
  if (tab) {
    tab.opener = null;
  } else {
    saveUrl(url, source.fileName);
  }
}

/** Opens the print dialog for the original, not for the pages as they are drawn here. */
export async function printDocument(source: DocumentSource): Promise<void> {
  const { url, canBeShown } = await fetchFile(source);
  if (!canBeShown) {
    saveUrl(url, source.fileName);
    return;
  }
  const frame = document.createElement('iframe');
  // Not `display: none`: Firefox prints nothing from a frame that is not laid out.
  frame.style.cssText = 'position:fixed;width:1px;height:1px;inset:auto 0 0 auto;border:0;opacity:0';
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  frame.addEventListener('load', () => {
    try {
      frame.contentWindow?.focus();
      frame.contentWindow?.print();
    } catch {
      // A browser whose PDF viewer may not be told to print; there the reader prints from the tab.
      window.open(url, '_blank');
    }
  });
  frame.src = url;
  document.body.append(frame);
  setTimeout(() => frame.remove(), KEEP_URL_MS);
}

async function fetchFile(source: DocumentSource): Promise<{ url: string; canBeShown: boolean }> {
  const bytes = await source.load(new AbortController().signal);
  const kind = detectFileKind(bytes);
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mediaTypeOf(kind) }));
  setTimeout(() => URL.revokeObjectURL(url), KEEP_URL_MS);
  return { url, canBeShown: kind !== 'other' };
}

function saveUrl(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}
