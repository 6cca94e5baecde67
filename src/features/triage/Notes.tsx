import { Button, Group, Kbd, Text, Textarea } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { useSession } from '../../data/session.ts';
import { useTypedText } from '../../data/typedText/useTypedText.ts';
import type { Fax, FaxNote } from '../../domain/fax/fax.ts';
import { FieldLabel } from './FieldLabel.tsx';
import classes from './Notes.module.css';
import type { TriageActions } from './useTriageActions.ts';
import { When } from './When.tsx';

interface NotesProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
  /** Start with the field in focus. */
  readonly isAskedFor: boolean;
}

/** What colleagues wrote beside the fax, and a field for more. Once added a note is part of the record. */
export function Notes({ fax, actions, isAskedFor }: NotesProps) {
  const labelId = useId();
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const { profile } = useSession();
  const draft = useTypedText('note', fax.id);
  const reason = actions.whyNot('note');
  const text = draft.text.trim();

  useCommand('note', () => fieldRef.current?.focus());
  useEffect(() => {
    if (isAskedFor) {
      fieldRef.current?.focus();
    }
  }, [isAskedFor]);

  // The page was left while it was being added: whether it was saved shows on the fax.
  const wasAdded = fax.notes.some(
    (note) =>
      note.text === text &&
      note.author?.reference === profile.reference &&
      draft.keptSince !== undefined &&
      (note.time ?? '') >= draft.keptSince,
  );
  useEffect(() => {
    if (wasAdded) {
      draft.write('');
    }
  }, [wasAdded, draft]);

  const add = async () => {
    if (text !== '' && reason === undefined) {
      await draft.submit(() => actions.run({ kind: 'note', text }));
    }
  };

  return (
    <section aria-labelledby={labelId}>
      <FieldLabel id={labelId}>{fax.notes.length > 0 ? 'Notes' : 'Note'}</FieldLabel>
      {fax.notes.length > 0 && (
        <ul className={classes.notes}>
          {fax.notes.map((note, index) => (
            // Notes are only ever added at the end.
            // biome-ignore lint/suspicious/noArrayIndexKey: a note has no id, and its place never changes
            <Note key={index} note={note} />
          ))}
        </ul>
      )}
      <Textarea
        ref={fieldRef}
        aria-label="Note for colleagues"
        placeholder="Add a note for colleagues…"
        rows={1}
        classNames={{ input: classes.field }}
        maxLength={10_000}
        value={draft.text}
        description={text === '' ? undefined : reason}
        onChange={(event) => draft.write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void add();
          }
          if (event.key === 'Escape') {
            event.currentTarget.blur();
          }
        }}
      />
      {text !== '' && (
        <Group justify="space-between" mt={6}>
          <Text size="xs" c="dimmed">
            {draft.isKept ? 'Kept until you add it' : 'Not kept if you reload'}
          </Text>
          <Button
            size="xs"
            rightSection={<Kbd aria-hidden>Ctrl ↵</Kbd>}
            aria-keyshortcuts="Control+Enter"
            onClick={() => void add()}
            disabled={reason !== undefined}
          >
            Add note
          </Button>
        </Group>
      )}
    </section>
  );
}

function Note({ note }: { readonly note: FaxNote }) {
  return (
    <li className={classes.note}>
      <Text size="sm" className={classes.text}>
        {note.text}
      </Text>
      <Text size="xs" c="dimmed">
        {note.author?.display ?? 'Unknown author'}
        {note.time && (
          <>
            {', '}
            <When at={note.time} />
          </>
        )}
      </Text>
    </li>
  );
}
