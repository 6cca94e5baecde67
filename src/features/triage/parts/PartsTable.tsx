import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { PatientIdentity } from '../../../components/PatientIdentity.tsx';
import { usePatient } from '../../../data/patients/usePatient.ts';
import { currentParts, type Fax, type FilingPart } from '../../../domain/fax/fax.ts';
import { describePages, pagesIn } from '../../../domain/filing/pageRanges.ts';
import type { TriageActions } from '../useTriageActions.ts';
import classes from './PartsTable.module.css';

interface PartsTableProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
  readonly onChange: (part: FilingPart) => void;
}

/** Which pages are on whose chart, in the order of the pages; what is not needed comes last. */
export function PartsTable({ fax, actions, onChange }: PartsTableProps) {
  const parts = currentParts(fax)
    .filter(({ pages }) => pages)
    .sort((a, b) => (pagesIn(a.pages)[0] ?? 0) - (pagesIn(b.pages)[0] ?? 0));
  const { pagesNotNeeded } = fax;
  const canChange = actions.whyNot('unfilePart') === undefined;
  return (
    <table className={classes.table} aria-label="Filed pages">
      <tbody>
        {parts.map((part) => (
          <PartRow
            key={part.filingId}
            part={part}
            onChange={canChange ? () => onChange(part) : undefined}
            onTakeOff={() => void actions.run({ kind: 'unfilePart', filingId: part.filingId })}
          />
        ))}
        {pagesNotNeeded && (
          <tr>
            <th scope="row">{formatCell(pagesNotNeeded.pages)}</th>
            <td>Not needed</td>
            <td className={classes.actions}>
              {actions.whyNot('pagesNotNeeded') === undefined && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => void actions.run({ kind: 'pagesNotNeeded' })}
                >
                  Needed after all
                </Button>
              )}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

interface PartRowProps {
  readonly part: FilingPart;
  /** Absent while nothing can be changed. */
  readonly onChange: (() => void) | undefined;
  readonly onTakeOff: () => void;
}

function PartRow({ part, onChange, onTakeOff }: PartRowProps) {
  const patient = usePatient(part.patient.reference);
  const name = patient?.name ?? part.patient.display ?? 'Patient';
  const words = describePages(pagesIn(part.pages));
  return (
    <tr>
      <th scope="row">{formatCell(part.pages)}</th>
      <td>
        {patient ? <PatientIdentity patient={patient} /> : <Text fw={600}>{name}</Text>}
        <Text size="sm" c="dimmed">
          {part.type?.display ?? 'No type'}
        </Text>
      </td>
      <td className={classes.actions}>
        {onChange && (
          <Group gap={2} wrap="nowrap" justify="flex-end">
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Change ${words} of ${name}`}
              onClick={onChange}
            >
              Change
            </Button>
            <Tooltip label={`Take ${words} off this chart`}>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Take ${words} off the chart of ${name}`}
                onClick={onTakeOff}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Group>
        )}
      </td>
    </tr>
  );
}

/** Broken where a line may end. */
function formatCell(pages: string | undefined): string {
  return (pages ?? '').replaceAll(',', ', ');
}
