import { idOf } from '../fhir/elements.ts';
import { isDate } from '../format/time.ts';
import { FAX_STATES } from './fax.ts';
import { defaultOrder, FAX_ORDERS, type FaxFilter, PAGE_SIZE, PAGE_SIZES } from './faxFilter.ts';
import { NOBODYS } from './filters.ts';
import type { FolderId } from './folders.ts';

type Param = [name: string, value: string];

const ID = /^[A-Za-z0-9.-]{1,64}$/;
/** Labels are the clinic's own codes; the characters left out mean something in a search. */
const LABEL_CODE = /^[^\s|,$\\]{1,64}$/;
const OWNER = /^(practitioner|team)-([A-Za-z0-9.-]{1,64})$/;
const OWNER_TYPES: Record<string, string> = { practitioner: 'Practitioner', team: 'CareTeam' };

/** Reads a filter from an address. What is not understood is left out: an old or mistyped link still opens the folder. */
export function parseFaxFilter(folder: FolderId, params: { get(name: string): string | null }): FaxFilter {
  const get = (name: string, isValid: (value: string) => boolean) => {
    const value = params.get(name);
    return value !== null && isValid(value) ? value : undefined;
  };
  const oneOf = <T>(values: readonly T[], name: string) =>
    values.find((value) => String(value) === params.get(name));
  const id = (name: string) => get(name, (value) => ID.test(value));
  const line = id('line');
  const type = id('type');
  const patient = id('patient');
  const owner = parseOwner(params.get('owner'));
  const label = get('label', (value) => LABEL_CODE.test(value));
  const state = oneOf([...FAX_STATES, 'any' as const], 'state');
  const from = get('from', isDate);
  const to = get('to', isDate);
  const pageSize = oneOf(PAGE_SIZES, 'size');
  return {
    folder,
    ...(line && { line: `HealthcareService/${line}` }),
    ...(type && { type }),
    ...(state && { state }),
    ...(patient && { patient: `Patient/${patient}` }),
    ...(owner && { owner }),
    ...(label && { label }),
    ...(params.get('urgent') === '1' && { urgent: true }),
    ...(params.get('unread') === '1' && { unread: true }),
    ...(from && { from }),
    ...(to && { to }),
    ...(pageSize && pageSize !== PAGE_SIZE && { pageSize }),
    order: oneOf(FAX_ORDERS, 'order') ?? defaultOrder(folder, state),
  };
}

/** The filter as search parameters of an address, without the folder (that is the path). */
export function makeFaxFilterParams(filter: FaxFilter): Param[] {
  const { order, pageSize } = filter;
  const isUsual = order === defaultOrder(filter.folder, filter.state);
  return [
    ...param('line', filter.line && idOf(filter.line)),
    ...param('type', filter.type),
    ...param('state', filter.state),
    ...param('patient', filter.patient && idOf(filter.patient)),
    ...param('owner', filter.owner && formatOwner(filter.owner)),
    ...param('label', filter.label),
    ...param('urgent', filter.urgent ? '1' : undefined),
    ...param('unread', filter.unread ? '1' : undefined),
    ...param('from', filter.from),
    ...param('to', filter.to),
    ...param('order', isUsual ? undefined : order),
    ...param('size', pageSize && pageSize !== PAGE_SIZE ? String(pageSize) : undefined),
  ];
}

/** `practitioner-42` → `Practitioner/42`, `team-7` → `CareTeam/7`. */
function parseOwner(value: string | null): string | undefined {
  const [, kind = '', id = ''] = OWNER.exec(value ?? '') ?? [];
  return value === NOBODYS ? NOBODYS : id ? `${OWNER_TYPES[kind]}/${id}` : undefined;
}

function formatOwner(owner: string): string | undefined {
  const kind = Object.keys(OWNER_TYPES).find((name) => owner.startsWith(`${OWNER_TYPES[name]}/`));
  return owner === NOBODYS ? NOBODYS : kind && `${kind}-${idOf(owner)}`;
}

function param(name: string, value: string | undefined): Param[] {
  return value === undefined ? [] : [[name, value]];
}
