/** Row types of the ledger. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { LineKind, LineSide } from '../../../../shared/domain/records';

export interface LedgerLineTable {
  id: Generated<number>;
  at: string;
  date_estimated: number;
  kind: LineKind;
  side: LineSide;
  sold_on: string;
  paid_via: string | null;
  stated_via: string | null;
  currency: string;
  stated: number;
  gross: number;
  share: number;
  refund: number;
  commission: number;
  channel_fee: number;
  fee_reversal: number;
  split: number;
  tax_withheld: number;
  payout: number;
  expense: number;
  returned: Generated<number>;
  deductions: GeneratedAlways<number>;
  net: GeneratedAlways<number>;
  counted_by: number | null;
  original_amount: number | null;
  original_currency: string | null;
  product: string | null;
  counterparty: string | null;
  person_record: number | null;
  person_link: number | null;
  numbers: string | null;
  source_kind: string | null;
  status: string | null;
  note: string | null;
  edited: Generated<number>;
}

interface LineNumberTable {
  number: string;
  line: number;
}

interface ShopOrderTable {
  id: Generated<number>;
  sold_on: string;
  number: string;
  created_at: string;
  paid_at: string | null;
  status: string;
  currency: string;
  amount: number;
  refunded: number;
  product: string | null;
  person_record: number | null;
}

interface LineMatchTable {
  one: number;
  other: number;
  same: number;
  kind: string | null;
  at: string;
}

interface LineEditTable {
  line: number;
  field: string;
  value: string;
  at: string;
}

interface LineDecisionTable {
  counterparty: string;
  source_kind: string;
  kind: LineKind;
  at: string;
}

interface ManualLineTable {
  id: Generated<number>;
  payload: string;
}

export interface RevenueTables {
  ledger_line: LedgerLineTable;
  line_number: LineNumberTable;
  shop_order: ShopOrderTable;
  line_match: LineMatchTable;
  line_edit: LineEditTable;
  line_decision: LineDecisionTable;
  manual_line: ManualLineTable;
}
