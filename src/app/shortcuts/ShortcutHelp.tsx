import { Modal, Switch, Table, Text } from '@mantine/core';
import { COMMAND_IDS, COMMANDS, type CommandWhen } from '../../components/shortcuts/commands.ts';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { useShortcuts } from '../../components/shortcuts/ShortcutProvider.tsx';
import classes from './ShortcutHelp.module.css';

const WHEN_WORDS: Record<CommandWhen, string> = {
  always: '',
  fax: 'with a fax open',
  ready: 'once its first page is on screen',
};

interface ShortcutHelpProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** All keys, read from the one table, and the switch for those that also type a character. */
export function ShortcutHelp({ isOpen, onClose }: ShortcutHelpProps) {
  const { lettersOn, setLettersOn } = useShortcuts();
  const withKeys = COMMAND_IDS.filter((id) => COMMANDS[id].keys.length > 0);
  const groups = Map.groupBy(withKeys, (id) => COMMANDS[id].group);
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keyboard shortcuts" size={720}>
      <Switch
        checked={lettersOn}
        onChange={(event) => setLettersOn(event.currentTarget.checked)}
        label="Keys that are a single character act"
        description="Switch them off if you use speech input or press keys by accident. Ctrl K, the arrows and the page keys always work."
        mb="md"
      />
      <div className={classes.groups}>
        {[...groups].map(([group, ids]) => (
          <Table key={group} className={classes.group} verticalSpacing={3} withRowBorders={false}>
            <Table.Caption className={classes.caption}>{group}</Table.Caption>
            <Table.Tbody>
              {ids.map((id) => (
                <Table.Tr key={id}>
                  <Table.Th scope="row" fw={400}>
                    {COMMANDS[id].label}{' '}
                    <Text span size="xs" c="dimmed">
                      {WHEN_WORDS[COMMANDS[id].when]}
                    </Text>
                  </Table.Th>
                  <Table.Td ta="right" className={classes.keys}>
                    <KeyHint id={id} isSpoken />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        ))}
      </div>
    </Modal>
  );
}
