/** `3 of the last 4 …` is a sentence of its own beside a proposal, and the end of one in the timeline. */
export function asSentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
