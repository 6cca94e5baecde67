import { createContext } from 'react';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import { parseFax } from '../../domain/fax/parseFax.ts';
import {
  applyCommand,
  COMMAND_RULES,
  inverseCommand,
  type TriageCommand,
  type TriageContext,
} from '../../domain/fax/triageCommand.ts';

/** What `u` takes back, and the fact as it was right after: when it is different by then, somebody else changed it. */
export interface UndoEntry {
  readonly faxId: string;
  readonly inverse: TriageCommand;
  readonly factAfter: string;
}

const KEPT = 50;

/** What was done in this tab, last one on top. */
export class UndoStack {
  #entries: UndoEntry[] = [];

  push(entry: UndoEntry): void {
    this.#entries = [...this.#entries, entry].slice(-KEPT);
  }

  pop(): UndoEntry | undefined {
    return this.#entries.pop();
  }

  /** Takes one out wherever it is; `undefined` when somebody has taken it back already. */
  take(entry: UndoEntry): UndoEntry | undefined {
    const isThere = this.#entries.includes(entry);
    this.#entries = this.#entries.filter((other) => other !== entry);
    return isThere ? entry : undefined;
  }

  /** Nobody undoes what another did. */
  clear(): void {
    this.#entries = [];
  }
}

export const UndoStackContext = createContext(new UndoStack());

/** How to take a command back; `undefined` for one that is part of the record. `filingId` is for filing again. */
export function makeUndo(
  fax: Fax,
  command: TriageCommand,
  context: TriageContext,
  filingId: string,
): UndoEntry | undefined {
  const inverse = inverseCommand(fax, command, filingId);
  const after = parseFax(applyCommand(fax, command, context));
  return inverse && after.ok
    ? { faxId: fax.id, inverse, factAfter: COMMAND_RULES[inverse.kind].fact(after.value) }
    : undefined;
}

/** Whether the fact is still as the command left it. */
export function isAsLeft(row: FaxRow, { inverse, factAfter }: UndoEntry): row is Fax {
  return row.kind === 'fax' && COMMAND_RULES[inverse.kind].fact(row) === factAfter;
}
