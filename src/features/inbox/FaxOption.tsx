import { Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { memo } from 'react';
import { useOthersAt } from '../../data/presence/usePresence.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import classes from './FaxOption.module.css';
import { RowInitials } from './RowInitials.tsx';
import { formatRow, formatRowName, type RowContext } from './rowWords.ts';

interface FaxOptionProps {
  readonly row: FaxRow;
  readonly context: RowContext;
  readonly isSelected: boolean;
  /** Why the last run left it as it was. */
  readonly notDone: string | undefined;
}

/** Where a click selects instead of opening. */
export const CHECK_SELECTOR = '[data-check]';

/** What an option of the list says: the three lines of a fax. Read aloud as one sentence, so the lines are hidden. */
export const FaxOption = memo(function FaxOption({ row, context, isSelected, notDone }: FaxOptionProps) {
  const words = formatRow(row, context);
  const others = useOthersAt(row.id);
  const plain = words.facts.filter((fact) => fact.tone === 'plain').map((fact) => fact.text);
  return (
    <div className={classes.row} data-gone={words.gone !== undefined || undefined}>
      <span className={classes.spoken}>{formatRowName(words, others, notDone)}</span>
      <span aria-hidden data-check className={classes.checkZone}>
        <span className={classes.check} data-on={isSelected || undefined}>
          <IconCheck size={12} stroke={3} />
        </span>
      </span>
      <div aria-hidden className={classes.lines}>
        {words.isNew && <span className={classes.dot} />}
        <div className={classes.head}>
          <Text span truncate className={classes.who} data-new={words.isNew || undefined}>
            {words.who}
          </Text>
          <RowInitials colleagues={others} />
          <time className={classes.when} title={words.whenFull}>
            {words.when}
          </time>
        </div>
        <Text truncate c="dimmed" className={classes.what}>
          {words.what}
        </Text>
        <div className={classes.facts}>
          {notDone && (
            <span className={classes.chip} data-tone="danger">
              Not done: {notDone}
            </span>
          )}
          {words.gone && <span className={classes.gone}>{words.gone}</span>}
          {words.facts
            .filter((fact) => fact.tone !== 'plain')
            .map((fact) => (
              <span key={fact.text} className={classes.chip} data-tone={fact.tone}>
                {fact.text}
              </span>
            ))}
          <span className={classes.plain} data-long={plain.length > 3 || undefined}>
            {plain.join(' · ')}
          </span>
        </div>
      </div>
    </div>
  );
});
