import type { Annotation, Communication } from '@medplum/fhirtypes';
import { type DocumentType, needsReview } from '../clinic/documentTypes.ts';
import type { Label } from '../clinic/labels.ts';
import { listOf, referenceTo } from '../fhir/elements.ts';
import { FAX_DIRECTION, LOINC } from '../fhir/systems.ts';
import { withTypeOnParts } from '../filing/filing.ts';
import {
  currentParts,
  type Fax,
  type FaxDirection,
  type FaxFlag,
  type FaxState,
  type FaxType,
  hasFlag,
  hasLabel,
  isInState,
} from './fax.ts';
import { makeType } from './faxType.ts';
import {
  type Act,
  makeMark,
  withConcept,
  withFlag,
  withLabel,
  withoutFlag,
  withoutLabel,
  withState,
} from './marks.ts';
import { parseFax } from './parseFax.ts';

/**
 * What people do to a received fax, each as a pure edit of its Communication; when each is allowed is in
 * `triageCommand.ts`. The caller PUTs the result with `If-Match` and, when it is `pending`, settles it
 * (`filing/settleFiling.ts`).
 */

/** The first opener is recorded; later ones are in the audit only. `undefined` when somebody opened it before. */
export function makeOpened(fax: Fax, act: Act): Communication | undefined {
  return hasFlag(fax, 'opened') ? undefined : withFlag(fax.communication, 'opened', act);
}

/** Given a type, or none; a fax on a chart is settled again, because its documents carry the type. */
export function makeTyped(
  fax: Fax,
  type: FaxType | undefined,
  types: readonly DocumentType[],
  act: Act,
): Communication {
  const typed = withConcept(
    fax.communication,
    LOINC,
    type && { ...makeType(type), extension: makeMark(act) },
  );
  if (currentParts(fax).length > 0) {
    return reconsider(withFlag(withTypeOnParts(fax, typed, type), 'pending', act), types, act);
  }
  return reconsider(typed, types, act);
}

/** The front desk is done with it, or is not after all; whether that closes it follows from its type. */
export function makeHandled(
  fax: Fax,
  handled: boolean,
  types: readonly DocumentType[],
  act: Act,
): Communication {
  return reconsider(flagged(fax.communication, 'handled', handled, act), types, act);
}

/** Practitioners only, never in bulk; `act.why` is the outcome. */
export function makeReviewed(
  fax: Fax,
  reviewed: boolean,
  types: readonly DocumentType[],
  act: Act,
): Communication {
  return reconsider(flagged(fax.communication, 'reviewed', reviewed, act), types, act);
}

/** Out of the inbox by hand, whatever is still owed. */
export function makeMoved(fax: Fax, state: 'archived' | 'junk' | 'trash', act: Act): Communication {
  return settling(fax, withState(fax.communication, state, act), act);
}

/** Back to where it belongs: `closed` when nothing is owed, else `open`. */
export function makeRestored(fax: Fax, types: readonly DocumentType[], act: Act): Communication {
  return reconsider(withState(fax.communication, 'open', act), types, act, fax);
}

/** Nothing in it belongs on a chart, or something does after all. */
export function makeNoPatient(fax: Fax, on: boolean, act: Act): Communication {
  return flagged(fax.communication, 'no-patient', on, act);
}

/** On top of every list of what is owed; `priority` says the same to other systems. */
export function makeUrgent(fax: Fax, urgent: boolean, act: Act): Communication {
  const { priority, ...rest } = flagged(fax.communication, 'urgent', urgent, act);
  if (urgent) {
    return { ...rest, priority: 'urgent' };
  }
  return priority === undefined || priority === 'urgent' ? rest : { ...rest, priority };
}

/** With a label; one that is there keeps the name of whoever put it there. */
export function makeLabelled(fax: Fax, label: Label, act: Act): Communication {
  return hasLabel(fax, label.code) ? fax.communication : withLabel(fax.communication, label, act);
}

/** Without a label. */
export function makeUnlabelled(fax: Fax, code: string): Communication {
  return withoutLabel(fax.communication, code);
}

/** What another system left open: whether it was received or sent. What was sent asks nothing of the front desk. */
export function makeDirected(fax: Fax, direction: FaxDirection, act: Act): Communication {
  const others = listOf(withConcept(fax.communication, FAX_DIRECTION, undefined).category);
  const stated = direction === 'unknown' ? [] : [{ coding: [{ system: FAX_DIRECTION, code: direction }] }];
  // First, as our own faxes have it.
  const directed: Communication = { ...fax.communication, category: [...stated, ...others] };
  return settling(fax, withState(directed, direction === 'outbound' ? 'closed' : 'open', act), act);
}

/** A note behind the others. */
export function makeNoted(fax: Fax, text: string, act: Act): Communication {
  const note: Annotation = { text, time: act.at, authorReference: referenceTo(act.by) };
  return { ...fax.communication, note: [...(fax.communication.note ?? []), note] };
}

function flagged(communication: Communication, flag: FaxFlag, on: boolean, act: Act): Communication {
  return on ? withFlag(communication, flag, act) : withoutFlag(communication, flag);
}

/** The state that follows from what is still owed; only `open` and `closed` follow, the others are put by hand. */
export function reconsider(
  communication: Communication,
  types: readonly DocumentType[],
  act: Act,
  before?: Fax,
): Communication {
  const parsed = parseFax(communication);
  if (!parsed.ok || !isInState(parsed.value, 'open', 'closed')) {
    return communication;
  }
  const fax = parsed.value;
  const reviewOwed = needsReview(fax, types) && !hasFlag(fax, 'reviewed');
  const state: FaxState = hasFlag(fax, 'handled') && !reviewOwed ? 'closed' : 'open';
  const next = fax.state === state ? communication : withState(communication, state, act);
  return settling(before ?? fax, next, act);
}

/** A change between open and not open leaves the work Task behind: `pending` until it agrees. */
function settling(before: Fax, communication: Communication, act: Act): Communication {
  const after = parseFax(communication);
  const changed = after.ok && isInState(before, 'open') !== isInState(after.value, 'open');
  return changed ? withFlag(communication, 'pending', act) : communication;
}
