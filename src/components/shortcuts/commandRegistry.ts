import type { CommandId } from './commands.ts';

/** Who acts on which command now. */
export interface CommandRegistry {
  /**
   * Makes a command do something until the returned function is called. The newest registration wins, and one on top
   * wins over all that are not.
   */
  readonly register: (id: CommandId, run: () => void, isOnTop?: boolean) => () => void;
  /** Whether somebody would act on the command now. */
  readonly isAvailable: (id: CommandId) => boolean;
  /** Runs the command; false when nobody is there to act on it. */
  readonly run: (id: CommandId) => boolean;
}

/** Outside React state on purpose: a command coming and going must not draw the app again. */
export function createCommandRegistry(): CommandRegistry {
  const handlers = new Map<CommandId, { run: () => void; isOnTop: boolean }[]>();
  const winner = (id: CommandId) => {
    const all = handlers.get(id) ?? [];
    return all.findLast(({ isOnTop }) => isOnTop) ?? all.at(-1);
  };
  return {
    register(id, run, isOnTop = false) {
      const handler = { run, isOnTop };
      handlers.set(id, [...(handlers.get(id) ?? []), handler]);
      return () => {
        handlers.set(
          id,
          (handlers.get(id) ?? []).filter((other) => other !== handler),
        );
      };
    },
    isAvailable: (id) => winner(id) !== undefined,
    run(id) {
      const handler = winner(id);
      handler?.run();
      return handler !== undefined;
    },
  };
}
