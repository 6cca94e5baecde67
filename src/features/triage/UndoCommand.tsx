import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { useChanges } from '../../data/undo/useChanges.ts';

/** The key that takes back the last thing done; mounted by the shell, because the fax it was done to may be gone. */
export function UndoCommand() {
  const { undoLast } = useChanges();
  useCommand('undo', () => void undoLast());
  return null;
}
