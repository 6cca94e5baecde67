/** What a sending machine prints along the top edge of each page. */
export type HeaderStyle = 'machine' | 'office' | 'server' | 'plain';

export interface HeaderFacts {
  /** The clock of the sending machine. */
  readonly sentAt: LocalTime;
  /** The machine's own name; empty when nobody ever set it. */
  readonly stationName: string;
  /** E.164; empty when the machine does not print it. */
  readonly number: string;
  readonly calledNumber: string;
  readonly page: number;
  /** Pages of the call as the machine meant to send them. */
  readonly pages: number;
}

export interface LocalTime {
  readonly year: string;
  /** `11` */
  readonly month: string;
  /** `NOV` */
  readonly monthName: string;
  readonly day: string;
  /** `09`, of 24. */
  readonly hour: string;
  readonly minute: string;
}

/** @returns what is printed at the left, in the middle and at the right */
export function headerLine(style: HeaderStyle, facts: HeaderFacts): readonly [string, string, string] {
  return HEADERS[style](facts);
}

const HEADERS: Record<HeaderStyle, (facts: HeaderFacts) => readonly [string, string, string]> = {
  machine: ({ sentAt, stationName, number, page, pages }) => [
    `${sentAt.monthName}-${sentAt.day}-${sentAt.year} ${sentAt.hour}:${sentAt.minute}`,
    join(stationName.toUpperCase().slice(0, 26), spaced(number)),
    `P.${padded(page, 2)}/${padded(pages, 2)}`,
  ],
  office: ({ sentAt, stationName, number, page, pages }) => [
    `${sentAt.month}/${sentAt.day}/${sentAt.year} ${sentAt.hour}:${sentAt.minute} FAX ${number.replace('+1', '')}`,
    stationName.slice(0, 30),
    `${padded(page, 4)}/${padded(pages, 4)}`,
  ],
  server: ({ sentAt, stationName, number, calledNumber, page, pages }) => [
    `From: ${join(stationName, number.replace('+', ''))}`,
    `To: ${calledNumber.replace('+', '')}`,
    `Page: ${page} of ${pages}   ${sentAt.month}/${sentAt.day}/${sentAt.year} ${twelveHours(sentAt)}`,
  ],
  plain: ({ sentAt, number, page, pages }) => [
    `${sentAt.year}-${sentAt.month}-${sentAt.day} ${sentAt.hour}:${sentAt.minute}`,
    number.replace('+', ''),
    `p.${page}/${pages}`,
  ],
};

function join(name: string, number: string): string {
  return [name, number].filter(Boolean).join('  ');
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** `+1 415 555 0123` */
function spaced(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
}

function twelveHours({ hour, minute }: LocalTime): string {
  const value = Number(hour);
  return `${value % 12 === 0 ? 12 : value % 12}:${minute} ${value < 12 ? 'AM' : 'PM'}`;
}
