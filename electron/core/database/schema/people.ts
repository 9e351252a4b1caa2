/** Row types of people, and what they take part in. */
import type { Generated } from 'kysely';

interface PersonTable {
  id: Generated<number>;
  uid: string;
  name: string;
  email: string | null;
  phone: string | null;
  gender: string | null;
  birth_date: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  tier: string | null;
  first_seen_at: string | null;
  last_seen_at: string | null;
  platforms: Generated<string>;
  is_team: Generated<number>;
  is_manual: Generated<number>;
  removed_at: string | null;
  search_text: Generated<string>;
  erased: Generated<number>;
}

/** Contentless full-text index over `person.search_text`; the rowid is the person's id. */
interface PersonSearchTable {
  rowid: number;
  text: string;
}

interface ProfileTable {
  id: Generated<number>;
  person: number;
  platform: string;
  key: string;
  name: string | null;
  nickname: string | null;
  email: string | null;
  phone: string | null;
  gender: string | null;
  birth_date: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  first_seen_at: string | null;
  last_seen_at: string | null;
  tier: string | null;
  status: string | null;
  note: string | null;
  attributes: Generated<string>;
  as_of: string;
}

interface ProfileMemoryTable {
  record: number;
  person: number;
  since: string | null;
}

interface IdentityDecisionTable {
  a: number;
  b: number;
  same: number;
  at: string;
}

interface PersonAbsorbedTable {
  id: Generated<number>;
  person: number;
  uid: string;
  name: string;
  at: string;
  by_hand: number;
  removed_at: string | null;
  records: string;
  beside: string;
  edits: string;
  tags: string;
  notes: string;
  lines: string;
}

interface PersonEditTable {
  person: number;
  field: string;
  value: string;
  at: string;
}

interface PersonTagTable {
  person: number;
  tag: string;
}

interface PersonNoteTable {
  id: string;
  person: number;
  at: string;
  text: string;
}

interface ErasureSecretTable {
  id: number;
  key: string;
  unclean: Generated<number>;
}

interface ErasureMarkTable {
  kind: string;
  hash: string;
  detail: string;
}

interface TermTable {
  id: Generated<number>;
  platform: string;
  person_record: number | null;
  plan: string | null;
  status: string | null;
  started_at: string | null;
  ends_at: string | null;
  canceled_at: string | null;
  amount: number | null;
  currency: string | null;
  interval: string | null;
  attributes: string;
}

interface AttendanceTable {
  id: Generated<number>;
  platform: string;
  kind: string;
  activity: string;
  person_record: number | null;
  name: string | null;
  at: string | null;
  left_at: string | null;
  seconds: number | null;
  progress: number | null;
  comments: number | null;
  status: string | null;
  attributes: string;
}

interface CommunityMemberTable {
  id: Generated<number>;
  platform: string;
  community: string;
  person_record: number | null;
  name: string;
  role: string | null;
  joined_at: string | null;
  left_at: string | null;
  attributes: string;
}

export interface PeopleTables {
  person: PersonTable;
  person_search: PersonSearchTable;
  profile: ProfileTable;
  profile_memory: ProfileMemoryTable;
  identity_decision: IdentityDecisionTable;
  person_absorbed: PersonAbsorbedTable;
  person_edit: PersonEditTable;
  person_tag: PersonTagTable;
  person_note: PersonNoteTable;
  erasure_secret: ErasureSecretTable;
  erasure_mark: ErasureMarkTable;
  term: TermTable;
  attendance: AttendanceTable;
  community_member: CommunityMemberTable;
}
