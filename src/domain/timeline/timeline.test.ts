import type { AuditEvent, Communication, Task } from '@medplum/fhirtypes';
import { describe, expect, it, test } from 'vitest';
import { blockMark } from '../clinic/blockedSender.ts';
import { withoutFlag, withState } from '../fax/marks.ts';
import { makeOpened } from '../fax/triage.ts';
import { applyCommand, type TriageCommand } from '../fax/triageCommand.ts';
import { makeOwned, makeWorkTask, parseWork } from '../filing/workTask.ts';
import { makeAttentionDone, makeAttentionTask } from '../intake/attentionTask.ts';
import {
  ALVAREZ,
  actAt,
  DANA,
  faxOf,
  KHAN,
  LEE,
  medplumInbound,
  openFax,
  TYPES,
} from '../testing/communications.ts';
import { type OwnerCommand, ownershipAfter, ownershipOf } from '../work/ownerCommand.ts';
import { buildTimeline } from './timeline.ts';
import type { TimelineEvent } from './timelineEvent.ts';
import { describeTimelineEvent, upcomingSteps } from './timelineWords.ts';

const INSURANCE = { code: '64290-0', display: 'Insurance' };

/** The versions that follow a first one, each a minute apart, newest first as a server answers them. */
function historyOf(
  first: Communication,
  ...changes: ((version: Communication) => Communication)[]
): Communication[] {
  const versions = [first];
  for (const [index, change] of changes.entries()) {
    const next = change(versions[0]!);
    const lastUpdated = `2026-11-20T11:${String(index).padStart(2, '0')}:00.000Z`;
    versions.unshift({ ...next, meta: { versionId: String(index + 2), lastUpdated } });
  }
  return versions;
}

let minute = 0;
function command(command: TriageCommand, by = DANA): (version: Communication) => Communication {
  minute += 1;
  const act = actAt(minute % 60, by);
  return (version) => applyCommand(faxOf(version), command, { act, types: TYPES });
}

function timelineOf(
  versions: readonly unknown[],
  more: { tasks?: Task[]; workVersions?: Task[]; audit?: AuditEvent[] } = {},
) {
  return buildTimeline({ versions, tasks: [], workVersions: [], audit: [], types: TYPES, ...more });
}

function wordsOf(events: readonly TimelineEvent[]): string[] {
  return events.map((event) => {
    const { fact, rest } = describeTimelineEvent(event);
    return `${fact}${rest}`;
  });
}

function opening(id: string, by: typeof DANA, recorded: string): AuditEvent {
  return {
    resourceType: 'AuditEvent',
    id,
    type: { code: 'rest' },
    subtype: [{ system: 'urn:faxwell:audit', code: 'open' }],
    recorded,
    agent: [{ who: by, requestor: true }],
    source: { observer: { display: 'Faxwell' } },
  };
}

test('labels come and go under the names of those who put them on, and Junk says why', () => {
  const billing = { code: 'billing', display: 'Billing' };
  const versions = historyOf(
    openFax,
    command({ kind: 'label', label: { code: 'call-back', display: 'Call back' } }),
    command({ kind: 'label', label: billing }, KHAN),
    command({ kind: 'junk', why: 'Advertising' }),
    command({ kind: 'unlabel', code: 'call-back' }),
  );
  // Nothing is left of a label that was taken off: the server says who wrote that version.
  const authored = versions.map((version) =>
    version.meta?.versionId === '5' ? { ...version, meta: { ...version.meta, author: KHAN } } : version,
  );
  expect(wordsOf(timelineOf(authored)).slice(1)).toEqual([
    'Labelled by Dana Reyes: Call back',
    'Labelled by Dr. M. Khan: Billing',
    'Moved to Junk by Dana Reyes: Advertising',
    'Label taken off by Dr. M. Khan: Call back',
  ]);
});

test('a fax of a blocked sender tells who had blocked, and goes on like any fax once it is restored', () => {
  const block = { number: '+12125550147', reason: 'Advertising', act: actAt(0, KHAN) };
  const arrived = withState(openFax, 'junk', blockMark(block, openFax.received ?? ''));
  const versions = historyOf(arrived, command({ kind: 'restore' }));
  expect(wordsOf(timelineOf(versions))).toEqual([
    'Received on Referrals',
    'Put into Junk on arrival, sender blocked by Dr. M. Khan: Advertising',
    'Restored by Dana Reyes',
  ]);
});

