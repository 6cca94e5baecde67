import { type Correspondent, ORGANIZATIONS } from './addressBook.ts';
import type { HeaderStyle } from './paper/headerLine.ts';
import type { BodyType, LetterheadStyle } from './paper/page.ts';
import type { FaxQuality, MachineState } from './paper/scan.ts';
import type { DateStyle, NameOrder } from './people.ts';

/** Whoever writes to the sample clinic: what their paper looks like and what their machine does to it. */
export interface Sender {
  readonly name: string;
  /** E.164; nothing when they withhold it. */
  readonly fax?: string;
  readonly letterhead: {
    readonly name: string;
    readonly style: LetterheadStyle;
    readonly lines: readonly string[];
  };
  readonly body: BodyType;
  /** The machine's own name, in its header line; empty when nobody ever set it. */
  readonly station: string;
  readonly header: HeaderStyle;
  readonly machine: MachineState;
  readonly quality: FaxQuality;
  /** How patients are written. */
  readonly names: NameOrder;
  readonly birthDates: DateStyle;
  readonly people: readonly Person[];
}

/** Somebody who signs. */
export interface Person {
  /** `Susan Whitfield, MD` */
  readonly name: string;
  /** As they write it. */
  readonly hand: string;
}

/** `Susan Whitfield, MD` signs `S. Whitfield`. */
const person = (name: string): Person => {
  const [given = '', ...rest] = name.split(',')[0]?.split(' ') ?? [];
  return { name, hand: `${given.slice(0, 1)}. ${rest.join(' ')}` };
};

const serif = (size: number): BodyType => ({ family: 'Serif', size });
const sans = (size: number): BodyType => ({ family: 'Sans', size });
const typewriter = (size: number): BodyType => ({ family: 'Typewriter', size });

/** `415 555 0120`, as letterheads print it. */
export function localNumber(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
}

function sender(
  { name, fax, phone }: Pick<Correspondent, 'name' | 'fax'> & { readonly phone?: string },
  address: string,
  look: Pick<Sender, 'body' | 'header' | 'machine' | 'quality'> & { readonly style: LetterheadStyle },
  people: readonly string[],
  more: {
    /** What the letterhead says, where the address book says more. */
    readonly printed?: string;
    readonly lines?: readonly string[];
    readonly station?: string;
    readonly names?: NameOrder;
    readonly birthDates?: DateStyle;
  } = {},
): Sender {
  const numbers = [phone && `Tel ${localNumber(phone)}`, `Fax ${localNumber(fax)}`]
    .filter(Boolean)
    .join('   ');
  const { style, ...rest } = look;
  return {
    name,
    fax,
    letterhead: { name: more.printed ?? name, style, lines: [...(more.lines ?? []), address, numbers] },
    station: more.station ?? more.printed ?? name,
    names: more.names ?? 'surname-first',
    birthDates: more.birthDates ?? 'slashes',
    people: people.map(person),
    ...rest,
  };
}

const fine = { quality: 'fine' } as const;
const standard = { quality: 'standard' } as const;

