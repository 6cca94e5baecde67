import { formatNumber } from '../phone/phone.ts';
import type { Fax } from './fax.ts';

/** Who sent it: the name, else the number. */
export function formatWho(fax: Fax): string {
  return fax.senderName || formatNumber(fax.originatingNumber) || 'Withheld number';
}
