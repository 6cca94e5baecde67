import { filingOf, isInParts } from '../filing/parts.ts';
import { patientParty } from '../patient/patient.ts';
import { type Fax, filedTo, hasLabel } from './fax.ts';
import type { TriageCommand } from './triageCommand.ts';

/** The command that takes a command back; `filingId` is for a patient that has to be filed again. */
export function inverseCommand(
  before: Fax,
  command: TriageCommand,
  filingId: string,
): TriageCommand | undefined {
  switch (command.kind) {
    case 'filePart':
    case 'refilePart':
    case 'unfilePart':
    case 'pagesNotNeeded':
      return { kind: 'restoreFiling', filing: filingOf(before), filingId };
    case 'restoreFiling':
    case 'assign':
    case 'unassign': {
      // What set the type as well gives that back as well.
      const retype = command.retype && { retype: { type: before.type } };
      const patient = filedTo(before);
      if (command.kind === 'restoreFiling' || isInParts(before)) {
        return { kind: 'restoreFiling', filing: filingOf(before), filingId, ...retype };
      }
      return patient
        ? {
            kind: 'assign',
            patient: { reference: patient.reference, name: patient.display ?? 'Patient' },
            filingId,
            ...retype,
          }
        : { kind: 'unassign', ...retype };
    }
    case 'propose': {
      const { kind: _, patient, ...rest } = command;
      return { kind: 'unpropose', proposal: { ...rest, patient: patientParty(patient), mark: {} } };
    }
    case 'unpropose': {
      const { patient, type, pages } = command.proposal;
      const name = patient.display ?? 'Patient';
      return {
        kind: 'propose',
        patient: { reference: patient.reference, name },
        ...(type && { type }),
        ...(pages && { pages }),
      };
    }
    case 'type':
      return { kind: 'type', type: before.type };
    case 'handle':
      return { kind: 'unhandle' };
    case 'unhandle':
      return { kind: 'handle' };
    case 'review':
      return { kind: 'unreview' };
    case 'unreview':
      return { kind: 'review', outcome: before.flags.reviewed?.why ?? '' };
    case 'archive':
    case 'junk':
    case 'trash':
    case 'restore':
      return inverseMove(before);
    case 'noPatient':
      return { kind: 'patientNeeded' };
    case 'patientNeeded':
      return { kind: 'noPatient' };
    case 'urgent':
      return { kind: 'notUrgent' };
    case 'notUrgent':
      return { kind: 'urgent' };
    case 'label':
      // One that was there before stays.
      return hasLabel(before, command.label.code) ? undefined : { kind: 'unlabel', code: command.label.code };
    case 'unlabel': {
      const label = before.labels.find(({ code }) => code === command.code);
      return label && { kind: 'label', label: { code: label.code, display: label.display } };
    }
    case 'direct':
      return { kind: 'direct', direction: before.direction };
    case 'note':
      // A note is part of the record once written.
      return undefined;
  }
}

/** Back to where a fax was. */
function inverseMove({ state, stateMark }: Fax): TriageCommand {
  switch (state) {
    case 'archived':
      return { kind: 'archive' };
    case 'trash':
      return { kind: 'trash' };
    case 'junk':
      return { kind: 'junk', ...(stateMark.why && { why: stateMark.why }) };
    default:
      return { kind: 'restore' };
  }
}
