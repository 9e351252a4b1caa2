/** Surveys, their questions, responses and answers, as folds of what survey tools state. */
import type { Connection } from '../database/driver';
import { field, json, project, reference, removeTouched } from '../database/projection';

const survey = `(SELECT v.id FROM survey v WHERE v.platform = r.platform AND v.key = p ->> '$.survey')`;

/**
 * Replaces the touched questions and responses, with their answers, by their folds. A survey is there while a question or response names it;
 * its title is the one stated last. Only inside a write transaction, after `foldTouched`.
 */
export async function projectSurveys(connection: Connection): Promise<void> {
  await connection.exec('CREATE TEMP TABLE IF NOT EXISTS affected_survey (id INTEGER PRIMARY KEY); DELETE FROM affected_survey;');
  await noteAffected(connection);
  await connection.run('DELETE FROM survey_answer WHERE response IN (SELECT record FROM touched)');
  await removeTouched(connection, 'survey_response');
  await removeTouched(connection, 'survey_question');
  await connection.run(`
    INSERT INTO survey (platform, key)
    SELECT DISTINCT r.platform, p ->> '$.survey' FROM fold f JOIN record r ON r.id = f.record
    WHERE f.type IN ('surveyQuestion', 'surveyResponse') ON CONFLICT DO NOTHING`);
  await projectQuestions(connection);
  await projectResponses(connection);
  await projectAnswers(connection);
  await noteAffected(connection);
  await settleSurveys(connection);
}

async function noteAffected(connection: Connection): Promise<void> {
  await connection.run(`
    INSERT OR IGNORE INTO affected_survey
    SELECT q.survey FROM touched t CROSS JOIN survey_question q ON q.id = t.record
    UNION SELECT s.survey FROM touched t CROSS JOIN survey_response s ON s.id = t.record`);
}

async function projectQuestions(connection: Connection): Promise<void> {
  await project(connection, {
    type: 'surveyQuestion',
    table: 'survey_question',
    columns: {
      survey,
      question: field('question'),
      position: field('position'),
      title: field('title'),
      kind: field('kind'),
      options: json('options'),
      survey_title: field('surveyTitle'),
      as_of: 'f.as_of',
    },
  });
}

async function projectResponses(connection: Connection): Promise<void> {
  await project(connection, {
    type: 'surveyResponse',
    table: 'survey_response',
    columns: {
      survey,
      person_record: reference('personKey', 'person'),
      submitted_at: field('submittedAt'),
      started_at: field('startedAt'),
      seconds: field('seconds'),
      meta: json('meta', '{}'),
      survey_title: field('surveyTitle'),
      as_of: 'f.as_of',
    },
  });
}

/** A list of choices becomes a row each, in the order stated; an empty list is an answer left empty. */
async function projectAnswers(connection: Connection): Promise<void> {
  await connection.run(`
    INSERT INTO survey_answer (response, question, position, value)
    SELECT f.record, a.key, c.key, c.value
    FROM fold f, json_each(f.p, '$.answers') a,
      json_each(CASE WHEN a.type <> 'array' THEN json_array(a.value) WHEN json_array_length(a.value) = 0 THEN '[null]' ELSE a.value END) c
    WHERE f.type = 'surveyResponse'`);
}

/** Equal times: the title that comes first in the alphabet, so that the order of imports does not matter. */
async function settleSurveys(connection: Connection): Promise<void> {
  await connection.run(`
    DELETE FROM survey WHERE id IN (SELECT id FROM affected_survey) AND NOT EXISTS (SELECT 1 FROM survey_question q WHERE q.survey = survey.id)
      AND NOT EXISTS (SELECT 1 FROM survey_response s WHERE s.survey = survey.id)`);
  await connection.run(`
    UPDATE survey SET title = (
      SELECT survey_title FROM (
        SELECT q.survey_title, q.as_of FROM survey_question q WHERE q.survey = survey.id
        UNION ALL SELECT s.survey_title, s.as_of FROM survey_response s WHERE s.survey = survey.id)
      WHERE survey_title IS NOT NULL ORDER BY as_of DESC, survey_title LIMIT 1)
    WHERE id IN (SELECT id FROM affected_survey)`);
}
