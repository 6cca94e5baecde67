import { parseNumber } from '../phone/phone.ts';

/** What carriers say instead of a number when the caller withheld it. */
const WITHHELD = /^(anonymous|blocked|no caller id|private|restricted|unavailable|unknown|withheld)$/i;
const LOOKS_LIKE_A_NUMBER = /^\+?[\d\s().-]+$/;

/**
 * A number as a carrier reports it: E.164 where it is one, else as it came (receiving never judges a number);
 * `undefined` when it was withheld.
 */
export function parseReportedNumber(text: string | undefined): string | undefined {
  const cleaned = cleanText(text);
  if (!cleaned || WITHHELD.test(cleaned)) {
    return undefined;
  }
  return (LOOKS_LIKE_A_NUMBER.test(cleaned) && parseNumber(cleaned)) || cleaned;
}

/** Whether a number is stored as `+` and digits; what is none was kept as it came. */
export function isE164(number: string): boolean {
  return /^\+[1-9]\d{3,14}$/.test(number);
}

const LONGEST_TEXT = 200;

/** One line of text from outside: no control characters (FHIR strings forbid them), no doubled or outer spaces. */
export function cleanText(text: string | undefined): string | undefined {
  const cleaned = text
    ?.replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TEXT)
    .trim();
  return cleaned || undefined;
}
