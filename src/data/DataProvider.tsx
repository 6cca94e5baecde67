import { getReferenceString } from '@medplum/core';
import { MedplumProvider, useMedplum, useMedplumProfile } from '@medplum/react-hooks';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Fax } from '../domain/fax/fax.ts';
import type { Work } from '../domain/filing/workTask.ts';
import { BulkDesk, BulkDeskContext } from './bulk/bulkDesk.ts';
import { createClient } from './client.ts';
import { type AppConfig, ConfigContext } from './config.ts';
import { SaveQueue, SaveQueueContext } from './faxes/saveQueue.ts';
import { connectLive, LiveContext } from './live.ts';
import { type Notice, NotifyContext } from './notify.ts';
import { PresenceProvider } from './presence/PresenceProvider.tsx';
import { onLeaving } from './typedText/onLeaving.ts';
import { openTextDatabase } from './typedText/textDatabase.ts';
import { createTextKeys, type TextKeySource } from './typedText/textKeys.ts';
import { openTextVault } from './typedText/textVault.ts';
import { TypedTexts } from './typedText/typedTexts.ts';
import { TypedTextsContext } from './typedText/useTypedText.ts';
import { UndoStack, UndoStackContext } from './undo/undoStack.ts';
import { WorkQueueContext } from './work/workQueue.ts';

interface DataProviderProps {
  readonly config: AppConfig;
  /** How the app tells the user that something was done or failed. */
  readonly notify: (notice: Notice) => void;
  readonly children: ReactNode;
}

/** Everything `src/data` needs above it: the FHIR client, the one cache, live events and the way to tell the user. */
export function DataProvider({ config, notify, children }: DataProviderProps) {
  const [client] = useState(() => createClient(config));
  const [textKeys] = useState(() => createTextKeys(client, config.givesTextKey));
  return (
    <ConfigContext value={config}>
      <NotifyContext value={notify}>
        <MedplumProvider medplum={client}>
          <SignedInData textKeys={textKeys}>{children}</SignedInData>
        </MedplumProvider>
      </NotifyContext>
    </ConfigContext>
  );
}

interface SignedInDataProps {
  readonly textKeys: TextKeySource;
  readonly children: ReactNode;
}

/**
 * What belongs to one person at this desk; the next one to sign in starts with nothing of it. The cache is left behind
 * rather than emptied: what is answered after signing out goes into a cache that nobody reads any more.
 */
function SignedInData({ textKeys, children }: SignedInDataProps) {
  const client = useMedplum();
  const profile = useMedplumProfile();
  const account = profile && getReferenceString(profile);
  const [live, setLive] = useState(true);
  const data = useMemo(() => createSignedInData(textKeys, account ?? ''), [textKeys, account]);

  useEffect(() => {
    if (!account) {
      return undefined;
    }
    const connection = connectLive(client, data.queryClient, setLive);
    data.texts.open();
    data.bulkDesk.open();
    const stopKeeping = onLeaving(() => data.texts.flush());
    return () => {
      connection.stop();
      stopKeeping();
      data.texts.close();
      data.queue.clear();
      data.workQueue.clear();
      data.undos.clear();
      data.bulkDesk.close();
      data.queryClient.clear();
    };
  }, [client, data, account]);

  const liveState = useMemo(() => ({ live }), [live]);
  return (
    <QueryClientProvider client={data.queryClient}>
      <SaveQueueContext value={data.queue}>
        <WorkQueueContext value={data.workQueue}>
          <UndoStackContext value={data.undos}>
            <BulkDeskContext value={data.bulkDesk}>
              <TypedTextsContext value={data.texts}>
                <LiveContext value={liveState}>
                  <PresenceProvider account={account}>{children}</PresenceProvider>
                </LiveContext>
              </TypedTextsContext>
            </BulkDeskContext>
          </UndoStackContext>
        </WorkQueueContext>
      </SaveQueueContext>
    </QueryClientProvider>
  );
}

function createSignedInData(textKeys: TextKeySource, account: string) {
  const openVault = async () => {
    if (!window.isSecureContext) {
      throw new Error('A page that came by plain http can seal nothing');
    }
    return openTextVault(await openTextDatabase(), await textKeys(account), new Date());
  };
  return {
    queryClient: createQueryClient(),
    queue: new SaveQueue<Fax>(),
    workQueue: new SaveQueue<Work | undefined>(),
    undos: new UndoStack(),
    bulkDesk: new BulkDesk(),
    texts: new TypedTexts(openVault),
  };
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // MedplumClient tries again by itself, and a refetch on focus would move rows under the reader.
      queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false },
    },
  });
}
