import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'react-router';

// Only phones have it, and only once it is asked for.
const FoldersDrawer = lazy(async () => ({ default: (await import('./FoldersDrawer.tsx')).FoldersDrawer }));

/** The rail where it has no column: behind a button, and away again when something was chosen in it. */
export function FoldersButton({ children }: { readonly children: ReactNode }) {
  const [drawer, setDrawer] = useState<'never opened' | 'open' | 'closed'>('never opened');
  const { key } = useLocation();
  const close = () => setDrawer((now) => (now === 'open' ? 'closed' : now));
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes it
  useEffect(close, [key]);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Folders"
        onClick={() => setDrawer('open')}
      >
        <IconMenu2 size={18} aria-hidden />
      </ActionIcon>
      {drawer !== 'never opened' && (
        <Suspense fallback={null}>
          <FoldersDrawer opened={drawer === 'open'} onClose={close}>
            {children}
          </FoldersDrawer>
        </Suspense>
      )}
    </>
  );
}
