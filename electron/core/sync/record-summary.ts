/** When, who and what of a staged record that is neither money nor a person, for the preview. */
import type { StagedRow } from '../../../shared/contract/sync';
import type { PayloadOf, RecordType } from '../../../shared/domain/records';
import { isInstant } from '../../../shared/domain/time';

type OtherType = Exclude<RecordType, 'ledgerLine' | 'order' | 'person'>;
type Other = { [T in OtherType]: { type: T; payload: PayloadOf[T] } }[OtherType];
type Summary = Pick<StagedRow, 'at' | 'who' | 'what'> & Partial<Pick<StagedRow, 'currency' | 'amount'>>;

/** @param named the name of the person whom the same row describes */
export function otherSummary(main: Other, named: string | null): Summary {
  switch (main.type) {
    case 'term': {
      const { startedAt, plan, status, amount, currency } = main.payload;
      const money = typeof amount === 'number' && currency ? { amount, currency } : {};
      return { at: instantOf(startedAt), who: named, what: plan ?? status, ...money };
    }
    case 'attendance':
      return { at: instantOf(main.payload.at), who: named ?? main.payload.name ?? null, what: main.payload.activity };
    case 'communityMember':
      return { at: instantOf(main.payload.joinedAt), who: named ?? main.payload.name, what: main.payload.community };
    case 'content':
      return { at: instantOf(main.payload.publishedAt), who: main.payload.series ?? null, what: main.payload.title };
    case 'contentMetric':
      return {
        at: instantOf(main.payload.from ?? main.payload.to),
        who: partOf(main.payload.dimension),
        what: main.payload.contentKey ?? null,
      };
    case 'calendarEntry':
      return { at: instantOf(main.payload.start), who: main.payload.calendar, what: main.payload.title };
    case 'surveyQuestion':
      return { at: null, who: main.payload.surveyTitle, what: main.payload.title };
    case 'surveyResponse':
      return { at: instantOf(main.payload.submittedAt), who: named, what: surveyOf(main.payload) };
    case 'note': {
      const { at, author, source, quote, thought } = main.payload;
      return { at: instantOf(at), who: author ?? null, what: [source, quote ?? thought].filter(Boolean).join(' · ') };
    }
  }
}

/** A day counts from its midnight in UTC: the preview shows instants only. Local times of calendars keep their day and hour. */
function instantOf(text: string | null | undefined): string | null {
  if (!text) return null;
  if (isInstant(text)) return text;
  const instant = text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`;
  return isInstant(instant) ? instant : null;
}

/** The survey as its platform calls it, else what was answered: a key of our own making says nothing to anybody. */
function surveyOf({ survey, surveyTitle, answers }: PayloadOf['surveyResponse']): string {
  if (surveyTitle || !survey.startsWith('~')) return surveyTitle || survey;
  const given = Object.values(answers)
    .flat()
    .filter((answer) => answer !== null && answer !== '');
  return given.slice(0, 3).join(' · ');
}

function partOf(dimension: Readonly<Record<string, string>> | undefined): string | null {
  return dimension === undefined ? null : Object.values(dimension).join(' · ');
}
