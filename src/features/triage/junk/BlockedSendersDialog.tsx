import { Button, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSenderBlocks } from '../../../data/clinic/useSenderBlocks.ts';
import { useSenderSettings } from '../../../data/clinic/useSenderSettings.ts';
import { isBlocking, type SenderBlock, type SenderSetting } from '../../../domain/clinic/blockedSender.ts';
import { formatNumber } from '../../../domain/phone/phone.ts';
import { When } from '../When.tsx';
import classes from './BlockedSendersDialog.module.css';

/** Everybody who is blocked, with why, by whom and since when. */
export function BlockedSendersDialog({ onClose }: { readonly onClose: () => void }) {
  const { settings, problem } = useSenderSettings('always');
  const { block, unblock } = useSenderBlocks();
  // Whoever is let through stays in sight, where that can be taken back; nothing is pulled from under the focus.
  const [released, setReleased] = useState<ReadonlyMap<string, SenderBlock>>(new Map());
  const shown = settings?.filter(
    (setting) => setting.kind === 'newer' || isBlocking(setting) || released.has(setting.number),
  );
  const release = (standing: SenderBlock) => {
    setReleased(new Map(released).set(standing.number, standing));
    void unblock(standing);
  };
  return (
    <Modal opened onClose={onClose} title="Blocked senders" size={560}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Faxes from these numbers go to Junk when they come. They stay whole and are found by search.
        </Text>
        {!shown && !problem && <Skeleton height={80} aria-label="Loading who is blocked" />}
        {problem && !shown && <Text role="alert">{problem.message}</Text>}
        {shown?.length === 0 && <Text>Nobody is blocked.</Text>}
        {shown && shown.length > 0 && (
          <ul className={classes.senders}>
            {shown.map((setting) => (
              <Sender
                key={setting.number}
                setting={setting}
                wasReason={released.get(setting.number)?.reason}
                onUnblock={release}
                onBlock={(reason) => void block(setting.number, reason)}
              />
            ))}
          </ul>
        )}
      </Stack>
    </Modal>
  );
}

interface SenderProps {
  readonly setting: SenderSetting;
  /** Why it had been blocked, when it was let through in this dialog. */
  readonly wasReason: string | undefined;
  readonly onUnblock: (block: SenderBlock) => void;
  readonly onBlock: (reason: string) => void;
}

function Sender({ setting, wasReason, onUnblock, onBlock }: SenderProps) {
  const number = formatNumber(setting.number);
  const isBlocked = isBlocking(setting);
  const reason = isBlocked ? setting.reason : wasReason;
  return (
    <li className={classes.sender}>
      <div className={classes.words}>
        <Text fw={600}>{number}</Text>
        <Text size="sm" c="dimmed">
          {setting.kind === 'newer' ? (
            'A newer version of Faxwell wrote this setting. It can be changed there only.'
          ) : (
            <>
              {isBlocked ? `${reason}, blocked by ` : 'Unblocked by '}
              {setting.act.by.display ?? 'somebody'}, <When at={setting.act.at} />
            </>
          )}
        </Text>
      </div>
      {setting.kind === 'block' && reason !== undefined && (
        <Button
          size="xs"
          variant="default"
          flex="none"
          aria-label={`${isBlocked ? 'Unblock' : 'Block again'} ${number}`}
          onClick={() => (isBlocked ? onUnblock(setting) : onBlock(reason))}
        >
          {isBlocked ? 'Unblock' : 'Block again'}
        </Button>
      )}
    </li>
  );
}
