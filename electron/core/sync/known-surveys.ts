/** The surveys of the workspace and of the files that wait, for telling whether the next file is a later download of one of them. */
import type { Database } from '../database/database';
import { perRevision } from '../database/per-revision';
import type { KnownSurvey } from './formats/survey-editions';
import { stageTables } from './staging';
import { waitingOf } from './waiting';

/** More times of one survey tell nothing more. */
const mostTimes = 2_000;

interface Row {
  platform: string;
  survey: string;
  /** JSON arrays */
  questions: string;
  times: string;
}

/** Those without an id of their platform: an id tells by itself. */
export async function knownSurveys(db: Database): Promise<KnownSurvey[]> {
  return [...(await imported(db)), ...(await staged(db))];
}

const imported = perRevision(async (db) => {
  const rows = await db.reader.all<Row>(`
    SELECT v.platform, v.key AS survey,
      (SELECT json_group_array(q.question) FROM survey_question q WHERE q.survey = v.id) AS questions,
      (SELECT json_group_array(DISTINCT r.submitted_at) FROM survey_response r WHERE r.survey = v.id) AS times
    FROM survey v WHERE v.key GLOB '~*'`);
  return rows.map(known);
});

async function staged(db: Database): Promise<KnownSurvey[]> {
  const found: KnownSurvey[] = [];
  for (const { key, file, stated } of waitingOf(db).files.values()) {
    if (!stated.types.includes('surveyResponse')) continue;
    const table = stageTables(key).records;
    const rows = await db.gate.exclusive(async () => {
      // A file that is read anew has no rows for a while.
      const isThere = await db.writer.get('SELECT 1 FROM temp.sqlite_schema WHERE name = ?', [table]);
      return isThere ? db.writer.all<Row>(surveysIn(table), [file.platform]) : [];
    });
    found.push(...rows.map(known));
  }
  return found;
}

const surveysIn = (table: string) => `
  SELECT ? AS platform, payload ->> '$.survey' AS survey,
    json_group_array(payload ->> '$.question') FILTER (WHERE type = 'surveyQuestion') AS questions,
    json_group_array(DISTINCT payload ->> '$.submittedAt') FILTER (WHERE type = 'surveyResponse') AS times
  FROM temp.${table} WHERE type IN ('surveyQuestion', 'surveyResponse') AND payload ->> '$.survey' GLOB '~*' GROUP BY survey`;

function known({ platform, survey, questions, times }: Row): KnownSurvey {
  const all = (JSON.parse(times) as (string | null)[]).filter((time) => time !== null).sort();
  const step = Math.ceil(all.length / mostTimes);
  return { platform, survey, questions: JSON.parse(questions) as string[], times: all.filter((_, at) => at % step === 0) };
}
