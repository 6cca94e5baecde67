import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import { inverseCommand } from '../../domain/fax/inverseCommand.ts';
import { parseFax } from '../../domain/fax/parseFax.ts';
import {
  applyCommand,
  factOf,
  type TriageCommand,
  type TriageContext,
} from '../../domain/fax/triageCommand.ts';

/** What takes a command back, and the fact as it was right after: when it is different by then, somebody else changed it. */
export interface FaxUndo {
  readonly inverse: TriageCommand;
  readonly factAfter: string;
}

/** How to take a command back; `undefined` for one that is part of the record. `filingId` is for filing again. */
export function makeFaxUndo(
  fax: Fax,
  command: TriageCommand,
  context: TriageContext,
  filingId: string,
): FaxUndo | undefined {
  const inverse = inverseCommand(fax, command, filingId);
  const after = parseFax(applyCommand(fax, command, context));
  return inverse && after.ok ? { inverse, factAfter: factOf(after.value, inverse) } : undefined;
}

/** Whether the fact is still as the command left it. */
export function isAsLeft(row: FaxRow, { inverse, factAfter }: FaxUndo): row is Fax {
  return row.kind === 'fax' && factOf(row, inverse) === factAfter;
}
