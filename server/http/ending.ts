import type { FastifyBaseLogger } from 'fastify';

/** A process that has to end ends within this time. */
const CLOSE_WITHIN_MS = 10_000;
/** So much of it is for what is under way; the rest for closing. */
const FINISH_WITHIN_MS = 8_000;

/** Waits for what is under way, for as long as there is time for it. */
export async function orEnough(underWay: Promise<unknown>): Promise<void> {
  const enough = Promise.withResolvers<void>();
  const timer = setTimeout(enough.resolve, FINISH_WITHIN_MS);
  await Promise.race([underWay, enough.promise]);
  clearTimeout(timer);
}

/**
 * Ends this process when it is told to (code 0) and after an error that nobody caught (code 1), each time after
 * `close`. Of such an error the log says what it says of any: Node itself would print its text, which may quote
 * somebody's data.
 */
export function endOrderly(logger: Pick<FastifyBaseLogger, 'fatal'>, close: () => Promise<void>): void {
  let ending = false;
  const end = async (code: number) => {
    if (ending) {
      return;
    }
    ending = true;
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    try {
      await close();
      process.exit(code);
    } catch (error) {
      logger.fatal({ err: error }, 'Not everything could be closed');
      process.exit(1);
    }
  };
  const crash = (error: unknown) => {
    logger.fatal({ err: error }, 'The process ends after an error that nobody caught');
    void end(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
}
