import { Center, Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';
import { usePersonId } from '../../data/session.ts';
import { useFirstHint } from '../hint/useFirstHint.ts';
import { DocumentColumn } from '../shell/Shell.tsx';

const FirstHint = lazy(async () => ({ default: (await import('../hint/FirstHint.tsx')).FirstHint }));

/** The document column before a fax is chosen. None is opened by itself: opening is on record. */
export function NoFax() {
  const hint = useFirstHint(usePersonId() ?? '');
  const { lettersOn } = useShortcuts();
  // Whoever has switched the keys off knows them.
  const isHinted = hint.state !== 'dismissed' && lettersOn;
  return (
    <DocumentColumn>
      <Center h="100%" p="md">
        <Stack align="center" gap={isHinted ? 'lg' : 4} c="dimmed" maw="100%">
          <Text>Choose a fax to read it here</Text>
          {isHinted ? (
            <Suspense fallback={null}>
              <FirstHint {...hint} />
            </Suspense>
          ) : (
            <Text fz="sm" visibleFrom="sm">
              <KeyHint id="next" /> next <KeyHint id="previous" /> previous <KeyHint id="help" /> all keys
            </Text>
          )}
        </Stack>
      </Center>
    </DocumentColumn>
  );
}
