import { Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import type { CommandId } from '../../components/shortcuts/commands.ts';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { ariaKeys } from '../../components/shortcuts/matchKey.ts';
import classes from './ActionButton.module.css';

interface ActionButtonProps {
  readonly label: string;
  /** The command whose key does the same. */
  readonly command?: CommandId;
  /** Why it cannot be pressed now. */
  readonly reason?: string | undefined;
  /** The one thing most people do here. */
  readonly isMain?: boolean;
  readonly onAct: () => void;
}

/**
 * A button that says why it cannot be pressed. It stays focusable then (`aria-disabled`, not `disabled`): a reason
 * nobody can reach by keyboard is no reason.
 */
export function ActionButton({ label, command, reason, isMain = false, onAct }: ActionButtonProps) {
  const reasonId = useId();
  const isOff = reason !== undefined;
  return (
    <>
      <Tooltip
        label={reason}
        disabled={!isOff}
        multiline
        maw={240}
        events={{ hover: true, focus: true, touch: true }}
      >
        <Button
          size="xs"
          variant={isMain ? 'filled' : 'default'}
          className={classes.button}
          aria-disabled={isOff || undefined}
          aria-describedby={isOff ? reasonId : undefined}
          aria-keyshortcuts={command && !isOff ? ariaKeys(command) : undefined}
          rightSection={command && <KeyHint id={command} />}
          onClick={isOff ? undefined : onAct}
        >
          {label}
        </Button>
      </Tooltip>
      {isOff && <VisuallyHidden id={reasonId}>{reason}</VisuallyHidden>}
    </>
  );
}
