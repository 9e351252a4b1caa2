import { describe, expect, it } from 'vitest';
import { parseStart } from '../../electron/main/start-options';

const parse = (...argv: string[]) => parseStart(argv, '/home/somebody');

describe('start options', () => {
  it('opens nothing by itself', () => {
    expect(parse()).toEqual({ cli: null, workspace: null, reportReady: false, blankWindow: false });
  });

  it.each([
    [['--workspace', 'book.tonghao']],
    [['--workspace=book.tonghao']],
    [['book.tonghao']],
    [['--inspect=0', '--remote-debugging-port=0', '--no-sandbox', '.', './book.tonghao']],
    [['--workspace', '/home/somebody/book.tonghao', 'other.tonghao']],
  ])('finds the workspace in %j', (argv) => {
    expect(parse(...argv).workspace).toBe('/home/somebody/book.tonghao');
  });

  it('takes a file of any name when it is named as the workspace', () => {
    expect(parse('--workspace', 'notes.txt').workspace).toBe('/home/somebody/notes.txt');
    expect(parse('notes.txt').workspace).toBeNull();
    expect(parse('--workspace').workspace).toBeNull();
  });

  it('hands everything after --cli to the command line and keeps its hands off it', () => {
    const start = parse('--report-ready', '--cli', 'doctor', '--workspace', 'a.tonghao', '--blank-window');
    expect(start.cli).toEqual(['doctor', '--workspace', 'a.tonghao', '--blank-window']);
    expect(start.workspace).toBeNull();
    expect(start.reportReady).toBe(true);
    expect(start.blankWindow).toBe(false);
  });

  it('runs the command line without arguments', () => {
    expect(parse('--cli').cli).toEqual([]);
  });
});
