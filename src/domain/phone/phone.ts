import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * Numbers are E.164 inside (`+14155550100`) and in the familiar form outside. Receiving never judges a number:
 * what is no number is kept as it came.
 */

/** E.164 of a number in any usual writing, `undefined` when it is none. Numbers without country are American. */
export function parseNumber(text: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text, 'US');
  return parsed?.isPossible() ? parsed.number : undefined;
}

/** `+1 415 555 0100`; anything that is no number comes back unchanged. */
export function formatNumber(number: string | undefined): string {
  if (!number) {
    return '';
  }
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

/** A number (E.164) as people and systems write it: `+14155550100`, `4155550100`, `(415) 555-0100`, `415-555-0100` … */
export function usualWritings(number: string): string[] {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) {
    return [number];
  }
  const { nationalNumber, countryCallingCode } = parsed;
  const groups = parsed.formatInternational().split(' ').slice(1);
  const writings = [
    number,
    number.slice(1),
    nationalNumber,
    parsed.formatNational(),
    parsed.formatInternational(),
    ...['-', '.', ' '].map((between) => groups.join(between)),
    `${countryCallingCode}-${groups.join('-')}`,
    `+${countryCallingCode}-${groups.join('-')}`,
  ];
  return [...new Set(writings)];
}

/** `tel:+14155550100`, the value of an identifier in system `urn:ietf:rfc:3966`. */
export function telUri(number: string): string {
  return `tel:${number}`;
}

/** The number in a `tel:` URI, without visual separators and parameters. */
export function numberOfTel(uri: string | undefined): string | undefined {
  const match = uri && /^tel:([^;]+)/i.exec(uri);
  return match ? match[1]!.replace(/[\s().-]/g, '') : undefined;
}
