import { Component, type ReactNode } from 'react';

interface ViewerBoundaryProps {
  /** Another value starts again: a document that cannot be drawn costs only itself. */
  readonly resetKey: string;
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

interface ViewerBoundaryState {
  readonly failed: boolean;
  readonly resetKey: string;
}

/** Keeps a failure in drawing one document inside its pane. */
export class ViewerBoundary extends Component<ViewerBoundaryProps, ViewerBoundaryState> {
  override state: ViewerBoundaryState = { failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromProps({ resetKey }: ViewerBoundaryProps, state: ViewerBoundaryState) {
    return state.resetKey === resetKey ? null : { failed: false, resetKey };
  }

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
