import { Button, Center, Stack, Text, Title } from '@mantine/core';

interface FullPageMessageProps {
  readonly title: string;
  readonly message: string;
  readonly action: string;
  readonly onAction: () => void;
}

/** A page that has nothing else to show: what happened, what was kept, and what to do next. */
export function FullPageMessage({ title, message, action, onAction }: FullPageMessageProps) {
  return (
    <Center component="main" h="100%" p="md">
      <Stack align="flex-start" gap="sm" maw={440}>
        <Title order={1}>{title}</Title>
        <Text c="dimmed">{message}</Text>
        <Button onClick={onAction}>{action}</Button>
      </Stack>
    </Center>
  );
}
