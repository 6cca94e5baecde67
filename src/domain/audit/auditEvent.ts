import type { AuditEvent } from '@medplum/fhirtypes';
import { type Party, referenceTo } from '../fhir/elements.ts';
import { AUDIT_EVENT_TYPE, AUDIT_SUBTYPE } from '../fhir/systems.ts';

/** Somebody had a fax on screen: opened is not fetched, so only the app knows it and writes it. */
export function makeOpenedEvent(faxId: string, act: { by: Party; at: string }): AuditEvent {
  return {
    resourceType: 'AuditEvent',
    type: { system: AUDIT_EVENT_TYPE, code: 'rest' },
    subtype: [{ system: AUDIT_SUBTYPE, code: 'open' }],
    action: 'R',
    recorded: act.at,
    outcome: '0',
    agent: [{ who: referenceTo(act.by), requestor: true }],
    source: { observer: { display: 'Faxwell' } },
    entity: [{ what: { reference: `Communication/${faxId}` } }],
  };
}
