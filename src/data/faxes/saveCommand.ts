import type { Fax, Mark } from '../../domain/fax/fax.ts';
import { hasFlag } from '../../domain/fax/fax.ts';
import { parseFax } from '../../domain/fax/parseFax.ts';
import {
  applyCommand,
  factOf,
  type TriageCommand,
  type TriageContext,
} from '../../domain/fax/triageCommand.ts';
import { settleFiling } from '../../domain/filing/settleFiling.ts';
import { ConflictError } from './conflict.ts';
import type { FaxStore } from './faxStore.ts';

const TRIES = 3;

/**
 * Saves one command: PUT with `If-Match`; when somebody was faster, reads again and goes on without a word if the fact
 * the command changes is still as the user saw it, else throws a ConflictError that says who changed it.
 */
export async function saveCommand(
  store: FaxStore,
  seen: Fax,
  command: TriageCommand,
  context: TriageContext,
): Promise<Fax> {
  const fact = (fax: Fax) => factOf(fax, command);
  const wanted = parseFax(applyCommand(seen, command, context));
  let base = seen;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const saved = await store.saveFax(applyCommand(base, command, context));
    if (saved !== 'conflict') {
      return settle(store, saved);
    }
    base = await store.readFax(seen.id);
    const changed = fact(base) !== fact(seen);
    if (isOwnChange(base, context) || (changed && wanted.ok && fact(base) === fact(wanted.value))) {
      // Stored, but the reply got lost and the client sent it again; or a colleague did the very same.
      return settle(store, base);
    }
    if (changed) {
      throw new ConflictError(whoWasFaster(base));
    }
  }
  throw new ConflictError('Others are changing this fax at the same moment. Yours was not saved; try again.');
}

/** What was decided stays decided when the charts cannot follow at once: a pending fax is settled by whoever meets it. */
async function settle(store: FaxStore, saved: Fax): Promise<Fax> {
  return hasFlag(saved, 'pending') ? settleFiling(store, saved.id).catch(() => saved) : saved;
}

/** Every mark of ours carries the instant of its click, which nobody else has. */
function isOwnChange(fax: Fax, { act }: TriageContext): boolean {
  const notes = fax.notes.map((note) => ({ by: note.author, at: note.time }));
  return [...marksOf(fax), ...notes].some(
    (mark) => mark.at === act.at && mark.by?.reference === act.by.reference,
  );
}

function marksOf(fax: Fax): Mark[] {
  return [
    fax.stateMark,
    fax.typeMark,
    ...Object.values(fax.flags),
    ...fax.labels.map((label) => label.mark),
    ...fax.parts.map((part) => part.mark),
    ...(fax.pagesNotNeeded ? [fax.pagesNotNeeded.mark] : []),
  ];
}

function whoWasFaster(fax: Fax): string {
  const last = marksOf(fax)
    .filter((mark) => mark.at)
    .sort((a, b) => (a.at! < b.at! ? 1 : -1))[0];
  const who = last?.by?.display ?? 'Somebody else';
  return `${who} changed this fax first. Theirs was kept and yours was not saved; look again before you decide.`;
}
