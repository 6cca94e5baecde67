import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { partyOption } from '../../components/assigneeOptions.ts';
import { useAbsences } from '../../data/clinic/useAbsences.ts';
import { useAssignees } from '../../data/clinic/useAssignees.ts';
import { useSaveAbsence } from '../../data/clinic/useSaveAbsence.ts';
import { useNow, useTimeZone } from '../../data/config.ts';
import { useSession } from '../../data/session.ts';
import { dateOf } from '../../domain/format/time.ts';

interface AwayDialogProps {
  readonly onClose: () => void;
}

/** When the person at this desk is away, and who sees to their faxes meanwhile. */
export function AwayDialog({ onClose }: AwayDialogProps) {
  const { profile } = useSession();
  const today = dateOf(useNow(), useTimeZone());
  const mine = useAbsences()?.find(({ person }) => person.reference === profile.reference);
  const others = useAssignees().people.filter(({ reference }) => reference !== profile.reference);
  const save = useSaveAbsence();
  const [from, setFrom] = useState(mine?.from ?? today);
  const [to, setTo] = useState(mine?.to ?? '');
  const [coverReference, setCover] = useState(mine?.cover.reference ?? null);
  const cover = others.find(({ reference }) => reference === coverReference);
  const isWhole = from !== '' && to >= from && cover !== undefined;
  return (
    <Modal opened onClose={onClose} title="Away" size={420}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          While you are away your faxes stand in the Mine of whoever covers for you, under your name.
        </Text>
        <Group grow>
          <TextInput
            type="date"
            label="From"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label="To, the last day"
            value={to}
            min={from}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </Group>
        <Select
          label="Who covers for you"
          placeholder="Choose a colleague"
          data={others.map(partyOption)}
          value={coverReference}
          onChange={setCover}
          searchable
          allowDeselect={false}
        />
        <Group justify="flex-end">
          {mine && (
            <Button
              variant="default"
              onClick={() => {
                void save(undefined);
                onClose();
              }}
            >
              Not away
            </Button>
          )}
          <Button
            disabled={!isWhole}
            onClick={() => {
              if (cover) {
                void save({ person: profile, cover, from, to });
                onClose();
              }
            }}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
