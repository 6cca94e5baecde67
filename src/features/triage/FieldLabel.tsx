import { Text } from '@mantine/core';
import type { CommandId } from '../../components/shortcuts/commands.ts';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import classes from './FieldLabel.module.css';

interface FieldLabelProps {
  /** Named by the field's `aria-labelledby`. */
  readonly id: string;
  /** The command whose key moves into the field. */
  readonly command?: CommandId;
  readonly children: string;
}

/** The name of a field of the panel, with its key at the end of the line. */
export function FieldLabel({ id, command, children }: FieldLabelProps) {
  return (
    <div className={classes.label}>
      <Text id={id} component="span" size="sm" c="dimmed">
        {children}
      </Text>
      {command && <KeyHint id={command} />}
    </div>
  );
}
