/** Who the sample clinic exchanges faxes with. All invented; the numbers are from the range kept for fiction. */
export interface Correspondent {
  readonly name: string;
  /** E.164. */
  readonly fax: string;
  readonly phone?: string;
  readonly city: string;
}

export const ORGANIZATIONS = {
  cardiology: { name: 'Lakeside Cardiology', fax: '+14155550123', phone: '+14155550120', city: 'Oakland' },
  imaging: { name: 'Bayview Imaging', fax: '+14155550131', phone: '+14155550130', city: 'San Francisco' },
  pharmacy: { name: 'Harbor Pharmacy', fax: '+14155550142', phone: '+14155550141', city: 'San Francisco' },
  insurer: { name: 'Blue Ridge Insurance prior authorization', fax: '+18005550155', city: 'Sacramento' },
  insurerClaims: { name: 'Blue Ridge Insurance claims', fax: '+18005550156', city: 'Sacramento' },
  laboratory: { name: 'Northside Diagnostics', fax: '+15105550161', phone: '+15105550160', city: 'Berkeley' },
  orthopedics: { name: 'Eastgate Orthopedics', fax: '+15105550173', phone: '+15105550170', city: 'Oakland' },
  hospital: {
    name: 'Mission Creek Hospital',
    fax: '+14155550182',
    phone: '+14155550180',
    city: 'San Francisco',
  },
  gastroenterology: { name: 'Presidio Gastroenterology', fax: '+14155550188', city: 'San Francisco' },
  physiotherapy: { name: 'Golden Gate Physical Therapy', fax: '+14155550191', city: 'San Francisco' },
  homeCare: { name: 'Marigold Home Health', fax: '+16505550114', city: 'Daly City' },
  schoolNurse: { name: 'Alder Elementary School, health office', fax: '+14155550196', city: 'San Francisco' },
} as const satisfies Record<string, Correspondent>;

export const EXTERNAL_PRACTITIONERS: readonly (Correspondent & {
  readonly family: string;
  readonly given: string;
})[] = [
  { name: 'Dr. Peter Okafor', family: 'Okafor', given: 'Peter', fax: '+14155550124', city: 'Oakland' },
  { name: 'Dr. Susan Whitfield', family: 'Whitfield', given: 'Susan', fax: '+15105550174', city: 'Oakland' },
  {
    name: 'Dr. Anil Deshmukh',
    family: 'Deshmukh',
    given: 'Anil',
    fax: '+14155550189',
    city: 'San Francisco',
  },
];
