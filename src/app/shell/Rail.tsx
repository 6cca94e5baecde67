import { ActionIcon, Kbd, Tooltip } from '@mantine/core';
import { lazy, memo, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { Logo } from '../../components/Logo.tsx';
import { ariaKeys } from '../../components/shortcuts/matchKey.ts';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';
import { useLines } from '../../data/clinic/useLines.ts';
import type { FolderCounts } from '../../data/faxes/folderCounts.ts';
import { defaultOrder, type FaxFilter, NOTHING_TYPED, type TypedSearch } from '../../domain/fax/faxFilter.ts';
import { FOLDER_IDS, FOLDERS, type FolderId } from '../../domain/fax/folders.ts';
import { UserMenu } from '../../features/session/UserMenu.tsx';
import { attentionPath, HOME_PATH, inboxPath } from '../../paths.ts';
import classes from './Rail.module.css';
import { RailLink } from './RailLink.tsx';

const ViewLinks = lazy(async () => ({ default: (await import('./ViewLinks.tsx')).ViewLinks }));

interface RailProps {
  readonly current: FolderId | 'attention';
  /** What the list is narrowed by; a line is chosen within it. */
  readonly filter: FaxFilter;
  readonly typed?: TypedSearch;
  readonly counts: FolderCounts;
  /** The list has come: what can wait, such as the views, comes after it. */
  readonly isListThere: boolean;
  /** Icons with counts only. */
  readonly isFolded: boolean;
}

/** Where everything is, and who is signed in. Moving from fax to fax leaves it as it is. */
export const Rail = memo(function Rail({
  current,
  filter,
  typed = NOTHING_TYPED,
  counts,
  isListThere,
  isFolded,
}: RailProps) {
  const lines = useLines();
  const { registry } = useShortcuts();
  // Once they are there they stay, also while another list is loading.
  const [hasViews, setHasViews] = useState(isListThere);
  if (isListThere && !hasViews) {
    setHasViews(true);
  }
  return (
    <aside aria-label="Faxwell" className={classes.rail} data-folded={isFolded || undefined}>
      <Link to={HOME_PATH} className={classes.brand} aria-label="Faxwell, to the inbox">
        <Logo size={22} />
        {!isFolded && <span>Faxwell</span>}
      </Link>
      <div className={classes.middle}>
        <nav aria-label="Folders" className={classes.links}>
          {FOLDER_IDS.map((id) => (
            <RailLink
              key={id}
              folder={id}
              to={inboxPath({ folder: id, order: defaultOrder(id) })}
              label={FOLDERS[id].label}
              count={counts[id]}
              isCurrent={id === current && filter.state !== 'any'}
              isFolded={isFolded}
            />
          ))}
          <RailLink
            folder="attention"
            to={attentionPath()}
            label="Needs attention"
            count={counts.attention}
            counted="things"
            isAlarming={(counts.attention ?? 0) > 0}
            isCurrent={current === 'attention'}
            isFolded={isFolded}
          />
        </nav>
        {hasViews && (
          <Suspense fallback={null}>
            <ViewLinks filter={filter} typed={typed} isFolded={isFolded} />
          </Suspense>
        )}
        {!isFolded && lines.length > 1 && (
          <nav aria-label="Lines" className={classes.links}>
            <h2 className={classes.heading}>Lines</h2>
            {lines.map(({ reference, name }) => {
              const isCurrent = reference === filter.line;
              return (
                <RailLink
                  key={reference}
                  to={inboxPath({ ...filter, line: isCurrent ? undefined : reference })}
                  entry={{ typed }}
                  label={name}
                  isCurrent={isCurrent}
                  isFolded={false}
                />
              );
            })}
          </nav>
        )}
      </div>
      <div className={classes.foot}>
        <UserMenu isFolded={isFolded} />
        <Tooltip label="Keyboard shortcuts">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Keyboard shortcuts"
            aria-keyshortcuts={ariaKeys('help')}
            onClick={() => registry.run('help')}
          >
            <Kbd aria-hidden>?</Kbd>
          </ActionIcon>
        </Tooltip>
      </div>
    </aside>
  );
});
