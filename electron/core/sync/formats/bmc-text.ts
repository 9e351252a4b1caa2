/** What Buy Me a Coffee writes about a supporter: names with HTML character references, `Someone` for nobody, and addresses of deleted accounts. */
import { normaliseEmail } from '../../../../shared/domain/contact';
import type { SourceRow } from './format';
import { plainText } from './html-text';

export interface Supporter {
  name: string | null;
  email: string | null;
  /** The account is gone: its address ends in `_is_deleted_` and a number. */
  deleted: boolean;
}

/** The supporter of a row, as far as it names one. */
export function supporterOf(row: SourceRow): Supporter {
  const name = plainText(row.get('Supporter Name') ?? '');
  const text = row.get('Supporter Email') ?? '';
  const address = text.replace(/_is_deleted_\d+$/i, '');
  return { name: name === '' || name === 'Someone' ? null : name, email: normaliseEmail(address), deleted: address !== text };
}
