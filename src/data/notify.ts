import { createContext } from 'react';

/** Something to tell the user beside what they do; the app decides how it looks. */
export interface Notice {
  readonly kind: 'done' | 'failed';
  readonly title: string;
  readonly message?: string;
  readonly undo?: () => void;
}

export const NotifyContext = createContext<(notice: Notice) => void>(() => {
  throw new Error('No DataProvider above');
});
