import { useNow, useTimeZone } from '../../data/config.ts';
import { formatInstant, formatWhen } from '../../domain/format/time.ts';

interface WhenProps {
  /** Instant. */
  readonly at: string;
  readonly className?: string | undefined;
}

/** A time as people say it, with the whole instant behind. */
export function When({ at, className }: WhenProps) {
  const timeZone = useTimeZone();
  const now = useNow();
  return (
    <time className={className} dateTime={at} title={formatInstant(at, timeZone)}>
      {formatWhen(at, now, timeZone)}
    </time>
  );
}
