import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconBookmarks } from '@tabler/icons-react';
import { useState } from 'react';
import { useViews } from '../../data/clinic/useViews.ts';
import { type ClosedView, isShowing, type View } from '../../domain/clinic/views.ts';
import type { FaxFilter, TypedSearch } from '../../domain/fax/faxFilter.ts';
import { RenameView } from '../../features/inbox/views/RenameView.tsx';
import { ViewMenu } from '../../features/inbox/views/ViewMenu.tsx';
import { inboxPath } from '../../paths.ts';
import classes from './Rail.module.css';
import { RailLink } from './RailLink.tsx';

interface ViewLinksProps {
  readonly filter: FaxFilter;
  readonly typed: TypedSearch;
  /** Behind one icon. */
  readonly isFolded: boolean;
}

const CLOSED_WORDS: Record<ClosedView['kind'], string> = {
  newer: 'A newer version of Faxwell saved this view. It can be used there, and is left as it is.',
  unreadable: 'What this view shows cannot be read. It is left as it is.',
};

/** The lists this person has given a name. */
export function ViewLinks({ filter, typed, isFolded }: ViewLinksProps) {
  const views = useViews();
  const [renamed, setRenamed] = useState<View>();
  const [isOpen, setOpen] = useState(false);
  if (views.length === 0) {
    return null;
  }
  const rows = views.map((view) =>
    view.kind === 'view' ? (
      <div key={view.key} className={classes.view}>
        <RailLink
          to={inboxPath(view.filter)}
          entry={{ typed: view.typed }}
          label={view.name}
          isCurrent={isShowing(view, { filter, typed })}
          isFolded={false}
        />
        <ViewMenu view={view} isInside={isFolded} onRename={() => setRenamed(view)} />
      </div>
    ) : (
      <ClosedRow key={view.key} view={view} />
    ),
  );
  return (
    <nav aria-label="Views" className={classes.links}>
      {isFolded ? (
        <Popover
          opened={isOpen}
          onChange={setOpen}
          position="right-start"
          width={240}
          shadow="md"
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <Tooltip label="Views" position="right">
              <ActionIcon
                variant="subtle"
                color="gray"
                size={44}
                aria-label="Views"
                onClick={() => setOpen(!isOpen)}
              >
                <IconBookmarks size={18} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Popover.Target>
          <Popover.Dropdown aria-label="Views">{rows}</Popover.Dropdown>
        </Popover>
      ) : (
        <>
          <h2 className={classes.heading}>Views</h2>
          {rows}
        </>
      )}
      {renamed && <RenameView view={renamed} onClose={() => setRenamed(undefined)} />}
    </nav>
  );
}

/** A view that is not applied and not written. */
function ClosedRow({ view }: { readonly view: ClosedView }) {
  return (
    <Tooltip
      label={CLOSED_WORDS[view.kind]}
      multiline
      w={240}
      events={{ hover: true, focus: true, touch: true }}
    >
      <button type="button" aria-disabled className={classes.closedView}>
        {view.name}
      </button>
    </Tooltip>
  );
}
