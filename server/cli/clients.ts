import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROLES, type Role } from '../fhir/access/roles.ts';
import { openAccountsDatabase } from '../fhir/auth/accountsDatabase.ts';
import { type Clients, createClients } from '../fhir/auth/clients.ts';
import { StoreError } from '../fhir/store/schema.ts';
import { StartError } from '../http/startError.ts';
import { readSettings } from '../settings.ts';

/** `npm run clients -- add NAME --role ROLE`: another program may sign in to this FHIR server. */

const USAGE = `Usage: npm run clients -- add NAME --role ROLE
       npm run clients -- list
       npm run clients -- remove ID

Programs that may sign in to the FHIR server, with id and secret (OAuth2 client_credentials, or HTTP Basic).
  --role   what it may do: ${ROLES.join(', ')}
The server may be running. Settings are its own: DATA_DIR names its data folder.`;

type Command =
  | { readonly name: 'add'; readonly client: string; readonly role: Role }
  | { readonly name: 'list' }
  | { readonly name: 'remove'; readonly id: string };

try {
  const command = readCommand(process.argv.slice(2));
  console.log(withClients((clients) => run(clients, command)));
} catch (error) {
  if (!(error instanceof StartError || error instanceof StoreError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}

/** @returns what the person at the keyboard is told */
function run(clients: Clients, command: Command): string {
  switch (command.name) {
    case 'add': {
      const { id, secret } = clients.create(command.client, command.role);
      return `id      ${id}\nsecret  ${secret}\nThe secret is shown this once.`;
    }
    case 'list':
      return clients
        .list()
        .map(({ id, role, name }) => `${id}  ${role}  ${name}`)
        .join('\n');
    case 'remove':
      if (!clients.remove(command.id)) {
        throw new StartError('There is no such client.');
      }
      return 'Removed. Its tokens are worth nothing any more.';
  }
}

function withClients<T>(use: (clients: Clients) => T): T {
  const file = join(readSettings().dataDir, 'accounts.sqlite');
  if (!existsSync(file)) {
    throw new StartError(`There is no ${file}. Start the server once, or set DATA_DIR to its data folder.`);
  }
  const database = openAccountsDatabase(file);
  try {
    return use(createClients(database));
  } finally {
    database.close();
  }
}

function readCommand(args: string[]): Command {
  const { positionals, values } = parse(args);
  const [name, given = '', ...rest] = positionals;
  const role = ROLES.find((known) => known === values.role);
  if (name === 'add' && given && rest.length === 0 && role) {
    return { name, client: given, role };
  }
  if (name === 'remove' && given && rest.length === 0) {
    return { name, id: given };
  }
  if (name === 'list' && !given) {
    return { name };
  }
  throw new StartError(USAGE);
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { role: { type: 'string' } } });
  } catch {
    throw new StartError(USAGE);
  }
}
