import { useCommand } from '../../components/shortcuts/useCommand.ts';

interface Moves {
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  readonly onBackToList: () => void;
}

/** The keys that move from fax to fax. */
export function useMoveCommands({ onNext, onPrevious, onBackToList }: Moves): void {
  useCommand('next', onNext);
  useCommand('previous', onPrevious);
  useCommand('backToList', onBackToList);
}
