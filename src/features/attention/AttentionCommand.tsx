import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { useAttentionDone } from '../../data/attention/useAttentionDone.ts';
import type { Attention } from '../../domain/intake/attentionTask.ts';

interface AttentionCommandProps {
  readonly attention: Attention;
  readonly onAttended?: (() => void) | undefined;
}

/** The key that says of one thing that it was dealt with, whether or not its card is on screen. Draws nothing. */
export function AttentionCommand({ attention, onAttended }: AttentionCommandProps) {
  const finish = useAttentionDone();
  useCommand(
    'attentionDone',
    () => {
      void finish(attention);
      onAttended?.();
    },
    { enabled: attention.isOpen },
  );
  return null;
}
