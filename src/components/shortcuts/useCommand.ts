import { useEffectEvent, useLayoutEffect } from 'react';
import type { CommandId } from './commands.ts';
import { useShortcuts } from './ShortcutProvider.tsx';

interface UseCommandOptions {
  readonly enabled?: boolean;
  /** Before everybody else who acts on it, whoever came last: for a state that all keys are about. */
  readonly isOnTop?: boolean;
}

/**
 * Says what a command does while this component is mounted and `enabled`. `handler` may change at every render.
 * A command that files or reviews passes the fax's readiness in `enabled`.
 */
export function useCommand(
  id: CommandId,
  handler: () => void,
  { enabled = true, isOnTop = false }: UseCommandOptions = {},
): void {
  const { registry } = useShortcuts();
  const run = useEffectEvent(handler);
  // Before paint: a key pressed right after a change must not meet the handler of the picture before.
  useLayoutEffect(
    () => (enabled ? registry.register(id, () => run(), isOnTop) : undefined),
    [registry, id, enabled, isOnTop],
  );
}
