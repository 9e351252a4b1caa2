/** Names as keys, where a table knows people by nothing else. */
import { isMasked } from '../../../../shared/domain/contact';

const nobodys = /^(?:匿名(?:用户|买家|网友)?|未知|无名|游客|微信用户|anonymous|guest|unknown|n\/?a|none)$/i;

/** Whether a name is somebody's at all. */
export function isOnes(name: string): boolean {
  return !isMasked(name) && !nobodys.test(name.trim());
}

/** The same for one name, however its width, case and blanks are written. Lists tell two people of one name apart by what follows it. */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  return `~${plain || name}`;
}
