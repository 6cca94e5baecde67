/** What a review can end with; the first is what the key records, and it stands on the button before it is pressed. */
export const REVIEW_OUTCOMES = [
  'No action needed',
  'Follow-up ordered',
  'Patient to be told',
  'Discuss with a colleague',
] as const;
