import type { MedplumClient } from '@medplum/core';
import type { Basic } from '@medplum/fhirtypes';
import {
  makeSenderBlock,
  parseSenderSetting,
  type SenderBlock,
  senderBlockQuery,
} from '../../domain/clinic/blockedSender.ts';
import { versionTag } from '../../domain/fhir/elements.ts';
import { BLOCKED_SENDER_IDENTIFIER } from '../../domain/fhir/systems.ts';
import { resourcesOf, search } from '../client.ts';
import { createOnce, isRaced } from '../createOnce.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { RefusalError } from '../refusal.ts';

const TRIES = 3;

/**
 * Writes what is decided about a number.
 * @param seen who blocked it, as the person who lets it through again knows; a block that somebody else made since stays
 */
export async function saveSenderBlock(
  client: MedplumClient,
  wanted: SenderBlock,
  seen?: SenderBlock,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const standing = await readSetting(client, wanted.number);
    if (standing === undefined) {
      const made = await createOnce(client, makeSenderBlock(wanted), BLOCKED_SENDER_IDENTIFIER);
      if (isAsWanted(made, wanted)) {
        return;
      }
    } else if (isAsWanted(standing, wanted)) {
      // Sent before, or a colleague decided the very same: theirs stands.
      return;
    } else {
      refuseOthers(standing, seen);
      if (await put(client, makeSenderBlock(wanted, standing))) {
        return;
      }
    }
  }
  throw new ConflictError('Others are changing this at the same moment. Yours was not saved; try again.');
}

async function readSetting(client: MedplumClient, number: string): Promise<Basic | undefined> {
  const bundle = await search<Basic>(client, 'Basic', senderBlockQuery(number), { isPrivate: true });
  return resourcesOf(bundle)[0];
}

function isAsWanted(standing: Basic, wanted: SenderBlock): boolean {
  const setting = parseSenderSetting(standing);
  return setting?.kind === 'block' && (setting.reason === undefined) === (wanted.reason === undefined);
}

function refuseOthers(standing: Basic, seen: SenderBlock | undefined): void {
  const setting = parseSenderSetting(standing);
  if (setting?.kind === 'newer') {
    throw new RefusalError('A newer version of Faxwell wrote the setting of this sender. It stays as it is.');
  }
  const isOthers = setting?.reason !== undefined && seen !== undefined && setting.act.at !== seen.act.at;
  if (isOthers) {
    const who = setting.act.by.display ?? 'Somebody else';
    throw new ConflictError(`${who} blocked this sender meanwhile: ${setting.reason}. It stays blocked.`);
  }
}

/** Whether it was written; false when somebody else was faster. */
async function put(client: MedplumClient, setting: Basic): Promise<boolean> {
  try {
    await client.updateResource(setting, { headers: { 'If-Match': versionTag(setting) } });
    return true;
  } catch (error) {
    if (isRaced(error)) {
      return false;
    }
    throw error;
  }
}
