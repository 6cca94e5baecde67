import { reasonBlocked } from '../clinic/blockedSender.ts';
import type { DocumentType } from '../clinic/documentTypes.ts';
import {
  currentParts,
  type Fax,
  type FaxFlag,
  type FaxState,
  type FaxType,
  type FilingPart,
  type FilingProposal,
  hasLabel,
  isInState,
  isJunkFromArrival,
  type Mark,
} from '../fax/fax.ts';
import { identifierOf, type Party, partyOf } from '../fhir/elements.ts';
import { SUPPORT_IDENTIFIER } from '../fhir/systems.ts';
import { describePages, pagesIn } from '../filing/pageRanges.ts';
import { formatNumber } from '../phone/phone.ts';
import type { TimelineEvent, TimelineKind } from './timelineEvent.ts';

type Change = Omit<TimelineEvent, 'id' | 'at'> & { readonly at?: string; readonly key?: string };

/** What one version changed against the one before it; the mark on the changed fact wins over who wrote the version. */
export function changesOf(
  before: Fax | undefined,
  fax: Fax,
  types: readonly DocumentType[],
): TimelineEvent[] {
  const { meta } = fax.communication;
  const author = partyOf(meta?.author);
  const changes = [
    ...(before ? [] : arrival(fax)),
    ...blockedOnArrival(before, fax),
    ...adoption(before, fax),
    ...flagChange(before, fax, 'opened', 'opened'),
    ...typeChange(before, fax, types),
    ...filingChange(before, fax),
    ...proposalChange(before, fax),
    ...pagesSetAside(before, fax),
    ...flagChange(before, fax, 'no-patient', 'patientless', 'patientNeeded'),
    ...labelChanges(before, fax),
    ...flagChange(before, fax, 'urgent', 'urgent', 'notUrgent'),
    ...flagChange(before, fax, 'handled', 'handled', 'unhandled'),
    ...flagChange(before, fax, 'reviewed', 'reviewed', 'unreviewed'),
    ...newNotes(before, fax),
  ];
  return [...changes, ...stateChange(before, fax, changes)].flatMap(({ key, ...change }) => {
    const at = change.at ?? meta?.lastUpdated;
    const by = change.by ?? (change.kind === 'received' || change.kind === 'closed' ? undefined : author);
    // A version without any time cannot be put in order; inventing one would be worse than leaving it out.
    return at && !Number.isNaN(Date.parse(at))
      ? [{ ...change, at, ...(by && { by }), id: [fax.version, change.kind, key].filter(Boolean).join('-') }]
      : [];
  });
}

function arrival(fax: Fax): Change[] {
  const detail = fax.line?.display ?? formatNumber(fax.calledNumber);
  const supportId = identifierOf(fax.communication, SUPPORT_IDENTIFIER);
  const arrived = { kind: 'received', ...at(fax.received ?? fax.sent) } as const;
  return [{ ...arrived, ...(detail && { detail }), ...(supportId && { supportId }) }];
}

/** Arrived, or taken in from another system, while its sender was blocked. */
function blockedOnArrival(before: Fax | undefined, fax: Fax): Change[] {
  const isBlocked = before ? !before.state && isInState(fax, 'junk') : isJunkFromArrival(fax);
  const { why } = fax.stateMark;
  return isBlocked
    ? [{ kind: 'junkedOnArrival', ...who(fax.stateMark), ...(why && { detail: reasonBlocked(why) }) }]
    : [];
}

function adoption(before: Fax | undefined, fax: Fax): Change[] {
  return before && !before.state && fax.state && fax.state !== 'junk'
    ? [{ kind: 'adopted', ...marked(fax.stateMark) }]
    : [];
}

