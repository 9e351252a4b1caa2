/** Who took part in what, and who is in which group, as folds of attendance lists and rosters. */
import type { Connection } from '../database/driver';
import { field, json, project, reference } from '../database/projection';

/** Replaces the touched attendances by their folds. Only inside a write transaction, after `foldTouched`. */
export async function projectAttendances(connection: Connection): Promise<void> {
  await project(connection, {
    type: 'attendance',
    table: 'attendance',
    columns: {
      platform: 'r.platform',
      kind: field('kind'),
      activity: field('activity'),
      person_record: reference('personKey', 'person'),
      name: field('name'),
      at: field('at'),
      left_at: field('leftAt'),
      seconds: field('seconds'),
      progress: field('progress'),
      comments: field('comments'),
      status: field('status'),
      attributes: json('attributes', '{}'),
    },
  });
}

/** Replaces the touched group members by their folds. Only inside a write transaction, after `foldTouched`. */
export async function projectCommunityMembers(connection: Connection): Promise<void> {
  await project(connection, {
    type: 'communityMember',
    table: 'community_member',
    columns: {
      platform: 'r.platform',
      community: field('community'),
      person_record: reference('personKey', 'person'),
      name: field('name'),
      role: field('role'),
      joined_at: field('joinedAt'),
      left_at: field('leftAt'),
      attributes: json('attributes', '{}'),
    },
  });
}
