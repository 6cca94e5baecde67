import { MedplumProvider, useMedplum, useMedplumProfile } from '@medplum/react-hooks';
import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { createClient } from './client.ts';
import { type AppConfig, ConfigContext } from './config.ts';
import { SaveQueue, SaveQueueContext } from './faxes/saveQueue.ts';
import { UndoStack, UndoStackContext } from './faxes/undoStack.ts';
import { connectLive, LiveContext } from './live.ts';
import { type Notice, NotifyContext } from './notify.ts';

interface DataProviderProps {
  readonly config: AppConfig;
  /** How the app tells the user that something was done or failed. */
  readonly notify: (notice: Notice) => void;
  readonly children: ReactNode;
}

/** Everything `src/data` needs above it: the FHIR client, the one cache, live events and the way to tell the user. */
export function DataProvider({ config, notify, children }: DataProviderProps) {
  const [client] = useState(() => createClient(config));
  const [queryClient] = useState(createQueryClient);
  return (
    <ConfigContext value={config}>
      <NotifyContext value={notify}>
        <MedplumProvider medplum={client}>
          <QueryClientProvider client={queryClient}>
            <SignedInData>{children}</SignedInData>
          </QueryClientProvider>
        </MedplumProvider>
      </NotifyContext>
    </ConfigContext>
  );
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // MedplumClient tries again by itself, and a refetch on focus would move rows under the reader.
      queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false },
    },
  });
}

/** What belongs to one person at this desk; the next one to sign in starts with nothing of it. */
function SignedInData({ children }: { readonly children: ReactNode }) {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const profileId = useMedplumProfile()?.id;
  const [live, setLive] = useState(true);
  const [queue] = useState(() => new SaveQueue());
  const [undos] = useState(() => new UndoStack());

  useEffect(() => {
    if (!profileId) {
      return undefined;
    }
    const connection = connectLive(client, queryClient, setLive);
    return () => {
      connection.stop();
      queue.clear();
      undos.clear();
      queryClient.clear();
    };
  }, [client, queryClient, queue, undos, profileId]);

  const liveState = useMemo(() => ({ live }), [live]);
  return (
    <SaveQueueContext value={queue}>
      <UndoStackContext value={undos}>
        <LiveContext value={liveState}>{children}</LiveContext>
      </UndoStackContext>
    </SaveQueueContext>
  );
}
