/** Orders as folds of what shops state about them. */
import type { Connection } from '../database/driver';
import { hasNewborn } from '../sync/folded';

/** Replaces the touched orders by their folds. Only inside a write transaction, after `foldTouched`. */
export async function projectOrders(connection: Connection): Promise<void> {
  await connection.run('DELETE FROM shop_order WHERE id IN (SELECT record FROM touched)');
  await connection.run(
    insertOrders(`SELECT f.record, f.p, r.platform FROM fold f JOIN record r ON r.id = f.record WHERE f.type = 'order'`),
  );
  if (await hasNewborn(connection, 'order'))
    await connection.run(insertOrders(`SELECT record, p, platform FROM newborn_fold WHERE type = 'order'`));
}

/** `source`: SQL with the columns record, p, platform. */
function insertOrders(source: string): string {
  return `
    INSERT INTO shop_order (id, sold_on, number, created_at, paid_at, status, currency, amount, refunded, product, person_record)
    SELECT f.record, f.platform, p ->> '$.number', p ->> '$.createdAt', p ->> '$.paidAt', p ->> '$.status', p ->> '$.currency',
      p ->> '$.amount', p ->> '$.refunded', p ->> '$.product',
      CASE WHEN p ->> '$.personKey' IS NULL THEN NULL ELSE (
        SELECT o.id FROM record o WHERE o.key = p ->> '$.personKey' AND o.platform = f.platform AND o.type = 'person') END
    FROM (${source} LIMIT -1) f`;
}
