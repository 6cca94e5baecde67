/** `Mina Khan has this open too`: beside the fax that the reader has open. */
export function formatOpenToo(names: readonly string[]): string {
  return `${formatList(names)} ${haveOf(names)} this open too`;
}

/** `Mina Khan has it open`: of any fax in the list. */
export function formatOpenAt(names: readonly string[]): string {
  return `${formatList(names)} ${haveOf(names)} it open`;
}

function haveOf(names: readonly string[]): string {
  return names.length === 1 ? 'has' : 'have';
}

function formatList(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
