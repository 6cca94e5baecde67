import { useMediaQuery } from '@mantine/hooks';

/**
 * `wide`: all four columns · `medium`: the rail as icons, the panel over the document when asked for ·
 * `narrow`: one column at a time.
 */
export type Layout = 'wide' | 'medium' | 'narrow';

const AT_ONCE = { getInitialValueInEffect: false };

export function useLayout(): Layout {
  const isWide = useMediaQuery('(min-width: 1300px)', true, AT_ONCE);
  const isNarrow = useMediaQuery('(max-width: 799px)', false, AT_ONCE);
  return isNarrow ? 'narrow' : isWide ? 'wide' : 'medium';
}
