import { type ComponentProps, lazy, Suspense } from 'react';
import { DocumentColumn } from '../shell/Shell.tsx';
import type { OpenFax } from './OpenFax.tsx';

const load = async () => ({ default: (await import('./OpenFax.tsx')).OpenFax });

const Fax = lazy(load);

/** All that reading and triage need, kept out of the first load: the list can be read before it. */
export function LazyOpenFax(props: ComponentProps<typeof OpenFax>) {
  return (
    <Suspense fallback={<DocumentColumn />}>
      <Fax {...props} />
    </Suspense>
  );
}

/** Loads it before it is needed. */
export function warmUpOpenFax(): void {
  void load();
}
