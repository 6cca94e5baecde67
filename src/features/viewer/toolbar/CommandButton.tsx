import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { COMMANDS, type CommandId } from '../../../components/shortcuts/commands.ts';
import { KeyHint } from '../../../components/shortcuts/KeyHint.tsx';
import { ariaKeys } from '../../../components/shortcuts/matchKey.ts';
import classes from './ViewerToolbar.module.css';

interface CommandButtonProps {
  readonly id: CommandId;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** Its key stands on it as soon as the pane is wide enough. False where the icon is the key: + and −. */
  readonly hasHint?: boolean;
  /** Left out on a narrow pane, where the menu has it. */
  readonly isOptional?: boolean;
  /** An icon, or a word that begins the command's own words, as speech control needs. */
  readonly children: ReactNode;
}

/** A button of the toolbar, named and with the key of its command. */
export function CommandButton(props: CommandButtonProps) {
  const { id, onClick, disabled = false, hasHint = true, isOptional = false, children } = props;
  const { label } = COMMANDS[id];
  return (
    <Button
      className={isOptional ? `${classes.tool} ${classes.optional}` : classes.tool}
      variant="subtle"
      color="gray"
      size="compact-sm"
      aria-label={label}
      aria-keyshortcuts={ariaKeys(id)}
      title={label}
      disabled={disabled}
      onClick={onClick}
      rightSection={
        hasHint && (
          <span className={isOptional ? classes.wideHint : classes.hint}>
            <KeyHint id={id} />
          </span>
        )
      }
    >
      {children}
    </Button>
  );
}
