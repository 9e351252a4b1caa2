/**
 * Typeform, responses. `#` is a token that is unique everywhere and therefore the key. A choice of several has a column for each option under the
 * option's name alone, so each stays a question of its own. Times are UTC.
 */
import { surveyFormat } from './survey-format';

const meta = new Set([
  ...['#', 'Start Date (UTC)', 'Submit Date (UTC)', 'Stage Date (UTC)', 'Network ID', 'Response Type', 'Tags', 'Ending', 'score'],
]);

/** Hidden fields that advertisements fill; others cannot be told from questions. */
const hidden = /^(?:utm_(?:source|medium|campaign|term|content|id)|(?:fbc|gc|msc|ttc)lid|gbraid|wbraid)$/;

/** Responses to a typeform. */
export const typeform = surveyFormat({
  id: 'typeform',
  version: 3,
  platform: 'typeform',
  evidence: 'exact',
  headers: [{ layout: 'responses', required: ['#', 'Start Date (UTC)', 'Submit Date (UTC)', 'Network ID'], confidence: 0.98 }],
  emptyCells: [],
  offset: 0,
  home: null,
  submitted: ['Submit Date (UTC)', 'Stage Date (UTC)'],
  started: ['Start Date (UTC)'],
  number: { columns: ['#'], global: true },
  // A mark before phone numbers keeps spreadsheets from counting with them.
  answer: (cell) => (/^'\+[\d\s().-]+$/.test(cell) ? cell.slice(1) : cell),
  question: (column, _at, _frame, first) =>
    column === '' || (first && (meta.has(column) || hidden.test(column))) ? null : { id: null, title: column },
});
