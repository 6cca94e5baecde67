/** Patients of the sample clinic. All invented; several are alike on purpose, as in every clinic. */
export interface SamplePatient {
  readonly mrn: string;
  readonly family: string;
  readonly given: readonly string[];
  /** FHIR date. */
  readonly birthDate: string;
  readonly gender: 'female' | 'male' | 'other' | 'unknown';
  /** E.164. */
  readonly phone: string;
}

const row = (
  mrn: string,
  family: string,
  given: string,
  birthDate: string,
  gender: SamplePatient['gender'],
  phone: string,
): SamplePatient => ({ mrn, family, given: given.split(' '), birthDate, gender, phone: `+1415555${phone}` });

export const SAMPLE_PATIENTS: readonly SamplePatient[] = [
  // One name twice, one letter more, ten days and twenty-five years apart.
  row('48213', 'Alvarez', 'Maria', '1961-03-14', 'female', '1201'),
  row('48731', 'Alvarez', 'Mariah', '1961-03-04', 'female', '1202'),
  row('51077', 'Alvarez', 'Maria', '1986-11-02', 'female', '1203'),
  // Twins.
  row('60214', 'Okonkwo', 'Adaeze', '2014-07-19', 'female', '1204'),
  row('60215', 'Okonkwo', 'Adaora', '2014-07-19', 'female', '1204'),
  // A father and his son.
  row('39902', 'Brennan', 'James Patrick', '1955-01-23', 'male', '1205'),
  row('58120', 'Brennan', 'James', '1988-01-23', 'male', '1206'),
  // Day and month exchanged.
  row('44190', 'Nguyen', 'Linh', '1979-05-06', 'female', '1207'),
  row('44619', 'Nguyen', 'Lien', '1979-06-05', 'female', '1208'),
  // Accents, hyphens, two family names, an apostrophe.
  row('47005', 'García Núñez', 'José Luis', '1972-09-30', 'male', '1209'),
  row('52388', 'Garcia', 'Jose', '1972-09-03', 'male', '1210'),
  row('55461', 'Wójcik', 'Zofia', '1990-12-11', 'female', '1211'),
  row('49873', 'Smith-Larsen', 'Ingrid', '1968-04-27', 'female', '1212'),
  row('53318', 'O’Dwyer', 'Niamh', '1994-02-08', 'female', '1213'),
  row('57766', 'Müller', 'Jürgen', '1949-10-17', 'male', '1214'),
  row('61002', 'Nakamura', 'Haruki', '2001-08-22', 'male', '1215'),
  row('46554', 'Johnson', 'Robert', '1958-06-12', 'male', '1216'),
  row('46555', 'Johnston', 'Robert', '1958-12-06', 'male', '1217'),
  row('50291', 'Petrova', 'Yelena', '1983-03-29', 'female', '1218'),
  row('59440', 'Haddad', 'Layla', '1997-07-07', 'female', '1219'),
  row('42877', 'Washington', 'Denise', '1964-11-15', 'female', '1220'),
  row('56203', 'Fitzgerald', 'Owen', '1975-01-31', 'male', '1221'),
  row('58991', 'Singh', 'Harpreet', '1981-05-18', 'male', '1222'),
  row('43350', 'Kowalski', 'Stanley', '1943-09-09', 'male', '1223'),
  row('62118', 'Reyna', 'Camila', '2019-03-02', 'female', '1224'),
  row('54027', 'Dubois', 'François', '1970-08-14', 'male', '1225'),
  row('60733', 'Tran', 'Minh', '1992-10-25', 'other', '1226'),
  row('45812', 'Abernathy', 'Ruth', '1938-02-19', 'female', '1227'),
  row('57349', 'Castellano', 'Vincent', '1966-12-03', 'male', '1228'),
  row('49118', 'Lindqvist', 'Åsa', '1959-06-21', 'female', '1229'),
];

/** Somebody a letter is about; without `mrn`, nobody of that name is in the chart. */
export type Subject = Omit<SamplePatient, 'mrn'> & { readonly mrn?: string };

const stranger = (
  family: string,
  given: string,
  birthDate: string,
  gender: SamplePatient['gender'],
  phone: string,
): Subject => ({ family, given: given.split(' '), birthDate, gender, phone: `+1415555${phone}` });

/** People other clinics write about who are no patients of this one: two of them are nearly one. */
export const STRANGERS: readonly Subject[] = [
  stranger('Delgado', 'Rosa', '1952-07-11', 'female', '1301'),
  stranger('Alvarez', 'Mario', '1961-03-14', 'male', '1302'),
  stranger('Petrov', 'Yelena', '1983-09-23', 'female', '1303'),
  stranger('Whitaker', 'Calvin', '1969-02-02', 'male', '1304'),
];

export type PatientNames = Pick<SamplePatient, 'family' | 'given'>;

/** @throws Error when the sample clinic has no such patient */
export function patientOf(mrn: string): SamplePatient {
  const patient = SAMPLE_PATIENTS.find((each) => each.mrn === mrn);
  if (!patient) throw new Error('A sample letter names a patient that the sample clinic does not have');
  return patient;
}

export type NameOrder = 'surname-first' | 'given-first';

/** `ALVAREZ, Maria` or `Maria Alvarez`, as letters write it. */
export function printedName({ family, given }: PatientNames, order: NameOrder): string {
  const names = given.join(' ');
  return order === 'surname-first' ? `${family.toUpperCase()}, ${names}` : `${names} ${family}`;
}

export type DateStyle = keyof typeof DATE_STYLES;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How American letters write a day. */
const DATE_STYLES = {
  /** `03/04/1961` */
  slashes: (year: string, month: string, day: string) => `${month}/${day}/${year}`,
  /** `3/4/1961` */
  short: (year: string, month: string, day: string) => `${Number(month)}/${Number(day)}/${year}`,
  /** `Mar 4, 1961` */
  words: (year: string, month: string, day: string) => `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}`,
  /** `04-MAR-1961` */
  dashes: (year: string, month: string, day: string) =>
    `${day}-${MONTHS[Number(month) - 1]?.toUpperCase()}-${year}`,
} as const;

/** @param date FHIR date */
export function printedDate(date: string, style: DateStyle): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return DATE_STYLES[style](year, month, day);
}

/** Full years on a day, both FHIR dates. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
