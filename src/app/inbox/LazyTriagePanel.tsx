import { type ComponentProps, lazy, Suspense } from 'react';
import type { TriagePanel } from '../../features/triage/TriagePanel.tsx';

const load = async () => ({ default: (await import('../../features/triage/TriagePanel.tsx')).TriagePanel });

const Panel = lazy(load);

/** The triage panel, kept out of the first load: the list can be read before it. */
export function LazyTriagePanel(props: ComponentProps<typeof TriagePanel>) {
  return (
    <Suspense fallback={null}>
      <Panel {...props} />
    </Suspense>
  );
}

/** Loads it before it is needed. */
export function warmUpTriagePanel(): void {
  void load();
}
