import { Button } from '@mantine/core';
import { KeyHint } from '../../../components/shortcuts/KeyHint.tsx';
import { ariaKeys } from '../../../components/shortcuts/matchKey.ts';
import classes from './BulkBar.module.css';
import type { BulkChoice, Choice } from './bulkChoices.ts';

interface BulkButtonsProps {
  readonly choices: readonly BulkChoice[];
  /** Nothing is selected yet. */
  readonly isOff: boolean;
  readonly onChoose: (choice: Choice) => void;
}

/** What can be done to the selected faxes, with its keys. */
export function BulkButtons({ choices, isOff, onChoose }: BulkButtonsProps) {
  return (
    <div className={classes.actions}>
      {choices.map(({ label, command, choice }) => (
        <Button
          key={label}
          size="compact-xs"
          variant="default"
          disabled={isOff}
          aria-keyshortcuts={command && ariaKeys(command)}
          rightSection={command && <KeyHint id={command} />}
          onClick={() => onChoose(choice)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
