import { useLocalStorage } from '@mantine/hooks';

/** Not seen yet; seen, and perhaps announced; put away for good. */
export type HintState = 'new' | 'shown' | 'dismissed';

interface FirstHintState {
  readonly state: HintState;
  readonly onShown: () => void;
  readonly onDismiss: () => void;
}

/** How far a person is with the hint for whoever is new, in this browser. */
export function useFirstHint(personId: string): FirstHintState {
  const [state, setState] = useLocalStorage<HintState>({
    key: `faxwell-first-hint:${personId}`,
    defaultValue: 'new',
    getInitialValueInEffect: false,
  });
  return { state, onShown: () => setState('shown'), onDismiss: () => setState('dismissed') };
}
