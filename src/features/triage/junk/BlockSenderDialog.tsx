import { Alert, Button, Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { type Contact, useFindContact } from '../../../data/clinic/useFindContact.ts';
import { useSenderBlocks } from '../../../data/clinic/useSenderBlocks.ts';
import { useSenderSetting } from '../../../data/clinic/useSenderSettings.ts';
import { isBlocking, type SenderSetting, whyNotBlockable } from '../../../domain/clinic/blockedSender.ts';
import type { Fax } from '../../../domain/fax/fax.ts';
import { formatNumber } from '../../../domain/phone/phone.ts';
import { BlockReasons } from './BlockReasons.tsx';
import type { BlockRequest } from './blockRequests.ts';

interface BlockSenderDialogProps {
  readonly request: BlockRequest;
  readonly onClose: () => void;
}

/** Asks why a sender is to be blocked, and once more for one the clinic knows; or says why it cannot be blocked. */
export function BlockSenderDialog({ request, onClose }: BlockSenderDialogProps) {
  const { fax, onDone } = request;
  const number = fax.originatingNumber ?? '';
  const whyNot = useWhyNotBlock(fax);
  const findContact = useFindContact();
  const { block } = useSenderBlocks();
  // What was chosen, once it is known that somebody the clinic knows would be blocked.
  const [doubt, setDoubt] = useState<{ readonly reason: string; readonly contact: Contact }>();

  const finish = (reason: string) => {
    void block(number, reason, onDone && fax);
    onClose();
    onDone?.();
  };
  const choose = async (reason: string) => {
    const contact = await findContact(number).catch(() => contactOf(fax));
    if (contact) {
      setDoubt({ reason, contact });
    } else {
      finish(reason);
    }
  };
  return (
    <Modal opened onClose={onClose} title="Block this sender" size={440}>
      {whyNot !== undefined ? (
        <Stack gap="md">
          <Text size="sm">{whyNot}</Text>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={onClose}>
              Close
            </Button>
          </Group>
        </Stack>
      ) : doubt ? (
        <Doubt contact={doubt.contact} onBlock={() => finish(doubt.reason)} onCancel={onClose} />
      ) : (
        <Stack gap="sm">
          <Text size="sm">
            Faxes from <strong>{formatSender(fax)}</strong> go to Junk when they come
            {onDone ? ', and this one goes there now' : ''}. They stay whole, are found by search and can be
            restored.
          </Text>
          <BlockReasons onChoose={choose} />
        </Stack>
      )}
    </Modal>
  );
}

interface DoubtProps {
  readonly contact: Contact;
  readonly onBlock: () => void;
  readonly onCancel: () => void;
}

function Doubt({ contact, onBlock, onCancel }: DoubtProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  // A reflex must not block a laboratory: Enter is the way out, and blocking has a key of its own.
  useEffect(() => cancel.current?.focus(), []);
  useHotkeys([['y', onBlock]]);
  return (
    <Stack gap="md">
      <Alert variant="light" color="yellow" title={DOUBT_TITLES[contact.kind]}>
        {contact.name}: what it sends from now on would be seen in Junk only.
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" ref={cancel} onClick={onCancel}>
          Cancel
        </Button>
        <Button color="red" aria-keyshortcuts="y" rightSection={<Kbd aria-hidden>y</Kbd>} onClick={onBlock}>
          Block all the same
        </Button>
      </Group>
    </Stack>
  );
}

const DOUBT_TITLES: Record<Contact['kind'], string> = {
  'own-line': 'This is a line of your own',
  'address-book': 'This sender is in the address book',
};

function useWhyNotBlock({ originatingNumber }: Fax): string | undefined {
  const setting = useSenderSetting(originatingNumber);
  return whyNotBlockable(originatingNumber) ?? whyNotAgain(setting);
}

function whyNotAgain(setting: SenderSetting | undefined): string | undefined {
  if (setting?.kind === 'newer') {
    return 'A newer version of Faxwell wrote the setting of this sender. It can be changed there only.';
  }
  return isBlocking(setting)
    ? `This sender is blocked already, by ${setting.act.by.display ?? 'somebody'}: ${setting.reason}.`
    : undefined;
}

/** What the fax itself knows, where the address book cannot be asked. */
function contactOf(fax: Fax): Contact | undefined {
  return fax.sender && { kind: 'address-book', name: fax.senderName ?? 'Without a name' };
}

function formatSender(fax: Fax): string {
  return [fax.senderName, formatNumber(fax.originatingNumber)].filter(Boolean).join(', ');
}
