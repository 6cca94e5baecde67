import { join } from 'node:path';
import { createAccounts } from './accounts.ts';
import { openAccountsDatabase } from './accountsDatabase.ts';
import type { Identity } from './authenticate.ts';
import { createClients } from './clients.ts';
import { createSessions } from './sessions.ts';
import { createTokens, openSigningKey } from './tokens.ts';

export interface OpenIdentity {
  readonly identity: Identity;
  /** Signs tokens; other secrets of this data folder are derived from it. */
  readonly signingKey: Buffer;
  close(): void;
}

/** Opens the accounts and the signing key of a data folder. */
export function openIdentity(dataDir: string, now: () => number): OpenIdentity {
  const database = openAccountsDatabase(join(dataDir, 'accounts.sqlite'));
  const signingKey = openSigningKey(join(dataDir, 'signing.key'));
  return {
    identity: {
      accounts: createAccounts(database),
      sessions: createSessions(database, now),
      clients: createClients(database),
      tokens: createTokens(signingKey, now),
    },
    signingKey,
    close: () => database.close(),
  };
}
