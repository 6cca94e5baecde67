import { Button } from '@mantine/core';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { ariaKeys } from '../../components/shortcuts/matchKey.ts';

interface PanelButtonProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** Opens the triage panel where it has no column of its own. */
export function PanelButton({ isOpen, onToggle }: PanelButtonProps) {
  return (
    <Button
      size="compact-sm"
      variant={isOpen ? 'light' : 'default'}
      aria-expanded={isOpen}
      aria-keyshortcuts={ariaKeys('panel')}
      rightSection={<KeyHint id="panel" />}
      onClick={onToggle}
    >
      Triage
    </Button>
  );
}
