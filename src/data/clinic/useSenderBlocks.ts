import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type SenderBlock, whyBlocked } from '../../domain/clinic/blockedSender.ts';
import type { Fax } from '../../domain/fax/fax.ts';
import { describeError } from '../errors.ts';
import { useTriageChange } from '../faxes/useTriage.ts';
import { PartlyDoneError } from '../refusal.ts';
import { actOf, useSession } from '../session.ts';
import { type Change, useChanges } from '../undo/useChanges.ts';
import { createSenderBlockStore, saveSenderBlock } from './saveSenderBlock.ts';
import { SENDER_SETTINGS_KEY } from './useSenderSettings.ts';

interface SenderBlocks {
  /** Blocks a number, and with it moves a fax to Junk when one is given; one undo takes back both. */
  block(number: string, reason: string, fax?: Fax): Promise<boolean>;
  /** Lets a number through again. */
  unblock(block: SenderBlock): Promise<boolean>;
}

/** Blocking and unblocking senders, with notice and undo. */
export function useSenderBlocks(): SenderBlocks {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const session = useSession();
  const makeTriage = useTriageChange();
  const { run } = useChanges();
  const save = useCallback(
    async (wanted: SenderBlock, seen?: SenderBlock) => {
      await saveSenderBlock(createSenderBlockStore(client), wanted, seen);
      await queryClient.invalidateQueries({ queryKey: SENDER_SETTINGS_KEY });
    },
    [client, queryClient],
  );
  return useMemo(
    () => ({
      block: (number, reason, fax) => {
        const made: SenderBlock = { number, reason, act: actOf(session) };
        const junk = fax && makeTriage(fax, { kind: 'junk', why: whyBlocked(reason) });
        return run({
          done: 'Sender blocked',
          save: async () => {
            await save(made);
            await junk?.save().catch(explainNotMoved);
          },
          takeBack: () => both(save({ number, act: actOf(session) }, made), junk?.takeBack?.()),
        });
      },
      unblock: (block) => {
        const change: Change = {
          done: 'Sender unblocked',
          save: () => save({ number: block.number, act: actOf(session) }, block),
          takeBack: () => save(block),
        };
        return run(change);
      },
    }),
    [session, makeTriage, run, save],
  );
}

/** Waits for both to end: one that fails does not keep the other from being done. */
async function both(...steps: readonly (Promise<void> | undefined)[]): Promise<void> {
  const failed = (await Promise.allSettled(steps)).find((step) => step.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
}

function explainNotMoved(error: unknown): never {
  throw new PartlyDoneError(
    `The sender is blocked, but this fax stayed where it is. ${describeError(error).message}`,
  );
}
