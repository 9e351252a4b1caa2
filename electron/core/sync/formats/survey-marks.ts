/**
 * Which columns of a question say chosen or not. One row does not tell: `0` is no mark where another response has a `5`, and `No` is an answer where
 * another is `Uncertain`. So all rows of a file are looked at first, and where anything speaks against marks, every cell is an answer.
 */
import type { Answer, SurveyQuestion } from './survey-columns';

export interface Marks {
  yes: ReadonlySet<string>;
  no: ReadonlySet<string>;
  /** Options under which words stand, never marks. */
  words?: RegExp;
}

/** `1` and `0`. */
export const digits: Marks = { yes: new Set(['1']), no: new Set(['0']) };

/** What a column says of its option. */
export interface StatedOption {
  at: number;
  option: string;
  /** `null` = left empty, `undefined` = not asked. */
  answer: string | null | undefined;
}

/** An option under which one's own words may stand. */
export const ownText = /^(?:other|autres?|sonstiges|其他)(?![\p{L}\p{N}])/iu;

type Column = Pick<StatedOption, 'at' | 'option'>;
export type ReadCell = (cell: string) => Answer | undefined;

/** What the columns of a question say in one row. */
export function statedOptions({ columns }: SurveyQuestion, cells: readonly string[], read: ReadCell): StatedOption[] {
  return columns.map(({ at, option }) => {
    const cell = cells[at] ?? '';
    const answer = cell === '' ? null : read(cell);
    return { at, option: option ?? '', answer: Array.isArray(answer) ? cell : answer };
  });
}

/** The columns of one table that hold marks, by what all of its rows have in them. */
export class MarkedColumns {
  readonly #questions: readonly SurveyQuestion[];
  /** Columns that hold something else than marks, and those that are empty beside one that says no. */
  readonly #others = new Set<number>();
  readonly #gaps = new Set<number>();
  #marked: ReadonlySet<number> | null = null;

  /** Without `marks`, whatever the columns hold is an answer. */
  constructor(
    questions: readonly SurveyQuestion[],
    private readonly marks: Marks | null,
  ) {
    this.#questions = marks === null ? [] : questions.filter(({ columns }) => columns.length > 1);
  }

  /** Whether the rows have to be seen: without a choice of several they tell nothing. */
  get depends(): boolean {
    return this.#questions.length > 0;
  }

  see(cells: readonly string[], read: ReadCell): void {
    for (const question of this.#questions) this.#note(statedOptions(question, cells, read));
  }

  #note(stated: readonly StatedOption[]): void {
    const saysNo = stated.some(({ option, answer }) => this.marks?.no.has(answer ?? '') && !this.#isWords(option) && !ownText.test(option));
    for (const { at, option, answer } of stated) {
      if (answer === null && saysNo) this.#gaps.add(at);
      if (answer && !this.#isMark(answer, option)) this.#others.add(at);
    }
  }

  /** What a column adds to the answer: its option, its words with it, or nothing. */
  chosen({ at, option, answer }: StatedOption): string | null {
    if (answer === null || answer === undefined) return null;
    this.#marked ??= new Set(this.#questions.flatMap(({ columns }) => this.#markedOf(columns)));
    const isMark = this.#marked.has(at) && this.#isMark(answer, option);
    if (isMark && this.marks?.no.has(answer)) return null;
    if (isMark || answer === option) return option;
    return option === '' ? answer : `${option}: ${answer}`;
  }

  #markedOf(columns: SurveyQuestion['columns']): number[] {
    const options = columns.map(({ at, option }) => ({ at, option: option ?? '' })).filter((column) => !this.#holdsWords(column));
    return options.some(({ at }) => this.#others.has(at) || this.#gaps.has(at)) ? [] : options.map(({ at }) => at);
  }

  #holdsWords({ at, option }: Column): boolean {
    return this.#isWords(option) || (ownText.test(option) && (this.#others.has(at) || this.#gaps.has(at)));
  }

  #isWords(option: string): boolean {
    return option === '' || this.marks?.words?.test(option) === true;
  }

  #isMark(cell: string, option: string): boolean {
    return cell === option || this.marks?.yes.has(cell) === true || this.marks?.no.has(cell) === true;
  }
}
