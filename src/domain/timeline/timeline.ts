import type { AuditEvent, Task } from '@medplum/fhirtypes';
import type { DocumentType } from '../clinic/documentTypes.ts';
import { parseFax } from '../fax/parseFax.ts';
import { codingOf, listOf, partyOf } from '../fhir/elements.ts';
import { AUDIT_SUBTYPE, TASK_CODE } from '../fhir/systems.ts';
import { parseWork } from '../filing/workTask.ts';
import { parseAttention } from '../intake/attentionTask.ts';
import { ownerFact, ownershipOf } from '../work/ownerCommand.ts';
import type { TimelineEvent } from './timelineEvent.ts';
import { changesOf } from './versionChanges.ts';

/**
 * What happened to a fax, told from what every FHIR server keeps by itself: the versions of the Communication, its
 * Tasks and the record of who opened it. Nothing is written for the timeline's sake, so nothing can be missing from it.
 */

interface TimelineInput {
  /** The versions of the Communication, newest first as `_history` answers; gaps and unreadable ones are bridged. */
  readonly versions: readonly unknown[];
  readonly tasks: readonly Task[];
  /** The versions of the work Task, newest first. */
  readonly workVersions: readonly Task[];
  readonly audit: readonly AuditEvent[];
  readonly types: readonly DocumentType[];
}

/** Everything that happened, oldest first. */
export function buildTimeline({
  versions,
  tasks,
  workVersions,
  audit,
  types,
}: TimelineInput): TimelineEvent[] {
  const faxes = versions.flatMap((version) => {
    const parsed = parseFax(version);
    return parsed.ok ? [parsed.value] : [];
  });
  const oldestFirst = faxes.reverse();
  const events = oldestFirst.flatMap((fax, index) => changesOf(oldestFirst[index - 1], fax, types));
  const all = [...events, ...openings(audit, events), ...attentions(tasks), ...ownerChanges(workVersions)];
  // Stable: what one write changed stays in the order of cause and consequence.
  return all.sort((a, b) => rank(a) - rank(b) || Date.parse(a.at) - Date.parse(b.at));
}

/** Whatever clocks say, nothing comes before the arrival. */
function rank(event: TimelineEvent): number {
  return event.kind === 'received' ? 0 : 1;
}

/** Each person who had the fax on screen, once, from the audit; whoever the fax itself already names is not repeated. */
function openings(audit: readonly AuditEvent[], events: readonly TimelineEvent[]): TimelineEvent[] {
  const seen = new Set(events.flatMap((e) => (e.kind === 'opened' && e.by ? [e.by.reference] : [])));
  return [...audit]
    .filter((event) => listOf(event.subtype).some((c) => c.system === AUDIT_SUBTYPE && c.code === 'open'))
    .sort((a, b) => (Date.parse(a.recorded ?? '') || 0) - (Date.parse(b.recorded ?? '') || 0))
    .flatMap((event) => {
      const by = listOf(event.agent)
        .map((agent) => partyOf(agent.who))
        .find(Boolean);
      if (!by || !event.recorded || seen.has(by.reference)) {
        return [];
      }
      seen.add(by.reference);
      return [{ id: `audit-${event.id}`, kind: 'opened' as const, at: event.recorded, by }];
    });
}

function attentions(tasks: readonly Task[]): TimelineEvent[] {
  return tasks.flatMap((task) => {
    const raised = task.authoredOn ?? task.meta?.lastUpdated;
    const detail = task.description ?? task.reasonCode?.text ?? task.code?.text;
    if (!codingOf(task.code, TASK_CODE, 'attention') || !raised) {
      return [];
    }
    const { done, isOpen } = parseAttention(task) ?? { done: {}, isOpen: true };
    const about = detail ? { detail } : {};
    return [
      { id: `task-${task.id}`, kind: 'attention' as const, at: raised, ...about },
      ...(isOpen || !done.at
        ? []
        : [
            {
              id: `task-${task.id}-done`,
              kind: 'attended' as const,
              at: done.at,
              ...(done.by && { by: done.by }),
              ...about,
            },
          ]),
    ];
  });
}

/** Whose work it became, and by whom, told from the versions of the work Task. */
function ownerChanges(versions: readonly Task[]): TimelineEvent[] {
  const oldestFirst = [...versions].reverse().flatMap((task) => parseWork(task) ?? []);
  return oldestFirst.flatMap((work, index) => {
    const previous = oldestFirst[index - 1];
    const before = ownershipOf(previous);
    const { task, mark, owner, isClaimed } = work;
    const at = mark.at ?? task.meta?.lastUpdated;
    // Closing a fax completes its Task, which then does not say any more whether somebody had claimed it.
    const isSame = [task, previous?.task].some((version) => version?.status === 'completed')
      ? before.owner?.reference === owner?.reference
      : ownerFact(before) === ownerFact(work);
    if (isSame || !at) {
      return [];
    }
    const isLetGo = before.isClaimed && owner?.reference === before.routedTo?.reference;
    const kind = isClaimed ? 'claimed' : isLetGo ? 'released' : owner ? 'routed' : 'unrouted';
    const by = mark.by ?? partyOf(task.meta?.author);
    return [
      {
        id: `work-${task.meta?.versionId}`,
        kind,
        at,
        ...(by && { by }),
        ...(kind === 'routed' && owner?.display && { detail: owner.display }),
      },
    ];
  });
}
