import type { Fax, Mark } from './fax.ts';

/**
 * Whether everything a fax shows is text where text belongs. JSON from elsewhere may hold an object there; the type
 * does not know, and what draws it would fail far away from here.
 */
export function isWellFormed(fax: Fax): boolean {
  const marks: readonly Mark[] = [
    fax.stateMark,
    fax.typeMark,
    ...Object.values(fax.flags),
    ...fax.labels.map((label) => label.mark),
    ...fax.parts.map((part) => part.mark),
    ...(fax.pagesNotNeeded ? [fax.pagesNotNeeded.mark] : []),
  ];
  const parties = [
    fax.sender,
    fax.line,
    fax.patient,
    ...fax.parts.map((part) => part.patient),
    ...fax.notes.map((note) => note.author),
    ...marks.map((mark) => mark.by),
  ];
  const files = [fax.document, fax.original];
  const texts: readonly unknown[] = [
    fax.sent,
    fax.received,
    fax.subjectLine,
    fax.title,
    fax.senderName,
    fax.originatingNumber,
    fax.calledNumber,
    fax.type?.code,
    fax.type?.display,
    ...fax.labels.flatMap((label) => [label.code, label.display]),
    ...fax.parts.flatMap((part) => [part.pages, part.filedAt, part.type?.display]),
    fax.pagesNotNeeded?.pages,
    fax.fingerprint,
    fax.duplicateOf?.sent,
    ...fax.notes.flatMap((note) => [note.text, note.time]),
    ...marks.flatMap((mark) => [mark.at, mark.why]),
    ...parties.map((party) => party?.display),
    ...files.flatMap((file) => [file?.url, file?.contentType, file?.title]),
  ];
  return (
    texts.every((text) => text === undefined || typeof text === 'string') &&
    (fax.pageCount === undefined || Number.isInteger(fax.pageCount))
  );
}
