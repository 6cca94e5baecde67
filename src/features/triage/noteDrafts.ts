import { useState } from 'react';

/**
 * Notes that are typed but not added yet, one for each person and fax. In memory only: what people type here names
 * patients, and nothing readable may stay behind in the browser. They survive every move between faxes, not a reload.
 */
const drafts = new Map<string, string>();

export interface NoteDraft {
  readonly text: string;
  readonly write: (text: string) => void;
}

/** The draft of one person for one fax; the component that uses it is keyed by the fax. */
export function useNoteDraft(author: string, faxId: string): NoteDraft {
  const key = `${author} ${faxId}`;
  const [text, setText] = useState(drafts.get(key) ?? '');
  return {
    text,
    write: (next) => {
      if (next === '') {
        drafts.delete(key);
      } else {
        drafts.set(key, next);
      }
      setText(next);
    },
  };
}
