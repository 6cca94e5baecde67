import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconArchive, IconCircleCheck, IconInbox, IconMailOpened, IconTrash } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { FolderId } from '../../domain/fax/folders.ts';
import classes from './Rail.module.css';

const FOLDER_ICONS = {
  unassigned: IconInbox,
  'all-open': IconMailOpened,
  closed: IconCircleCheck,
  archived: IconArchive,
  trash: IconTrash,
} as const satisfies Record<FolderId, typeof IconInbox>;

interface RailLinkProps {
  readonly to: string;
  readonly label: string;
  /** Gives the folded link its icon. */
  readonly folder?: FolderId;
  readonly count?: number | undefined;
  readonly isCurrent: boolean;
  readonly isFolded: boolean;
}

export function RailLink({ to, label, folder, count, isCurrent, isFolded }: RailLinkProps) {
  const Icon = folder && FOLDER_ICONS[folder];
  return (
    <Tooltip label={label} position="right" disabled={!isFolded}>
      <Link to={to} className={classes.link} aria-current={isCurrent ? 'page' : undefined}>
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
            <VisuallyHidden> {count === 1 ? 'fax' : 'faxes'}</VisuallyHidden>
          </span>
        )}
      </Link>
    </Tooltip>
  );
}
