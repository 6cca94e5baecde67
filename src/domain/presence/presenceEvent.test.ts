import { expect, test } from 'vitest';
import {
  makePresenceMessage,
  PRESENCE_EVENTS,
  type PresenceEvent,
  parsePresenceMessage,
  presenceTopic,
} from './presenceEvent.ts';
import { formatOpenAt, formatOpenToo } from './presenceWords.ts';

const VIEW: PresenceEvent = { kind: 'view', person: 'Practitioner/mina', faxId: 'f-1' };
const ENVELOPE = { topic: 'faxwell-2026-11-20', id: 'm-1', timestamp: '2026-11-20T18:00:00Z' };

test('what is told is what is heard, and what is subscribed to', () => {
  for (const event of [VIEW, { ...VIEW, kind: 'close' } as const]) {
    const message = makePresenceMessage(event, ENVELOPE);
    expect(parsePresenceMessage(JSON.parse(JSON.stringify(message)))).toEqual(event);
    expect(PRESENCE_EVENTS).toContain(message.event['hub.event']);
  }
});

test('a message that is not ours says nothing, whatever it holds', () => {
  const message = makePresenceMessage(VIEW, ENVELOPE);
  const about = (user: unknown, fax: unknown) => ({
    ...message,
    event: {
      ...message.event,
      context: [
        { key: 'user', reference: { reference: user } },
        { key: 'fax', reference: { reference: fax } },
      ],
    },
  });
  const others = [
    undefined,
    null,
    'text',
    {},
    { event: null },
    { event: { 'hub.event': 'Communication-view', context: 'none' } },
    { event: { ...message.event, 'hub.event': 'Patient-open' } },
    about('Patient/mina', 'Communication/f-1'),
    about('Practitioner/../x', 'Communication/f-1'),
    about('Practitioner/mina', 'Task/f-1'),
    about(undefined, 7),
  ];
  expect(others.map(parsePresenceMessage)).toEqual(others.map(() => undefined));
  expect(parsePresenceMessage({ event: { 'hub.event': 'heartbeat' } })).toEqual({ kind: 'heartbeat' });
});

test('a day has a topic of its own', () => {
  expect(presenceTopic('2026-11-20T23:59:59.999Z')).toBe('faxwell-2026-11-20');
  expect(presenceTopic('2026-11-21T00:00:00.000Z')).not.toBe(presenceTopic('2026-11-20T23:59:59.999Z'));
});

test('the words name everybody', () => {
  expect(formatOpenToo(['Mina Khan'])).toBe('Mina Khan has this open too');
  expect(formatOpenToo(['Mina Khan', 'Sam Ortiz'])).toBe('Mina Khan and Sam Ortiz have this open too');
  expect(formatOpenAt(['A', 'B', 'C'])).toBe('A, B and C have it open');
});
