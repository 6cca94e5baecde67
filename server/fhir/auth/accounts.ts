import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { UserRole } from '../access/roles.ts';
import { hashPassword, verifyNobody, verifyPassword } from './passwords.ts';

/** A person who can sign in. */
export interface Account {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly role: UserRole;
  /** `Practitioner/<id>`: who this person is in FHIR. */
  readonly profile: string;
  readonly name: string;
  readonly disabled: boolean;
}

interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly role: UserRole;
  readonly profile: string;
  readonly name: string;
}

/** The people of the clinic and their passwords. */
export interface Accounts {
  count(): number;
  /** Throws when the e-mail address is taken. */
  create(account: NewAccount): Promise<Account>;
  get(id: string): Account | undefined;
  byProfile(profile: string): Account | undefined;
  /** The account when e-mail and password fit and it is not disabled. Takes the same time either way. */
  verify(email: string, password: string): Promise<Account | undefined>;
  setPassword(id: string, password: string): Promise<void>;
  update(id: string, change: Partial<Pick<Account, 'role' | 'disabled' | 'name'>>): void;
}

interface AccountRow {
  id: string;
  email: string;
  password_hash: string;
  role: UserRole;
  profile: string;
  name: string;
  disabled: number;
}

export function createAccounts(database: DatabaseSync): Accounts {
  const select = (where: string) => database.prepare(`SELECT * FROM account ${where}`);
  const [byId, byEmail, byProfile] = [
    select('WHERE id = ?'),
    select('WHERE email = ?'),
    select('WHERE profile = ?'),
  ];
  const count = database.prepare('SELECT count(*) AS n FROM account');
  const insert = database.prepare(
    'INSERT INTO account (id, email, password_hash, role, profile, name) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const setHash = database.prepare('UPDATE account SET password_hash = ? WHERE id = ?');
  const change = database.prepare('UPDATE account SET role = ?, disabled = ?, name = ? WHERE id = ?');

  return {
    count: () => Number(count.get()?.n),
    get: (id) => toAccount(byId.get(id)),
    byProfile: (profile) => toAccount(byProfile.get(profile)),
    async create({ email, password, role, profile, name }) {
      const id = randomUUID();
      insert.run(id, normalizeEmail(email), await hashPassword(password), role, profile, name);
      return { id, email: normalizeEmail(email), role, profile, name, disabled: false };
    },
    async verify(email, password) {
      // The schema's own row; node:sqlite types every row as a record of unknown values.
      const row = byEmail.get(normalizeEmail(email)) as AccountRow | undefined;
      const fits = row ? await verifyPassword(password, row.password_hash) : await verifyNobody(password);
      return row && fits && row.disabled === 0 ? toAccount(row) : undefined;
    },
    async setPassword(id, password) {
      setHash.run(await hashPassword(password), id);
    },
    update(id, changed) {
      const before = toAccount(byId.get(id));
      if (before) {
        const after = { ...before, ...changed };
        change.run(after.role, after.disabled ? 1 : 0, after.name, id);
      }
    },
  };
}

function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

function toAccount(row: unknown): Account | undefined {
  if (!row) {
    return undefined;
  }
  // The schema's own row; node:sqlite types every row as a record of unknown values.
  const { id, email, role, profile, name, disabled } = row as AccountRow;
  return { id, email, role, profile, name, disabled: disabled !== 0 };
}
