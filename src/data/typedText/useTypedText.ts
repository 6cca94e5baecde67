import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { TypedTexts } from './typedTexts.ts';

/** The fields whose text is kept; their text is told apart by what it is written about. */
type TypedTextKind = 'note';

interface TypedTextField {
  readonly text: string;
  /** When it was typed, if on an earlier page: it may have been saved while that one was left. Instant. */
  readonly keptSince?: string | undefined;
  /** Whether it outlives the page. */
  readonly isKept: boolean;
  write(text: string): void;
  /** Empties the field and keeps the text until `save` says that it was saved; else it is put back. */
  submit(save: (text: string) => Promise<boolean>): Promise<void>;
}

export const TypedTextsContext = createContext(
  new TypedTexts(() => Promise.reject(new Error('No DataProvider above'))),
);

/** What the person signed in has typed about something and not saved yet. */
export function useTypedText(kind: TypedTextKind, id: string): TypedTextField {
  const texts = useContext(TypedTextsContext);
  const place = `${kind} ${id}`;
  const typed = useSyncExternalStore(texts.subscribe, () => texts.read(place));
  const isKept = useSyncExternalStore(texts.subscribe, () => texts.isKept);
  return useMemo(
    () => ({
      text: typed.text,
      keptSince: typed.keptSince,
      isKept,
      write: (text) => texts.write(place, text),
      submit: (save) => texts.submit(place, save),
    }),
    [texts, place, typed, isKept],
  );
}
