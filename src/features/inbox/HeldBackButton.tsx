import { Button } from '@mantine/core';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import type { FaxList } from '../../data/faxes/useFaxList.ts';
import classes from './InboxPane.module.css';

interface HeldBackButtonProps {
  readonly list: FaxList;
  readonly onShow: () => void;
}

/** New faxes wait behind a count at the top while the list is scrolled, wherever they sort. */
export function HeldBackButton({ list, onShow }: HeldBackButtonProps) {
  const count = list.heldBack;
  useCommand('showHeldBack', onShow, { enabled: count > 0 });
  return (
    <div role="status" className={classes.heldBack}>
      {count > 0 && (
        <Button size="compact-sm" radius="xl" onClick={onShow}>
          {count === 1 ? '1 new fax' : `${count} new faxes`}
        </Button>
      )}
    </div>
  );
}
