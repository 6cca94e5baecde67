import { Button } from '@mantine/core';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import type { FaxList } from '../../data/faxes/useFaxList.ts';
import classes from './InboxPane.module.css';

interface HeldBackButtonProps {
  readonly list: FaxList;
  readonly onShown: () => void;
}

/** New faxes wait behind a count at the top while the list is scrolled, wherever they sort. */
export function HeldBackButton({ list, onShown }: HeldBackButtonProps) {
  const count = list.heldBack;
  const show = () => {
    list.showHeldBack();
    onShown();
  };
  useCommand('showHeldBack', show, { enabled: count > 0 });
  return (
    <div role="status" className={classes.heldBack}>
      {count > 0 && (
        <Button size="compact-sm" radius="xl" onClick={show}>
          {count === 1 ? '1 new fax' : `${count} new faxes`}
        </Button>
      )}
    </div>
  );
}
