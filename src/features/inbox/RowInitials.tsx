import type { Colleague } from '../../data/presence/usePresence.ts';
import { formatOpenAt } from '../../domain/presence/presenceWords.ts';
import classes from './FaxOption.module.css';

/** More would leave no room for the sender. */
const MOST_SHOWN = 2;

/** The colleagues who have a fax open, as initials; a screen reader hears their names in the row's own. */
export function RowInitials({ colleagues }: { readonly colleagues: readonly Colleague[] }) {
  if (colleagues.length === 0) {
    return null;
  }
  const more = colleagues.length - MOST_SHOWN;
  return (
    <span className={classes.people} title={formatOpenAt(colleagues.map(({ name }) => name))}>
      {colleagues.slice(0, MOST_SHOWN).map(({ reference, initials }) => (
        <span key={reference} className={classes.initials}>
          {initials}
        </span>
      ))}
      {more > 0 && <span className={classes.initials}>+{more}</span>}
    </span>
  );
}
