import { Button } from '@mantine/core';
import { KeyHint } from '../../../components/shortcuts/KeyHint.tsx';
import { ariaKeys } from '../../../components/shortcuts/matchKey.ts';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import classes from '../InboxPane.module.css';
import type { ListSelection } from './useSelection.ts';

interface SelectButtonProps {
  readonly selection: ListSelection;
  /** There is nothing to select. */
  readonly isEmpty: boolean;
}

/** Where there is no keyboard: from then on a tap selects instead of opening. The key selects the row it is on. */
export function SelectButton({ selection, isEmpty }: SelectButtonProps) {
  useCommand('select', () => selection.toggle(), { enabled: !isEmpty });
  const isOn = selection.isChoosing || selection.ids.size > 0;
  return (
    <Button
      variant={isOn ? 'light' : 'default'}
      radius="xl"
      size="compact-sm"
      className={isOn ? undefined : classes.order}
      aria-pressed={isOn}
      aria-keyshortcuts={ariaKeys('select')}
      rightSection={<KeyHint id="select" />}
      onClick={isOn ? selection.clear : selection.choose}
    >
      Select
    </Button>
  );
}
