import { useEffectEvent, useLayoutEffect } from 'react';
import type { CommandId } from './commands.ts';
import { useShortcuts } from './ShortcutProvider.tsx';

/**
 * Says what a command does while this component is mounted and `enabled`. `handler` may change at every render.
 * A command that files or reviews passes the fax's readiness in `enabled`.
 */
export function useCommand(
  id: CommandId,
  handler: () => void,
  { enabled = true }: { readonly enabled?: boolean } = {},
): void {
  const { registry } = useShortcuts();
  const run = useEffectEvent(handler);
  // Before paint: a key pressed right after a change must not meet the handler of the picture before.
  useLayoutEffect(() => (enabled ? registry.register(id, () => run()) : undefined), [registry, id, enabled]);
}
