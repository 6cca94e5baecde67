import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import { PaneBoundary } from '../../components/PaneBoundary.tsx';
import type { OpenFaxState } from '../../data/faxes/useFax.ts';
import { DocumentColumn } from '../shell/Shell.tsx';
import type { Layout } from '../shell/useLayout.ts';
import { ReadFax } from './ReadFax.tsx';
import { ReadingBar } from './ReadingBar.tsx';

export interface OpenFaxProps {
  readonly faxId: string;
  readonly layout: Layout;
  /** Where "back" leads on a phone. */
  readonly folderLabel: string;
  readonly zen: boolean;
  readonly onZenChange: (zen: boolean) => void;
  /** The first page is on screen. */
  readonly onShown: (faxId: string) => void;
  /** The work on the fax is done: on to the next. */
  readonly onDone: () => void;
  readonly onBack: () => void;
  /** The thing that needs attention by which the fax was opened: it stands before others about it. */
  readonly attentionId?: string | undefined;
  /** Something about the fax was dealt with. */
  readonly onAttended?: (() => void) | undefined;
}

/** The fax an address names: on its way, on screen, or in words why it is not. In the folder or not, it opens. */
export function OpenFax({ open, ...props }: OpenFaxProps & { readonly open: OpenFaxState }) {
  if (open.fax) {
    return <ReadFax {...props} row={open.fax} />;
  }
  return (
    <DocumentColumn>
      {props.layout === 'narrow' && <ReadingBar folderLabel={props.folderLabel} onBack={props.onBack} />}
      <PaneBoundary name="The fax" resetKey={props.faxId}>
        {open.status === 'failed' ? (
          <Stack role="alert" align="flex-start" gap="xs" p="lg">
            <Text fw={600}>{open.problem?.title}</Text>
            <Text c="dimmed">{open.problem?.message}</Text>
            <Button size="xs" variant="default" onClick={props.onBack}>
              Back to the list
            </Button>
          </Stack>
        ) : (
          <Center flex={1}>
            <Loader role="status" aria-label="Loading the fax" />
          </Center>
        )}
      </PaneBoundary>
    </DocumentColumn>
  );
}
