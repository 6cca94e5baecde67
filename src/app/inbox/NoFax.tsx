import { Center, Stack, Text } from '@mantine/core';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { DocumentColumn } from '../shell/Shell.tsx';

/** The document column before a fax is chosen. None is opened by itself: opening is on record. */
export function NoFax() {
  return (
    <DocumentColumn>
      <Center h="100%">
        <Stack align="center" gap={4} c="dimmed">
          <Text>Choose a fax to read it here</Text>
          <Text fz="sm" visibleFrom="sm">
            <KeyHint id="next" /> next <KeyHint id="previous" /> previous <KeyHint id="help" /> all keys
          </Text>
        </Stack>
      </Center>
    </DocumentColumn>
  );
}