function flagChange(
  before: Fax | undefined,
  fax: Fax,
  flag: FaxFlag,
  set: TimelineKind,
  unset?: TimelineKind,
): Change[] {
  const [was, is] = [before?.flags[flag], fax.flags[flag]];
  // A new mark on a flag that stood before: it was taken off and set again in versions we did not see.
  if (is && (!was || (is.at && is.at !== was.at))) {
    return [{ kind: set, ...marked(is) }];
  }
  // What is gone has no mark left; the state that follows from it may carry one.
  return was && !is && unset
    ? [{ kind: unset, ...(before?.state === fax.state ? {} : who(fax.stateMark)) }]
    : [];
}

function labelChanges(before: Fax | undefined, fax: Fax): Change[] {
  const removed = (before?.labels ?? []).filter(({ code }) => !hasLabel(fax, code));
  const added = fax.labels.filter(({ code }) => !before || !hasLabel(before, code));
  return [
    ...removed.map(({ code, display }) => ({ kind: 'unlabelled' as const, key: code, detail: display })),
    ...added.map(({ code, display, mark }) => ({
      kind: 'labelled' as const,
      key: code,
      ...who(mark),
      detail: display,
    })),
  ];
}

function typeChange(before: Fax | undefined, fax: Fax, types: readonly DocumentType[]): Change[] {
  if (!before || before.type?.code === fax.type?.code) {
    return [];
  }
  return [
    fax.type
      ? { kind: 'typed', ...asProposed(fax.typeMark), detail: typeName(fax.type, types) }
      : { kind: 'untyped' },
  ];
}

function typeName(type: FaxType, types: readonly DocumentType[]): string {
  return types.find((t) => t.code === type.code)?.display ?? type.display;
}

/** Filing by our parts, or by a subject alone as other apps on the same server set it. */
function filingChange(before: Fax | undefined, fax: Fax): Change[] {
  const [were, are] = [before ? currentParts(before) : [], currentParts(fax)];
  const isIn = (parts: readonly FilingPart[]) => (part: FilingPart) =>
    parts.some(({ filingId }) => filingId === part.filingId);
  const filed = are.filter((part) => !isIn(were)(part));
  const takenBack = were.filter((part) => !isIn(are)(part));
  const changes: Change[] = filed.map((part) => ({
    kind: 'filed',
    ...asProposed(part.mark),
    key: part.filingId,
    detail: filedWords(part, takenBack.filter((old) => shareAPage(old, part))[0]?.patient),
  }));
  for (const old of takenBack.filter((part) => !filed.some((now) => shareAPage(part, now)))) {
    const retired = fax.parts.find((part) => part.filingId === old.filingId);
    const detail = partWords(old);
    changes.push({ kind: 'unfiled', ...who(retired?.mark), key: old.filingId, ...(detail && { detail }) });
  }
  const isBySubject = before && were.length === 0 && are.length === 0;
  return isBySubject ? subjectChange(before, fax) : changes;
}

/** What those propose who may not file. What is filed, or proposed anew, is told by that. */
function proposalChange(before: Fax | undefined, fax: Fax): Change[] {
  const were = before?.proposed ?? [];
  const isIn = (list: readonly FilingProposal[]) => (proposal: FilingProposal) =>
    list.some(
      ({ patient, pages, mark }) =>
        patient.reference === proposal.patient.reference &&
        pages === proposal.pages &&
        mark.at === proposal.mark.at,
    );
  const added = fax.proposed.filter((proposal) => !isIn(were)(proposal));
  const standing = new Set(before?.parts.map(({ filingId }) => filingId));
  const settling = [...added, ...currentParts(fax).filter(({ filingId }) => !standing.has(filingId))];
  const gone = were.filter(
    (old) => !isIn(fax.proposed)(old) && !settling.some((now) => shareAPage(old, now)),
  );
  return [
    ...added.map((proposal): Change => {
      const detail = partWords(proposal);
      const key = proposal.patient.reference;
      return { kind: 'proposed', ...who(proposal.mark), key, ...(detail && { detail }) };
    }),
    ...gone.map((proposal): Change => {
      const detail = partWords(proposal);
      return { kind: 'unproposed', key: proposal.patient.reference, ...(detail && { detail }) };
    }),
  ];
}

type WithPages = Pick<FilingPart, 'patient' | 'pages'>;

