import type { ReactNode } from 'react';
import classes from './ListFooter.module.css';

interface ListFooterProps {
  /** Whether news come by themselves. */
  readonly live: boolean;
  /** How much there is. */
  readonly children: ReactNode;
}

/** The foot of a list: how much there is, and whether news come by themselves. */
export function ListFooter({ live, children }: ListFooterProps) {
  return (
    <footer className={classes.footer}>
      <span>{children}</span>
      <span role="status" data-down={!live || undefined}>
        {live ? 'Live' : 'Not live, checking every 30 s'}
      </span>
    </footer>
  );
}
