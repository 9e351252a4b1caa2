/** Takes out of a text what could be about a person, their money or their folders, and leaves what helps to find a fault. */

/** What stands where something was taken out. */
const gone = '…';

const rules: readonly [RegExp, string][] = [
  // Addresses first: they contain what the other rules look for.
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, gone],
  [/\b(?:https?|wss?|ftp):\/\/\S+/gi, gone],
  // Paths keep their last part: `file:///opt/app/core.js:10:4` → `core.js:10:4`, `C:\Users\me\book.tonghao` → `book.tonghao`.
  [/(?:\b[a-z][a-z0-9+.-]*:\/\/\/?)?(?:\b[A-Za-z]:)?(?:[\\/][^\\/\s:'"`()<>|]+)*[\\/](?=[^\\/\s:'"`()<>|]+)/g, ''],
  // The program's own messages are English: anything in Han script came from a file.
  [/[\p{Script=Han}]+/gu, gone],
  // Amounts, with a currency or with decimals, but neither versions (1.2.3) nor parts of names.
  [/[¥￥$€£]\s?-?\d[\d,.]*/g, gone],
  [/\b(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|TWD)\s?-?\d[\d,.]*/g, gone],
  [/(?<![\w.])-?\d[\d,]*\.\d+(?![\w.]|\.\d)/g, gone],
  // Phone numbers, order numbers, ids: long runs of digits, masked ones too.
  [/(?<![\w.])\+?\d[\d -]{2,}\*+\d+/g, gone],
  [/\d{5,}/g, gone],
];

/** From the first quotation mark of a line to the last: what is quoted can hold quotation marks itself. */
const quoted = /["'`“‘「].*["'`”’」]/g;
/** A line that quotes plain names of code only, such as `column 'amount'`. */
const quotesNames = /^(?:["'`][A-Za-z_$][\w$.:-]{0,60}["'`]|[^"'`“”‘’「」])+$/;

/** The redacted text. Quoted text is data, unless it is a name of code. */
export function redact(text: string): string {
  const unquoted = text.replace(quoted, (found) => (quotesNames.test(found) ? found : gone));
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), unquoted);
}
