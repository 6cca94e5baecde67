/**
 * Where the ink of a page lies, so short that it stands on the fax: which of a hundred earlier faxes may show the same.
 * It only chooses whom to look at; whether they are the same is seen on the pages themselves.
 *
 * A page is two digits of base 36 for each step: how far down so much of the ink is reached, then how far across, from
 * 0 at the first of it to `LARGEST` at the last. A blank page is `-`. Pages are parted by spaces.
 */
export type Fingerprint = string;

/** Pages further back are not in a fingerprint, because every list carries it. */
export const FINGERPRINT_PAGES = 8;

const LARGEST = 36 ** 2 - 1;
const BLANK = '-';

/** @param shares for each step from 0 to 1; none for a blank page */
export function encodePage(shares: readonly number[]): string {
  if (shares.length === 0) return BLANK;
  return shares
    .map((share) =>
      Math.round(Math.min(1, Math.max(0, share)) * LARGEST)
        .toString(36)
        .padStart(2, '0'),
    )
    .join('');
}

/** How far two fingerprints are apart on average, from 0 to 1; `undefined` when not even their pages are alike. */
export function fingerprintDistance(one: Fingerprint, other: Fingerprint): number | undefined {
  const [pages, others] = [one.split(' '), other.split(' ')];
  if (pages.length !== others.length) return undefined;
  const distances = pages.map((page, index) => pageDistance(page, others[index] ?? ''));
  const compared = distances.filter((distance) => distance !== 'blank');
  if (compared.includes('other') || compared.length === 0) return undefined;
  // Only numbers are left.
  return Math.max(...(compared as number[]));
}

function pageDistance(page: string, other: string): number | 'blank' | 'other' {
  if (page === BLANK && other === BLANK) return 'blank';
  if (page.length === 0 || page.length !== other.length) return 'other';
  let sum = 0;
  for (let at = 0; at < page.length; at += 2) {
    const [a, b] = [page, other].map((digits) => Number.parseInt(digits.slice(at, at + 2), 36));
    sum += Math.abs((a ?? 0) - (b ?? 0));
  }
  return sum / (page.length / 2) / LARGEST;
}
