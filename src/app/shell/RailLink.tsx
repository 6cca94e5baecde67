import { Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconAlertCircle,
  IconArchive,
  IconCheck,
  IconCircleCheck,
  IconInbox,
  IconMailOff,
  IconMailOpened,
  IconTrash,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { FolderId } from '../../domain/fax/folders.ts';
import type { InboxEntry } from '../../paths.ts';
import classes from './Rail.module.css';

const FOLDER_ICONS = {
  unassigned: IconInbox,
  mine: IconUser,
  'my-team': IconUsers,
  'all-open': IconMailOpened,
  handled: IconCheck,
  closed: IconCircleCheck,
  archived: IconArchive,
  junk: IconMailOff,
  trash: IconTrash,
  attention: IconAlertCircle,
} as const satisfies Record<FolderId | 'attention', typeof IconInbox>;

interface RailLinkProps {
  readonly to: string;
  /** What the history keeps beside the address. */
  readonly entry?: InboxEntry;
  readonly label: string;
  /** Gives the folded link its icon. */
  readonly folder?: FolderId | 'attention';
  readonly count?: number | undefined;
  /** What is counted, for screen readers. */
  readonly counted?: 'faxes' | 'things';
  /** What is in it should not wait. */
  readonly isAlarming?: boolean;
  readonly isCurrent: boolean;
  readonly isFolded: boolean;
}

export function RailLink({ to, label, folder, count, isCurrent, isFolded, ...props }: RailLinkProps) {
  const Icon = folder && FOLDER_ICONS[folder];
  return (
    <Tooltip label={label} position="right" disabled={!isFolded}>
      <Link
        to={to}
        state={props.entry}
        className={classes.link}
        data-alarming={props.isAlarming || undefined}
        aria-current={isCurrent ? 'page' : undefined}
      >
        {isFolded && Icon ? (
          <>
            <Icon size={18} stroke={1.6} aria-hidden />
            <VisuallyHidden>{label}</VisuallyHidden>
          </>
        ) : (
          <span className={classes.label}>{label}</span>
        )}
        {count !== undefined && (
          <span className={classes.count}>
            {count}
            <VisuallyHidden> {countedWord(count, props.counted)}</VisuallyHidden>
          </span>
        )}
      </Link>
    </Tooltip>
  );
}

function countedWord(count: number, counted = 'faxes'): string {
  const isOne = count === 1;
  return counted === 'faxes' ? (isOne ? 'fax' : 'faxes') : isOne ? 'thing' : 'things';
}
