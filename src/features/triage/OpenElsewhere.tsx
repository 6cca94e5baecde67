import { useOthersAt } from '../../data/presence/usePresence.ts';
import { formatOpenToo } from '../../domain/presence/presenceWords.ts';
import classes from './OpenElsewhere.module.css';

/** Who else has this fax open. At the foot of the panel, so that nothing moves under the pointer when they come and go. */
export function OpenElsewhere({ faxId }: { readonly faxId: string }) {
  const others = useOthersAt(faxId);
  return (
    <div role="status" className={classes.place}>
      {others.length > 0 && (
        <p className={classes.words}>{formatOpenToo(others.map((colleague) => colleague.name))}</p>
      )}
    </div>
  );
}
