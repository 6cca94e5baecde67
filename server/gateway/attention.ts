import type { MedplumClient } from '@medplum/core';
import { ATTENTION_IDENTIFIER } from '../../src/domain/fhir/systems.ts';
import { type AttentionReason, makeAttentionTask } from '../../src/domain/intake/attentionTask.ts';
import { createOnce } from './fhirWrites.ts';

/** Puts something on the "Needs attention" list, once. `subject` is `Communication/<id>` or `Task/<id>`. */
export async function raiseAttention(
  client: MedplumClient,
  subject: string,
  reason: AttentionReason,
  at: string,
): Promise<void> {
  await createOnce(client, makeAttentionTask(subject, reason, at), ATTENTION_IDENTIFIER);
}
