import { Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import { useDocumentTypes } from '../../../data/clinic/useDocumentTypes.ts';
import { useTimeline } from '../../../data/faxes/useTimeline.ts';
import type { FaxRow } from '../../../domain/fax/fax.ts';
import type { TimelineEvent } from '../../../domain/timeline/timelineEvent.ts';
import { describeTimelineEvent, upcomingSteps } from '../../../domain/timeline/timelineWords.ts';
import { FieldLabel } from '../FieldLabel.tsx';
import { When } from '../When.tsx';
import classes from './Timeline.module.css';

/** What happened to a fax, oldest first, then greyed what is still to come. */
export function Timeline({ fax }: { readonly fax: FaxRow }) {
  const labelId = useId();
  const { events, status, problem } = useTimeline(fax.id);
  const types = useDocumentTypes();
  const upcoming = fax.kind === 'fax' ? upcomingSteps(fax, types) : [];
  return (
    <section aria-labelledby={labelId}>
      <FieldLabel id={labelId}>What happened</FieldLabel>
      {status === 'loading' && <Skeleton height={60} aria-label="Loading what happened" />}
      {status === 'failed' && (
        <Text size="sm" role="status">
          {problem?.message ?? 'The history cannot be read now.'}
        </Text>
      )}
      {status === 'ready' && (
        <ol className={classes.events}>
          {events.map((event) => (
            <Event key={event.id} event={event} />
          ))}
          {upcoming.map((step) => (
            <li key={step.id} className={classes.upcoming}>
              <span className={classes.words}>
                <VisuallyHidden>Still to come: </VisuallyHidden>
                {step.words}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Event({ event }: { readonly event: TimelineEvent }) {
  const { fact, rest } = describeTimelineEvent(event);
  return (
    <li className={classes.event} data-attention={event.kind === 'attention' || undefined}>
      <span className={classes.words}>
        <span className={classes.fact}>{fact}</span>
        {rest}
        {event.supportId && <span className={classes.supportId}>Support id {event.supportId}</span>}
      </span>
      <When at={event.at} className={classes.time} />
    </li>
  );
}