function shareAPage(a: WithPages, b: WithPages): boolean {
  return !a.pages || !b.pages || pagesIn(a.pages).some((page) => pagesIn(b.pages).includes(page));
}

function pagesSetAside(before: Fax | undefined, fax: Fax): Change[] {
  const [were, are] = [before?.pagesNotNeeded?.pages, fax.pagesNotNeeded];
  if (were === are?.pages || !before) {
    return [];
  }
  return are
    ? [{ kind: 'setAside', ...who(are.mark), detail: describePages(pagesIn(are.pages)) }]
    : // What is gone has no mark left; the change is settled under the mark of whoever made it.
      [{ kind: 'neededAgain', ...who(fax.flags.pending), detail: describePages(pagesIn(were)) }];
}

function subjectChange(before: Fax, fax: Fax): Change[] {
  if (before.patient?.reference === fax.patient?.reference) {
    return [];
  }
  return fax.patient
    ? [{ kind: 'filed', detail: subjectWords(fax.patient, before.patient) }]
    : [{ kind: 'unfiled', ...detailOf(before.patient) }];
}

function subjectWords(patient: Party, previous: Party | undefined): string {
  const name = patient.display ?? 'a patient';
  return previous ? `${name} (before: ${previous.display ?? 'another patient'})` : name;
}

/** `Maria Alvarez, pages 1-4 (before: Tom Lee)`. */
function filedWords(part: FilingPart, previous: Party | undefined): string {
  const words = partWords(part) ?? 'a patient';
  const isMoved = previous && previous.reference !== part.patient.reference;
  return isMoved ? `${words} (before: ${previous.display ?? 'another patient'})` : words;
}

function partWords({ patient, pages }: WithPages): string | undefined {
  return pages ? `${patient.display ?? 'a patient'}, ${describePages(pagesIn(pages))}` : patient.display;
}

function newNotes(before: Fax | undefined, fax: Fax): Change[] {
  const known = before?.notes.length ?? 0;
  return fax.notes.slice(known).map((note, index) => ({
    kind: 'noted',
    ...at(note.time),
    ...(note.author && { by: note.author }),
    key: String(known + index),
  }));
}

const PUT_AWAY: Partial<Record<FaxState, TimelineKind>> = {
  archived: 'archived',
  junk: 'junked',
  trash: 'trashed',
};

function stateChange(before: Fax | undefined, fax: Fax, changes: readonly Change[]): Change[] {
  if (!before?.state || !fax.state || before.state === fax.state) {
    return [];
  }
  const away = PUT_AWAY[fax.state];
  if (away) {
    return [{ kind: away, ...marked(fax.stateMark) }];
  }
  if (PUT_AWAY[before.state]) {
    return [{ kind: 'restored', ...who(fax.stateMark) }];
  }
  if (isInState(fax, 'closed')) {
    // Nobody closes a fax; it is closed because nothing is owed any more.
    return [{ kind: 'closed', ...at(fax.stateMark.at) }];
  }
  const said = changes.some((change) => change.kind === 'unhandled' || change.kind === 'unreviewed');
  return said ? [] : [{ kind: 'reopened', ...who(fax.stateMark) }];
}

function marked(mark: Mark): Pick<Change, 'at' | 'by' | 'detail'> {
  return { ...who(mark), ...(mark.why && { detail: mark.why }) };
}

/** The reason on a filing or type is the one it was proposed by. */
function asProposed(mark: Mark): Pick<Change, 'at' | 'by' | 'proposed'> {
  return { ...who(mark), ...(mark.why && { proposed: mark.why }) };
}

function who(mark: Mark | undefined): Pick<Change, 'at' | 'by'> {
  return { ...at(mark?.at), ...(mark?.by && { by: mark.by }) };
}

function at(instant: string | undefined): Pick<Change, 'at'> {
  return instant ? { at: instant } : {};
}

function detailOf(patient: Party | undefined): Pick<Change, 'detail'> {
  return patient?.display ? { detail: patient.display } : {};
}
