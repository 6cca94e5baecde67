import { ActionIcon, Group, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { REVIEW_OUTCOMES } from '../../domain/fax/reviewOutcomes.ts';
import { ActionButton } from './ActionButton.tsx';
import { ROUTINE_REVIEW, type TriageActions } from './useTriageActions.ts';

/** Reviewed, with what came of it. The routine outcome has the key and stands beside it; the others are one step away. */
export function ReviewButton({ actions }: { readonly actions: TriageActions }) {
  const reason = actions.whyNot('review');
  return (
    <Group gap={2} wrap="nowrap">
      <ActionButton
        label={reason === undefined ? `Reviewed: ${REVIEW_OUTCOMES[0].toLowerCase()}` : 'Reviewed'}
        command="review"
        reason={reason}
        onAct={() => void actions.run(ROUTINE_REVIEW)}
      />
      {reason === undefined && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label="Reviewed, with another outcome">
              <IconChevronDown size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Reviewed:</Menu.Label>
            {REVIEW_OUTCOMES.slice(1).map((outcome) => (
              <Menu.Item key={outcome} onClick={() => void actions.run({ kind: 'review', outcome })}>
                {outcome}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}
