import type { MedplumClient } from '@medplum/core';

/** What seals the typed text of one person in this browser. */
export interface TextKey {
  /** Whose records it opens. */
  readonly owner: string;
  /** 256 bits in base64url. */
  readonly secret: string;
}

/** The key of an account, `Practitioner/<id>`, that is signed in; rejects when there is none to be had now. */
export type TextKeySource = (account: string) => Promise<TextKey>;

/** Keys come from the server if it gives them; text then waits for its account, however long it is signed out. */
export function createTextKeys(client: MedplumClient, isGivenByServer: boolean): TextKeySource {
  return isGivenByServer ? (account) => keyFromServer(client, account) : keysOfThisTab();
}

async function keyFromServer(client: MedplumClient, account: string): Promise<TextKey> {
  // What `auth/text-key` of the embedded server answers with.
  const { key, profile } = (await client.get('auth/text-key', { cache: 'no-store' })) as {
    key: string;
    profile: string;
  };
  if (profile !== account) {
    // Somebody else has signed in while this was asked for.
    throw new Error('The key of another account');
  }
  return { owner: account, secret: key };
}

/**
 * Other servers give no keys. The browser makes one for each account and keeps it as long as the tab: it outlives a
 * reload, and whatever was sealed with it is unreadable to everybody after.
 */
function keysOfThisTab(): TextKeySource {
  const keys = new Map<string, TextKey>();
  return async (account) => {
    const name = `text-key ${account}`;
    const key = keys.get(account) ?? readKey(name) ?? (await makeKey(account));
    keys.set(account, key);
    // Each time: signing out empties it.
    window.sessionStorage.setItem(name, JSON.stringify(key));
    return key;
  };
}

function readKey(name: string): TextKey | undefined {
  // Written above, and by nobody else.
  return JSON.parse(window.sessionStorage.getItem(name) ?? 'null') ?? undefined;
}

async function makeKey(account: string): Promise<TextKey> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const { k } = await crypto.subtle.exportKey('jwk', key);
  // Other tabs have other keys: they must not take this one's records for their own. A symmetric key always has `k`.
  return { owner: `${account} ${crypto.randomUUID()}`, secret: k! };
}
