import type { Carrier } from './carrier.ts';
import { loopbackCarrier } from './loopback/loopbackCarrier.ts';

/** The carriers of this process by name. */
export type Carriers = ReadonlyMap<string, Carrier>;

/** The only place that names adapters. A clinic's own installation (no `demo`) has no loopback carrier. */
export function createCarriers({ demo }: { readonly demo: boolean }): Carriers {
  const carriers: Carrier[] = demo ? [loopbackCarrier] : [];
  return new Map(carriers.map((carrier) => [carrier.name, carrier]));
}
