import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type View, type ViewContent, viewKey } from '../../domain/clinic/views.ts';
import { useSession } from '../session.ts';
import { useChanges } from '../undo/useChanges.ts';
import { VIEWS_KEY } from './useViews.ts';
import { viewStore } from './viewStore.ts';

/** What can be done with one's own views; each says what it did, with undo, and resolves to whether it was done. */
interface ViewChanges {
  add(content: ViewContent): Promise<boolean>;
  /** Changes a view as it was seen; what another tab did to it meanwhile is kept and said. */
  change(view: View, content: ViewContent): Promise<boolean>;
  remove(view: View): Promise<boolean>;
}

export function useSaveView(): ViewChanges {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const { profile } = useSession();
  const { run } = useChanges();
  return useMemo(() => {
    const store = viewStore(client, profile);
    // Also after a conflict: what is there now is what the person has to see.
    const then = async <T>(saving: Promise<T>): Promise<T> =>
      saving.finally(() => queryClient.invalidateQueries({ queryKey: VIEWS_KEY }));
    return {
      add: (content) => {
        const key = viewKey(profile, crypto.randomUUID());
        let saved: View | undefined;
        return run({
          done: `Saved as “${content.name}”`,
          save: async () => {
            saved = await then(store.create(key, content));
          },
          takeBack: async () => {
            await (saved && then(store.remove(saved)));
          },
        });
      },
      change: (view, content) => {
        let saved: View | undefined;
        const isRenamed = content.name !== view.name;
        return run({
          done: isRenamed ? `Renamed “${content.name}”` : `Saved as “${content.name}”`,
          save: async () => {
            saved = await then(store.update(view, content));
          },
          takeBack: async () => {
            await (saved && then(store.update(saved, view)));
          },
        });
      },
      remove: (view) =>
        run({
          done: `Deleted “${view.name}”`,
          save: () => then(store.remove(view)),
          takeBack: async () => {
            await then(store.create(view.key, view));
          },
        }),
    };
  }, [client, queryClient, profile, run]);
}
