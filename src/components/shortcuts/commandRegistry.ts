import type { CommandId } from './commands.ts';

/** Who acts on which command now. */
export interface CommandRegistry {
  /** Makes a command do something until the returned function is called. The newest registration wins. */
  readonly register: (id: CommandId, run: () => void) => () => void;
  /** Whether somebody would act on the command now. */
  readonly isAvailable: (id: CommandId) => boolean;
  /** Runs the command; false when nobody is there to act on it. */
  readonly run: (id: CommandId) => boolean;
}

/** Outside React state on purpose: a command coming and going must not draw the app again. */
export function createCommandRegistry(): CommandRegistry {
  const handlers = new Map<CommandId, (() => void)[]>();
  const newest = (id: CommandId) => handlers.get(id)?.at(-1);
  return {
    register(id, run) {
      handlers.set(id, [...(handlers.get(id) ?? []), run]);
      return () => {
        handlers.set(
          id,
          (handlers.get(id) ?? []).filter((other) => other !== run),
        );
      };
    },
    isAvailable: (id) => newest(id) !== undefined,
    run(id) {
      const handler = newest(id);
      handler?.();
      return handler !== undefined;
    },
  };
}
