import { describe, expect, it } from 'vitest';
import { redact } from '../../electron/main/redact';

describe('redaction', () => {
  it.each([
    ['mail to mei.lin+orders@example.com failed', 'mail to … failed'],
    ['opened https://pay.example.com/?token=abc now', 'opened … now'],
    ['/home/meilin/账本/book.tonghao is locked', 'book.tonghao is locked'],
    ['C:\\Users\\Mei\\Documents\\book.tonghao is locked', 'book.tonghao is locked'],
    ['file=/Users/mei/Exports/bill.csv', 'file=bill.csv'],
    ['payer 林小梅 has no id', 'payer … has no id'],
    ["text 'Mei Lin' and 'amount'", 'text …'],
    ['Unexpected token in "林小梅,138"', 'Unexpected token in …'],
    ['Unexpected token } in JSON, "{"name": "Mei Lin"}" is not valid JSON', 'Unexpected token } in JSON, … is not valid JSON'],
    ['paid ¥1,299.00 and $12', 'paid … and …'],
    ['amount CNY 1299', 'amount …'],
    ['sum -12.50 differs', 'sum … differs'],
    ['phone 13800138000, masked 138****6605', 'phone …, masked …'],
    ['order 4200002411202610017654321098', 'order …'],
  ])('%s', (before, after) => {
    expect(redact(before)).toBe(after);
  });

  it('keeps what helps to find a fault', () => {
    const stack =
      'Error: boom\n    at openFile (file:///opt/tonghao/resources/app.asar/out/main/core.js:1234:17)\n    at async run (node:x:5:1)';
    expect(redact(stack)).toBe('Error: boom\n    at openFile (core.js:1234:17)\n    at async run (node:x:5:1)');
    for (const text of [
      'unexpected failure in people.list',
      'code=1',
      'SQLITE_CORRUPT: database disk image is malformed',
      'electron 33.2.1',
      "column 'amount' is not 'total'",
    ]) {
      expect(redact(text)).toBe(text);
    }
  });
});