describe('a fax that was worked on', () => {
  const versions = historyOf(
    openFax,
    (version) => makeOpened(faxOf(version), actAt(0)) ?? version,
    command({ kind: 'type', type: INSURANCE }),
    command({ kind: 'assign', patient: ALVAREZ, filingId: 'f1' }),
    (version) => withoutFlag(version, 'pending'),
    command({ kind: 'assign', patient: LEE, filingId: 'f2' }, KHAN),
    command({ kind: 'note', text: 'Called them' }),
    command({ kind: 'review', outcome: 'No action needed' }, KHAN),
    command({ kind: 'handle' }),
    command({ kind: 'unhandle' }, KHAN),
    command({ kind: 'unassign' }),
    command({ kind: 'type', type: undefined }),
    command({ kind: 'archive' }),
    command({ kind: 'restore' }),
    command({ kind: 'trash' }, KHAN),
  );

  it('tells who did what, oldest first', () => {
    expect(wordsOf(timelineOf(versions))).toEqual([
      'Received on Referrals',
      'Opened by Dana Reyes',
      'Type set to Insurance by Dana Reyes',
      'Filed to Maria Alvarez by Dana Reyes',
      'Filed to Tom Lee (before: Maria Alvarez) by Dr. M. Khan',
      'Note added by Dana Reyes',
      'Reviewed by Dr. M. Khan: No action needed',
      'Handled by Dana Reyes',
      'Closed, nothing more to do',
      'Handled taken back by Dr. M. Khan',
      'Taken off the chart of Tom Lee by Dana Reyes',
      'Archived by Dana Reyes',
      'Restored by Dana Reyes',
      'Moved to Trash by Dr. M. Khan',
      // Removing a type leaves no mark: its time is the version's.
      'Type removed',
    ]);
  });

  it('has an id for each event, the same whenever it is told', () => {
    const ids = timelineOf(versions).map((event) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(timelineOf(versions).map((event) => event.id)).toEqual(ids);
  });

  it('is told the same from what is left when versions are missing', () => {
    const ends = timelineOf([versions[0], versions.at(-1)]).map((event) => event.kind);
    expect(ends).toEqual(expect.arrayContaining(['received', 'opened', 'reviewed', 'noted', 'trashed']));
  });

  it('is told past versions nobody can read', () => {
    const torn = versions.map((version, index) => (index === 5 ? { ...version, payload: [null] } : version));
    expect(timelineOf([undefined, ...torn, null]).length).toBeGreaterThan(10);
  });
});

describe('who did it', () => {
  it('is who is marked, else who wrote the version', () => {
    const written = historyOf({ ...openFax, subject: undefined }, (version) => ({
      ...version,
      subject: { reference: 'Patient/lee', display: 'Tom Lee' },
    })).map((version) => ({ ...version, meta: { ...version.meta, author: KHAN } }));
    expect(wordsOf(timelineOf(written))).toEqual([
      'Received on Referrals',
      'Filed to Tom Lee by Dr. M. Khan',
    ]);
    const marked = historyOf(openFax, command({ kind: 'handle' }, DANA)).map((version) => ({
      ...version,
      meta: { ...version.meta, author: KHAN },
    }));
    expect(wordsOf(timelineOf(marked)).at(-1)).toBe('Handled by Dana Reyes');
  });

  it('is nobody when nobody is known', () => {
    const events = timelineOf(historyOf(openFax, (version) => withState(version, 'archived', {})));
    expect(wordsOf(events)).toEqual(['Received on Referrals', 'Archived']);
    expect(events[1]?.at).toBe('2026-11-20T11:00:00.000Z');
  });
});

describe('a fax of another system', () => {
  it('is received, then adopted', () => {
    const versions = historyOf(medplumInbound, (version) =>
      withState(version, 'open', { by: { reference: 'Device/gateway', display: 'Faxwell gateway' } }),
    );
    expect(wordsOf(timelineOf(versions))).toEqual(['Received', 'Taken into the inbox by Faxwell gateway']);
  });
});

describe('openings', () => {
  const opened = historyOf(openFax, (version) => makeOpened(faxOf(version), actAt(0)) ?? version);

  it('name every person once, the first from the fax itself', () => {
    const audit = [
      opening('3', KHAN, '2026-11-20T12:30:00.000Z'),
      opening('2', KHAN, '2026-11-20T12:00:00.000Z'),
      opening('1', DANA, '2026-11-20T10:00:01.000Z'),
    ];
    const events = timelineOf(opened, { audit });
    expect(wordsOf(events)).toEqual([
      'Received on Referrals',
      'Opened by Dana Reyes',
      'Opened by Dr. M. Khan',
    ]);
    expect(events[2]?.at).toBe('2026-11-20T12:00:00.000Z');
  });

  it('are not every read that a server writes down', () => {
    const read = { ...opening('1', KHAN, '2026-11-20T12:00:00.000Z'), subtype: [{ code: 'read' }] };
    expect(timelineOf(opened, { audit: [read] })).toHaveLength(2);
  });
});

describe('Tasks', () => {
  it('that ask for attention are told, the work itself is not', () => {
    const attention = makeAttentionTask('Communication/fax-1', 'document-encrypted', '2026-11-20T09:41:02Z');
    const tasks = [
      { ...attention, id: 'a' },
      { ...makeWorkTask(faxOf(openFax)), id: 'w' },
    ];
    expect(wordsOf(timelineOf([openFax], { tasks }))).toEqual([
      'Received on Referrals',
      'Needs attention: The document is locked with a password',
    ]);
  });

  it('that somebody dealt with are told with who and when', () => {
    const raised = makeAttentionTask('Communication/fax-1', 'unknown-line', '2026-11-20T09:41:02Z');
    const tasks = [{ ...makeAttentionDone(raised, true, actAt(9)), id: 'a' }];
    const events = timelineOf([openFax], { tasks });
    expect(wordsOf(events)[2]).toBe(
      'Dealt with by Dana Reyes: Arrived on a number that is none of our lines',
    );
    expect(events[2]?.at).toBe(actAt(9).at);
  });
});

describe('whose work it is', () => {
  const FRONT = { reference: 'CareTeam/front', display: 'Front desk' };
  const work: Task = { ...makeWorkTask(faxOf(openFax)), id: 'w', meta: { versionId: '1' } };

  /** The versions of the work Task after each of these, newest first. */
  function workAfter(...steps: readonly (readonly [OwnerCommand, typeof DANA])[]): Task[] {
    const versions = [work];
    for (const [index, [step, by]] of steps.entries()) {
      const before = versions[0]!;
      const next = ownershipAfter(ownershipOf(parseWork(before)), step, by);
      versions.unshift({ ...makeOwned(before, next, actAt(index, by)), meta: { versionId: `${index + 2}` } });
    }
    return versions;
  }

  it('is told with who said so', () => {
    const workVersions = workAfter(
      [{ kind: 'route', to: FRONT }, KHAN],
      [{ kind: 'claim' }, DANA],
      [{ kind: 'release' }, DANA],
      [{ kind: 'route' }, KHAN],
    );
    expect(wordsOf(timelineOf([openFax], { workVersions }))).toEqual([
      'Received on Referrals',
      'Routed to Front desk by Dr. M. Khan',
      'Claimed by Dana Reyes',
      'Released by Dana Reyes',
      'Routed to nobody by Dr. M. Khan',
    ]);
  });

  it('is not told again when the fax is closed and opened', () => {
    const claimed = workAfter([{ kind: 'route', to: DANA }, KHAN], [{ kind: 'claim' }, DANA]);
    const closed: Task = { ...claimed[0]!, status: 'completed', meta: { versionId: '8' } };
    const opened: Task = { ...closed, status: 'requested', meta: { versionId: '9' } };
    const words = wordsOf(timelineOf([openFax], { workVersions: [opened, closed, ...claimed] }));
    expect(words.slice(1)).toEqual(['Routed to Dana Reyes by Dr. M. Khan', 'Claimed by Dana Reyes']);
  });
});

describe('nothing', () => {
  test.each([[[]], [[undefined]], [[{ resourceType: 'Patient', id: 'p' }]]])('is told of %o', (versions) => {
    expect(timelineOf(versions)).toEqual([]);
  });

  it('comes before the arrival, whatever clocks say', () => {
    const early = historyOf(openFax, (version) =>
      withState(version, 'archived', { by: DANA, at: '2020-01-01T00:00:00Z' }),
    );
    expect(timelineOf(early).map((event) => event.kind)).toEqual(['received', 'archived']);
  });
});

describe('what is still to come', () => {
  const fresh = faxOf(openFax);
  const wordsAfter = (...commands: TriageCommand[]) => {
    const fax = commands.reduce((current, next) => faxOf(command(next)(current.communication)), fresh);
    return upcomingSteps(fax, TYPES).map((step) => step.words);
  };

  test.each<[string, TriageCommand[], string[]]>([
    ['at first', [], ['Filed to a patient', 'Handled', 'Reviewed (needed while there is no type)']],
    [
      'with a type that needs a review',
      [{ kind: 'type', type: { code: '57133-1', display: 'Referral note' } }],
      ['Filed to a patient', 'Handled', 'Reviewed (this type needs it)'],
    ],
    ['with one that needs none', [{ kind: 'type', type: INSURANCE }], ['Filed to a patient', 'Handled']],
    [
      'on a chart',
      [
        { kind: 'type', type: INSURANCE },
        { kind: 'assign', patient: ALVAREZ, filingId: 'f' },
      ],
      ['Handled'],
    ],
    ['handled', [{ kind: 'handle' }], ['Filed to a patient', 'Reviewed (needed while there is no type)']],
    ['closed', [{ kind: 'type', type: INSURANCE }, { kind: 'handle' }], []],
    ['archived', [{ kind: 'archive' }], []],
  ])('%s', (_, commands, words) => {
    expect(wordsAfter(...commands)).toEqual(words);
  });
});

describe('a proposal of somebody who may not file', () => {
  it('is told, and that it was refused; one that is filed is told by that', () => {
    const propose = command({ kind: 'propose', patient: ALVAREZ, pages: '1' });
    const [latest, ...earlier] = historyOf(openFax, propose);
    const refused = historyOf(
      openFax,
      propose,
      command({ kind: 'unpropose', proposal: faxOf(latest!).proposed[0]! }),
      command({ kind: 'propose', patient: LEE }),
      command({ kind: 'assign', patient: LEE, filingId: 'f' }),
    );
    expect(earlier).toHaveLength(1);
    // What was taken off has no mark left: it has the time of its version.
    expect(wordsOf(timelineOf(refused)).slice(1)).toEqual([
      'Proposed for Maria Alvarez, page 1 by Dana Reyes',
      'Proposed for Tom Lee by Dana Reyes',
      'Filed to Tom Lee by Dana Reyes',
      'Proposal taken off: Maria Alvarez, page 1',
    ]);
  });
});

describe('a proposal that was taken', () => {
  it('is told with its reasons, of the patient and of the type', () => {
    const versions = historyOf(
      openFax,
      command({
        kind: 'assign',
        patient: ALVAREZ,
        filingId: 'f',
        why: '3 of the last 4 were hers',
        retype: { type: INSURANCE, why: '9 of the last 10 were' },
      }),
    );
    const words = wordsOf(timelineOf(versions));
    expect(words).toContain('Filed to Maria Alvarez by Dana Reyes, as proposed: 3 of the last 4 were hers');
    expect(words).toContain('Type set to Insurance by Dana Reyes, as proposed: 9 of the last 10 were');
  });
});

describe('a fax filed in parts', () => {
  const filePart = (filingId: string, pages: string, patient = ALVAREZ): TriageCommand => ({
    kind: 'filePart',
    part: { filingId, patient, pages, type: INSURANCE },
  });

  it('tells each part, where it was before, and what belongs on no chart', () => {
    const versions = historyOf(
      openFax,
      command(filePart('p1', '1')),
      command(filePart('p2', '2', LEE)),
      command({ kind: 'pagesNotNeeded', pages: '3' }),
      command({
        kind: 'refilePart',
        filingId: 'p1',
        part: { filingId: 'p3', patient: LEE, pages: '1', type: INSURANCE },
      }),
      command({ kind: 'pagesNotNeeded' }),
      command({ kind: 'unfilePart', filingId: 'p2' }),
    );
    expect(wordsOf(timelineOf(versions)).slice(1)).toEqual([
      'Filed to Maria Alvarez, page 1 by Dana Reyes',
      'Filed to Tom Lee, page 2 by Dana Reyes',
      'Marked as not needed by Dana Reyes: page 3',
      'Handled by Dana Reyes: Every page is filed or not needed',
      'Closed, nothing more to do',
      'Filed to Tom Lee, page 1 (before: Maria Alvarez) by Dana Reyes',
      'Needed after all by Dana Reyes: page 3',
      'Handled taken back by Dana Reyes',
      'Taken off the chart of Tom Lee, page 2 by Dana Reyes',
    ]);
  });

  it('owes the pages that are left', () => {
    const some = faxOf(historyOf(openFax, command(filePart('p1', '1')))[0]!);
    expect(upcomingSteps(some, TYPES)[0]?.words).toBe('Filed, or not needed: pages 2-3');
    const all = faxOf(historyOf(openFax, command(filePart('p1', '1-3')))[0]!);
    expect(upcomingSteps(all, TYPES).map(({ id }) => id)).not.toContain('filed');
  });
});
