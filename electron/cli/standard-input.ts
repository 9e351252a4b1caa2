/** Text that is piped into the command line. */
import { AppError } from '../../shared/contract/errors';
import { maxPastedText } from '../../shared/domain/limits';

/** The whole standard input as UTF-8 text. Throws `invalid-input` when there is nothing in it or more than a paste may be. */
export async function readStandardInput(): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    // A character takes four bytes at most.
    if (size > maxPastedText * 4) throw new AppError('invalid-input', { field: 'text' });
    parts.push(bytes);
  }
  const text = new TextDecoder().decode(Buffer.concat(parts));
  if (text.trim() === '' || text.length > maxPastedText) throw new AppError('invalid-input', { field: 'text' });
  return text;
}
