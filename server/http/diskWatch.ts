import { freeBytes, LEAST_FREE_BYTES } from '../diskSpace.ts';

export interface DiskWatch {
  /**
   * Whether there is room for what carriers deliver. People's own writes are tried whatever it says: they are small,
   * and whoever makes one sees whether it was kept.
   */
  hasRoom(): Promise<boolean>;
}

/** Watches the disk of a data folder; the log says when it fills up and when there is room again. */
export function createDiskWatch(
  folder: string,
  logger: Record<'error' | 'warn', (fields: object, message: string) => void>,
  free: (folder: string) => Promise<number> = freeBytes,
): DiskWatch {
  let hadRoom = true;
  return {
    async hasRoom() {
      // A disk that does not answer keeps nothing.
      const bytes = await free(folder).catch(() => 0);
      const hasRoom = bytes >= LEAST_FREE_BYTES;
      if (hadRoom && !hasRoom) {
        logger.error({ freeBytes: bytes }, 'The disk is nearly full: new faxes are left with their carriers');
      } else if (hasRoom && !hadRoom) {
        logger.warn({ freeBytes: bytes }, 'There is room on the disk again');
      }
      hadRoom = hasRoom;
      return hasRoom;
    },
  };
}
