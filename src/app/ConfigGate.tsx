import { Center, Loader } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { FullPageMessage } from '../components/FullPageMessage.tsx';
import { type AppConfig, loadConfig } from '../data/config.ts';

type Loading = { kind: 'loading' } | { kind: 'failed' } | { kind: 'ready'; config: AppConfig };

/** Asks the server what it is before anything else: one build serves any server. */
export function ConfigGate({ children }: { readonly children: (config: AppConfig) => ReactNode }) {
  const [state, setState] = useState<Loading>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is the reason to load again
  useEffect(() => {
    let isCurrent = true;
    const take = (next: Loading) => isCurrent && setState(next);
    loadConfig().then(
      (config) => take({ kind: 'ready', config }),
      () => take({ kind: 'failed' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [attempt]);

  if (state.kind === 'ready') {
    return children(state.config);
  }
  if (state.kind === 'loading') {
    return (
      <Center h="100%">
        <Loader role="status" aria-label="Starting Faxwell" />
      </Center>
    );
  }
  return (
    <FullPageMessage
      title="The server does not answer"
      message="Nothing was changed, and no fax is lost: they are kept at the server and with the carrier. Try again in a moment; if it stays like this, tell whoever looks after the server."
      action="Try again"
      onAction={() => {
        setState({ kind: 'loading' });
        setAttempt(attempt + 1);
      }}
    />
  );
}
