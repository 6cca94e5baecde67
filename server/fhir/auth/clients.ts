import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Role } from '../access/roles.ts';
import { createSecret, hashSecret, isSecret } from './secrets.ts';

/** A program that signs in with an id and a secret. */
export interface Client {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/** The programs that may sign in. */
export interface Clients {
  /** Makes a client that lasts; its secret is shown here and never again. */
  create(name: string, role: Role): ClientCredentials;
  /** Makes a client of this process alone, gone when it ends. */
  createTemporary(id: string, name: string, role: Role): ClientCredentials;
  /** The clients that last, by name. */
  list(): Client[];
  /** Takes a client that lasts away; its tokens are worth nothing from then on. Whether there was one. */
  remove(id: string): boolean;
  get(id: string): Client | undefined;
  verify(credentials: ClientCredentials): Client | undefined;
}

type StoredClient = Client & { readonly secretHash: string };

export function createClients(database: DatabaseSync): Clients {
  const insert = database.prepare('INSERT INTO client (id, secret_hash, role, name) VALUES (?, ?, ?, ?)');
  const byId = database.prepare('SELECT id, secret_hash AS secretHash, role, name FROM client WHERE id = ?');
  const all = database.prepare('SELECT id, role, name FROM client ORDER BY name, id');
  const remove = database.prepare('DELETE FROM client WHERE id = ?');
  const temporary = new Map<string, StoredClient>();

  const find = (id: string) =>
    // The columns named in the query; node:sqlite types every row as a record of unknown values.
    temporary.get(id) ?? (byId.get(id) as StoredClient | undefined);

  return {
    create(name, role) {
      const credentials = { id: randomUUID(), secret: createSecret() };
      insert.run(credentials.id, hashSecret(credentials.secret), role, name);
      return credentials;
    },
    createTemporary(id, name, role) {
      const secret = createSecret();
      temporary.set(id, { id, name, role, secretHash: hashSecret(secret) });
      return { id, secret };
    },
    // The columns named in the query, as above.
    list: () => all.all() as unknown as Client[],
    remove: (id) => remove.run(id).changes > 0,
    get: find,
    verify({ id, secret }) {
      const client = find(id);
      return client && isSecret(secret, client.secretHash) ? client : undefined;
    },
  };
}