/** Those in the address book first, then those nobody has written down. */
export const SENDERS = {
  cardiology: sender(
    ORGANIZATIONS.cardiology,
    '1200 Shore Drive, Suite 4, Oakland, CA',
    { style: 'rule', body: serif(11.5), header: 'machine', machine: 'clean', ...fine },
    ['Peter Okafor, MD', 'Helen Brandt, NP'],
  ),
  imaging: sender(
    ORGANIZATIONS.imaging,
    '455 Embarcadero, San Francisco, CA',
    { style: 'logo', body: sans(11.5), header: 'server', machine: 'clean', ...fine },
    ['Rei Tanaka, MD', 'Joel Abramson, MD'],
    { birthDates: 'dashes' },
  ),
  pharmacy: sender(
    ORGANIZATIONS.pharmacy,
    'Store 12, 31 Pier Avenue, San Francisco, CA',
    { style: 'plain', body: typewriter(11), header: 'office', machine: 'faint', ...standard },
    ['Grace Lim, PharmD'],
    { names: 'given-first' },
  ),
  insurer: sender(
    ORGANIZATIONS.insurer,
    'P.O. Box 4410, Sacramento, CA',
    { style: 'split', body: serif(11), header: 'server', machine: 'clean', ...fine },
    ['Carla Mendes, RN'],
    {
      lines: ['Utilization management'],
      printed: 'Blue Ridge Insurance',
      names: 'given-first',
      birthDates: 'words',
    },
  ),
  insurerClaims: sender(
    ORGANIZATIONS.insurerClaims,
    'P.O. Box 4418, Sacramento, CA',
    { style: 'split', body: serif(11), header: 'server', machine: 'worn', ...standard },
    ['Paul Decker'],
    {
      lines: ['Claims department'],
      printed: 'Blue Ridge Insurance',
      names: 'given-first',
      birthDates: 'words',
    },
  ),
  laboratory: sender(
    ORGANIZATIONS.laboratory,
    '88 Gilman Street, Berkeley, CA',
    { style: 'band', body: sans(10.5), header: 'server', machine: 'clean', ...fine },
    ['Nadia Petrosyan, MD'],
    { lines: ['CLIA 05D0000000'] },
  ),
  orthopedics: sender(
    ORGANIZATIONS.orthopedics,
    '2040 Broadway, Oakland, CA',
    { style: 'centered', body: serif(11.5), header: 'machine', machine: 'worn', ...fine },
    ['Susan Whitfield, MD', 'Marcus Boone, PA-C'],
    { names: 'given-first', birthDates: 'words' },
  ),
  hospital: sender(
    ORGANIZATIONS.hospital,
    '900 Mission Creek Boulevard, San Francisco, CA',
    { style: 'logo', body: serif(11), header: 'server', machine: 'clean', ...fine },
    ['Lucia Ferrer, MD', 'Thomas Adeyemi, MD', 'Kim Sorensen, DO'],
    { lines: ['Department of internal medicine'], birthDates: 'dashes' },
  ),
  gastroenterology: sender(
    ORGANIZATIONS.gastroenterology,
    '2100 Webster Street, San Francisco, CA',
    { style: 'rule', body: sans(11.5), header: 'machine', machine: 'dark', ...fine },
    ['Anil Deshmukh, MD'],
    { names: 'given-first' },
  ),
  physiotherapy: sender(
    ORGANIZATIONS.physiotherapy,
    '61 Irving Street, San Francisco, CA',
    { style: 'centered', body: sans(11), header: 'office', machine: 'dirty', ...standard },
    ['Nora Feldt, PT, DPT'],
  ),
  homeCare: sender(
    ORGANIZATIONS.homeCare,
    '14 Serramonte Way, Daly City, CA',
    { style: 'band', body: sans(10.5), header: 'office', machine: 'worn', ...standard },
    ['Ofelia Ramos, RN'],
  ),
  schoolNurse: sender(
    ORGANIZATIONS.schoolNurse,
    '350 Alder Street, San Francisco, CA',
    { style: 'plain', body: sans(11.5), header: 'office', machine: 'dirty', ...standard },
    ['Janet Kowal, RN'],
    { station: 'ALDER ELEM OFFICE', names: 'given-first', birthDates: 'short' },
  ),
  eyeSurgery: sender(
    { name: 'Twin Peaks Eye Surgery', fax: '+14155550167', phone: '+14155550166' },
    '18 Portola Drive, San Francisco, CA',
    { style: 'logo', body: sans(11.5), header: 'machine', machine: 'clean', ...fine },
    ['Walter Ness, MD'],
    { names: 'given-first', birthDates: 'short' },
  ),
  obstetrics: sender(
    { name: 'Sunset Women’s Health', fax: '+14155550169', phone: '+14155550168' },
    '1900 Judah Street, San Francisco, CA',
    { style: 'centered', body: serif(11.5), header: 'machine', machine: 'worn', ...fine },
    ['Amara Obi, MD', 'Rachel Stern, CNM'],
    { names: 'given-first', birthDates: 'words' },
  ),
  dermatology: sender(
    { name: 'Redwood Dermatology', fax: '+14155550152', phone: '+14155550151' },
    '3120 Sacramento Street, San Francisco, CA',
    { style: 'split', body: sans(11), header: 'server', machine: 'clean', ...fine },
    ['Ian Prescott, MD'],
    { lines: ['Medical and surgical dermatology'], names: 'given-first', birthDates: 'short' },
  ),
  neurology: sender(
    { name: 'Bay Neurology Associates', fax: '+15105550149', phone: '+15105550148' },
    '400 Thirtieth Street, Oakland, CA',
    { style: 'rule', body: typewriter(10.5), header: 'machine', machine: 'dark', ...fine },
    ['Vera Lindholm, MD', 'Samuel Ito, MD'],
  ),
  urgentCare: sender(
    { name: 'Redwood Urgent Care', fax: '+16285550177', phone: '+16285550176' },
    '77 Ocean Avenue, San Francisco, CA',
    { style: 'plain', body: typewriter(11), header: 'plain', machine: 'dirty', ...standard },
    ['Jared Marsh, PA-C'],
    { station: '', birthDates: 'short' },
  ),
  mailPharmacy: sender(
    { name: 'Prairie Mail Pharmacy', fax: '+18775550135', phone: '+18775550134' },
    'P.O. Box 900, Omaha, NE',
    { style: 'split', body: sans(11), header: 'server', machine: 'clean', ...fine },
    ['Prescriber services'],
    { lines: ['Prescriber services'] },
  ),
  healthPlan: sender(
    { name: 'Pacific Mutual Health Plan', fax: '+18885550146', phone: '+18885550145' },
    '2 Harbor Plaza, Los Angeles, CA',
    { style: 'logo', body: sans(11), header: 'server', machine: 'clean', ...fine },
    ['Denise Alcott, LVN'],
  ),
  recordsService: sender(
    { name: 'Valley Records Retrieval', fax: '+18665550128', phone: '+18665550127' },
    '5500 Orchard Road, Fresno, CA',
    { style: 'rule', body: typewriter(10.5), header: 'office', machine: 'faint', ...standard },
    ['Processing department'],
    { names: 'given-first' },
  ),
  formerClinic: sender(
    { name: 'Cedar Street Internal Medicine', fax: '+15035550119', phone: '+15035550118' },
    '212 Cedar Street, Portland, OR',
    { style: 'centered', body: typewriter(10.5), header: 'office', machine: 'dark', ...standard },
    ['Elaine Purcell, MD'],
  ),
  privatePerson: {
    name: 'Private caller',
    letterhead: { name: '', style: 'plain', lines: [] },
    body: sans(11.5),
    station: '',
    header: 'plain',
    machine: 'worn',
    quality: 'standard',
    names: 'given-first',
    birthDates: 'short',
    people: [],
  },
} as const satisfies Record<string, Sender>;

const ad = (name: string, fax: string, machine: MachineState, quality: FaxQuality): Sender => ({
  name,
  fax,
  letterhead: { name: '', style: 'plain', lines: [] },
  body: sans(12.5),
  station: name,
  header: 'server',
  machine,
  quality,
  names: 'given-first',
  birthDates: 'slashes',
  people: [],
});

/** Who sends what nobody asked for. */
export const ADVERTISERS = {
  supplies: ad('Sunrise Medical Supply', '+18885550199', 'dark', 'standard'),
  loans: ad('FastTrack Practice Capital', '+18445550172', 'clean', 'standard'),
  travel: ad('Grand Horizon Travel', '+18665550183', 'dark', 'standard'),
  billing: ad('ClearClaim Billing Partners', '+18775550158', 'clean', 'fine'),
  toner: ad('Budget Toner Direct', '+18335550141', 'dirty', 'standard'),
  seminar: ad('Practice Growth Academy', '+18555550163', 'clean', 'standard'),
} as const satisfies Record<string, Sender>;
