import { Button, Stack, Text } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';

interface PaneBoundaryProps {
  /** What is missing when this fails: "The list". */
  readonly name: string;
  /** Another value (another fax, another folder) tries again. */
  readonly resetKey?: string | undefined;
  readonly children: ReactNode;
}

interface PaneBoundaryState {
  readonly supportId: string | undefined;
  readonly resetKey: string | undefined;
}

/** A fault costs its own pane: the others go on, and the words carry an id to tell the people who look after Faxwell. */
export class PaneBoundary extends Component<PaneBoundaryProps, PaneBoundaryState> {
  override state: PaneBoundaryState = { supportId: undefined, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<PaneBoundaryState> {
    return { supportId: crypto.randomUUID().slice(0, 8) };
  }

  static getDerivedStateFromProps(props: PaneBoundaryProps, state: PaneBoundaryState) {
    return props.resetKey === state.resetKey ? null : { supportId: undefined, resetKey: props.resetKey };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // Without the error's message: it may hold what stands on the fax.
    console.error(`Faxwell fault ${this.state.supportId}: ${error.name}${info.componentStack ?? ''}`);
  }

  override render(): ReactNode {
    const { supportId } = this.state;
    if (supportId === undefined) {
      return this.props.children;
    }
    return (
      <Stack role="alert" align="flex-start" gap="xs" p="lg">
        <Text fw={600}>{this.props.name} cannot be shown</Text>
        <Text c="dimmed">
          This is a fault of Faxwell. What was saved is safe and no fax is lost. Try again; if it comes back,
          reload the page and tell whoever looks after Faxwell this id: {supportId}
        </Text>
        <Button size="xs" variant="default" onClick={() => this.setState({ supportId: undefined })}>
          Try again
        </Button>
      </Stack>
    );
  }
}
