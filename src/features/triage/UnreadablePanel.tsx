import { Alert, Code, Stack, Text } from '@mantine/core';
import type { UnreadableFax } from '../../domain/fax/fax.ts';
import { Timeline } from './timeline/Timeline.tsx';
import { UNREADABLE_WORDS } from './triageReasons.ts';

/** A fax Faxwell cannot read: what is wrong, that nothing is lost, and whom to tell. */
export function UnreadablePanel({ fax }: { readonly fax: UnreadableFax }) {
  return (
    <Stack gap="md">
      <Alert variant="light" color="red" title="This fax cannot be read">
        <Text size="sm">{UNREADABLE_WORDS[fax.reason]}</Text>
        <Text size="sm" mt={6}>
          It is kept exactly as it arrived and cannot be changed here. Tell an admin
          {fax.id === '' ? '.' : ', with this number:'}
        </Text>
        {fax.id !== '' && <Code>{fax.id}</Code>}
      </Alert>
      {fax.id !== '' && <Timeline fax={fax} />}
    </Stack>
  );
}
