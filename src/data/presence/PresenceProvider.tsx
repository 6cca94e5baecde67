import type { MedplumClient } from '@medplum/core';
import { useMedplum } from '@medplum/react-hooks';
import { type ReactNode, useContext, useEffect, useMemo } from 'react';
import { ConfigContext } from '../config.ts';
import type { ConnectHub } from './fhircastHub.ts';
import { Presence, PresenceContext } from './presence.ts';

interface PresenceProviderProps {
  /** `Practitioner/<id>` of who is signed in. */
  readonly account: string | undefined;
  readonly children: ReactNode;
}

/** Who has what open, for as long as one person is signed in; nobody, where the server passes nothing on. */
export function PresenceProvider({ account, children }: PresenceProviderProps) {
  const client = useMedplum();
  const isServed = useContext(ConfigContext)?.hasPresence === true && account !== undefined;
  const presence = useMemo(
    () => new Presence(account ?? '', isServed ? connectLater(client) : undefined),
    [client, account, isServed],
  );
  useEffect(() => {
    presence.start();
    window.addEventListener('pagehide', presence.sayGoodbye);
    return () => {
      window.removeEventListener('pagehide', presence.sayGoodbye);
      presence.stop();
    };
  }, [presence]);
  return <PresenceContext value={presence}>{children}</PresenceContext>;
}

/** Who has what open may be known a moment after the list. */
function connectLater(client: MedplumClient): ConnectHub {
  return async (topic, listeners) => {
    const { createHubConnector } = await import('./fhircastHub.ts');
    return createHubConnector(client)(topic, listeners);
  };
}
