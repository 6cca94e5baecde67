import { createContext } from 'react';

/** What often follows something that was done, offered beside its undo. */
export interface NextStep {
  readonly label: string;
  readonly run: () => void;
}

/** Something to tell the user beside what they do; the app decides how it looks. */
export interface Notice {
  readonly kind: 'done' | 'failed';
  readonly title: string;
  readonly message?: string;
  readonly undo?: () => void;
  readonly next?: NextStep;
}

export const NotifyContext = createContext<(notice: Notice) => void>(() => {
  throw new Error('No DataProvider above');
});
