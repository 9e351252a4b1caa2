/** Publications, their figures, and notes, as folds of what platforms and reading lists state. */
import type { Connection } from '../database/driver';
import { field, json, project, reference } from '../database/projection';

/** Replaces the touched publications by their folds. Only inside a write transaction, after `foldTouched`. */
export async function projectContent(connection: Connection): Promise<void> {
  await project(connection, {
    type: 'content',
    table: 'content_item',
    columns: {
      platform: 'r.platform',
      kind: field('kind'),
      title: field('title'),
      published_at: field('publishedAt'),
      url: field('url'),
      series: field('series'),
      duration_seconds: field('durationSeconds'),
      status: field('status'),
      attributes: json('attributes', '{}'),
    },
  });
}

/** Replaces the touched figures by their folds. Only inside a write transaction, after `foldTouched`. */
export async function projectContentMetrics(connection: Connection): Promise<void> {
  await project(connection, {
    type: 'contentMetric',
    table: 'content_metric',
    columns: {
      platform: 'r.platform',
      content_record: reference('contentKey', 'content'),
      scope: field('scope'),
      from_day: field('from'),
      to_day: field('to'),
      dimension: json('dimension'),
      currency: field('currency'),
      metrics: json('metrics', '{}'),
    },
  });
}

/** Replaces the touched notes by their folds. Only inside a write transaction, after `foldTouched`. */
export async function projectNotes(connection: Connection): Promise<void> {
  await project(connection, {
    type: 'note',
    table: 'note',
    columns: {
      platform: 'r.platform',
      source: field('source'),
      author: field('author'),
      chapter: field('chapter'),
      quote: field('quote'),
      thought: field('thought'),
      at: field('at'),
      position: field('position'),
      attributes: json('attributes', '{}'),
    },
  });
}
