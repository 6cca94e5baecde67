import type { FastifyRequest } from 'fastify';
import { APP_CLIENT_ID } from '../fhir/auth/appClient.ts';

/** What one and the same build of the app has to know about the server it was loaded from (`/config.json`). */
export interface ClientConfig {
  /** Without a trailing slash. */
  readonly fhirBaseUrl: string;
  readonly clientId: string;
  readonly signIn: 'password';
  readonly features: {
    readonly careless: boolean;
    readonly transactionsAtomic: boolean;
    /** The server passes on who has what open: https://build.fhir.org/ig/HL7/fhircast-docs/ */
    readonly fhircast: boolean;
    /** `auth/text-key` gives each account a key for what is typed and not saved yet. */
    readonly textKey: boolean;
    /** `Patient?phonetic=` finds names in spite of a typing error. */
    readonly misspelt: boolean;
  };
  /** The clinic's, an IANA name. */
  readonly timeZone: string;
  readonly version: string;
  readonly build: string;
}

interface ServerFacts {
  /** Set when the person who runs the server named its address. */
  readonly publicUrl?: string | undefined;
  readonly careless: boolean;
  readonly timeZone: string;
  readonly version: string;
}

/** The answer to one request for it. */
export function clientConfig(request: FastifyRequest, facts: ServerFacts, build: string): ClientConfig {
  return {
    fhirBaseUrl: `${originOf(request, facts)}/fhir/R4`,
    clientId: APP_CLIENT_ID,
    signIn: 'password',
    features: {
      careless: facts.careless,
      transactionsAtomic: !facts.careless,
      fhircast: true,
      textKey: true,
      misspelt: !facts.careless,
    },
    timeZone: facts.timeZone,
    version: facts.version,
    build,
  };
}

/**
 * Where this server is reached. Unless told otherwise the address is the one the browser used: `localhost` and
 * `127.0.0.1` are two origins to it, and the page may talk to its own only.
 */
export function originOf(request: FastifyRequest, { publicUrl }: Pick<ServerFacts, 'publicUrl'>): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}
