/** Record types that imports state besides money and people. */

/** Types with a list of their own: people and ledger lines have their pages. */
export const listedTypes = [
  'order',
  'term',
  'attendance',
  'communityMember',
  'content',
  'contentMetric',
  'calendarEntry',
  'surveyQuestion',
  'surveyResponse',
  'note',
] as const;
export type ListedType = (typeof listedTypes)[number];
