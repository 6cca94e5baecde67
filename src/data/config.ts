import { createContext, useContext, useSyncExternalStore } from 'react';

/** What the server tells the app before anybody has signed in: one build serves any server. */
export interface AppConfig {
  /** Absolute or relative to the page. */
  readonly fhirBaseUrl: string;
  readonly clientId?: string;
  /** Whether the server gives each account a key for what is typed and not saved yet. */
  readonly givesTextKey: boolean;
  /** Whether the server passes on who has what open (FHIRcast). */
  readonly hasPresence: boolean;
  /** Whether the server's `phonetic` finds patients in spite of a typing error. */
  readonly findsMisspelt: boolean;
  /** IANA name of the clinic's zone. */
  readonly timeZone: string;
  /** Changes with every build that is served. */
  readonly build?: string;
}

/** Asks the server this page came from; rejects with a TypeError when it does not answer. */
export async function loadConfig(): Promise<AppConfig> {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) {
    throw new TypeError('The server did not answer');
  }
  const config = (await response.json()) as Partial<AppConfig> & {
    readonly features?: {
      readonly textKey?: boolean;
      readonly fhircast?: boolean;
      readonly misspelt?: boolean;
    };
  };
  return {
    fhirBaseUrl: config.fhirBaseUrl ?? '/fhir/R4',
    givesTextKey: config.features?.textKey ?? false,
    hasPresence: config.features?.fhircast ?? false,
    findsMisspelt: config.features?.misspelt ?? false,
    timeZone: config.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(config.clientId && { clientId: config.clientId }),
    ...(config.build && { build: config.build }),
  };
}

export const ConfigContext = createContext<AppConfig | undefined>(undefined);

function useConfig(): AppConfig {
  const config = useContext(ConfigContext);
  if (!config) {
    throw new Error('No DataProvider above');
  }
  return config;
}

/** The clinic's zone: every time on the screen is in it. */
export function useTimeZone(): string {
  return useConfig().timeZone;
}

/** Whether the server finds misspelt names by itself. */
export function useFindsMisspelt(): boolean {
  return useConfig().findsMisspelt;
}

const TICK_MS = 30_000;
const clockListeners = new Set<() => void>();
let tick = new Date().toISOString();
let clock: ReturnType<typeof setInterval> | undefined;

function nextTick(): void {
  tick = new Date().toISOString();
  for (const listener of clockListeners) {
    listener();
  }
}

/** One clock for everything on the screen, running while somebody looks at it. */
function subscribeToClock(listener: () => void): () => void {
  clockListeners.add(listener);
  if (clock === undefined) {
    clock = setInterval(nextTick, TICK_MS);
    nextTick();
  }
  return () => {
    clockListeners.delete(listener);
    if (clockListeners.size === 0) {
      clearInterval(clock);
      clock = undefined;
    }
  };
}

/** The instant now, renewed twice a minute: waiting times count in minutes. */
export function useNow(): string {
  return useSyncExternalStore(subscribeToClock, () => tick);
}
