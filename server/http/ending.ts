import type { FastifyBaseLogger } from 'fastify';

/** What is under way when the process has to end gets this long. */
const CLOSE_WITHIN_MS = 10_000;

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
