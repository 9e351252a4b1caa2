/** Paid periods of people as folds of what shops and payment channels state about them. */
import type { Connection } from '../database/driver';
import { field, json, project, reference } from '../database/projection';

/** Replaces the touched terms by their folds. Only inside a write transaction, after `foldTouched`. */
export async function projectTerms(connection: Connection): Promise<void> {
  await project(connection, {
    type: 'term',
    table: 'term',
    columns: {
      platform: 'r.platform',
      person_record: reference('personKey', 'person'),
      plan: field('plan'),
      status: field('status'),
      started_at: field('startedAt'),
      ends_at: field('endsAt'),
      canceled_at: field('canceledAt'),
      amount: field('amount'),
      currency: field('currency'),
      interval: field('interval'),
      attributes: json('attributes', '{}'),
    },
  });
}
