/** Settings and rates of the workspace, for every area. */
import type { Rate, Settings } from '../../../shared/contract/workspace';
import type { Database } from '../database/database';

const defaults: Settings = { name: '', zone: 'Asia/Shanghai', currency: 'CNY', staleDays: 35 };

type Stored = Settings & { isDemo: boolean; createdAt: string };

export async function readSettings(db: Database): Promise<Settings> {
  const { name, zone, currency, staleDays } = await readAll(db);
  return { name, zone, currency, staleDays };
}

export async function isDemo(db: Database): Promise<boolean> {
  return (await readAll(db)).isDemo;
}

export async function writeSettings(db: Database, values: Partial<Stored>): Promise<void> {
  const rows = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ key, value: JSON.stringify(value) }));
  if (rows.length === 0) return;
  await db.write((tx) =>
    tx
      .insertInto('setting')
      .values(rows)
      .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
      .execute(),
  );
}

async function readAll(db: Database): Promise<Stored> {
  const rows = await db.read.selectFrom('setting').selectAll().execute();
  const stored = Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value) as unknown])) as Partial<Stored>;
  return { ...defaults, isDemo: false, createdAt: '', ...stored };
}

/** Newest first within each currency. */
export async function readRates(db: Database): Promise<Rate[]> {
  return db.read.selectFrom('rate').selectAll().orderBy('currency').orderBy('day', 'desc').execute();
}

export async function setRate(db: Database, rate: Rate): Promise<void> {
  await db.write((tx) =>
    tx
      .insertInto('rate')
      .values(rate)
      .onConflict((conflict) => conflict.columns(['currency', 'day']).doUpdateSet({ rate: rate.rate, source: rate.source }))
      .execute(),
  );
}

export async function removeRate(db: Database, currency: string, day: string): Promise<void> {
  await db.write((tx) => tx.deleteFrom('rate').where('currency', '=', currency).where('day', '=', day).execute());
}

/** Currencies of ledger lines that have no rate on or before their day and so cannot be shown in the reporting currency. */
export async function unconvertedCurrencies(db: Database, reporting: string): Promise<{ currency: string; lines: number }[]> {
  return db.reader.all<{ currency: string; lines: number }>(
    `SELECT l.currency, count(*) AS lines FROM ledger_line l
     WHERE l.currency <> ?1 AND NOT EXISTS (SELECT 1 FROM rate r WHERE r.currency = l.currency AND r.day <= substr(l.at, 1, 10))
     GROUP BY l.currency ORDER BY l.currency`,
    [reporting],
  );
}
