import { Button, Group, Modal, Text } from '@mantine/core';

interface ConfirmDialogProps {
  /** `Move 214 faxes to Junk?` */
  readonly question: string;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

/** Asks once before something is done to a great many; the focus is on the way back. */
export function ConfirmDialog({ question, yes, onYes, onClose }: ConfirmDialogProps) {
  return (
    <Modal opened onClose={onClose} title={question} size="sm">
      <Text c="dimmed">It can be stopped on the way, and taken back with one undo.</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={onYes}>{yes}</Button>
      </Group>
    </Modal>
  );
}
