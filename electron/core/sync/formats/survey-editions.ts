/**
 * Which survey a file without a survey's id belongs to. Its questions alone do not tell: a form gains a question, and a copy of a form asks the same
 * as the first. What stays is who answered when: a file is a later download of a survey that is known already when it has its responses again.
 */

/** A survey that is known under a key of our own making. */
export interface KnownSurvey {
  platform: string;
  survey: string;
  /** Keys of its questions. */
  questions: readonly string[];
  /** When its responses were submitted, UTC, each once; evenly drawn where there are many. */
  times: readonly string[];
}

interface Candidate extends Pick<KnownSurvey, 'survey' | 'times'> {
  met: Set<string>;
}

/** Watches the times of a file's responses; then tells which survey they belong to. */
export class Editions {
  readonly #candidates: Candidate[];
  readonly #byTime = new Map<string, Set<string>[]>();
  #first: string | null = null;
  #last: string | null = null;

  /** @param own the key that the file itself suggests */
  constructor(
    private readonly own: string,
    known: readonly KnownSurvey[],
    questions: ReadonlySet<string>,
  ) {
    const akin = known.filter((one) => shares(one.questions, questions));
    this.#candidates = akin.map(({ survey, times }) => ({ survey, times, met: new Set() }));
    for (const { times, met } of this.#candidates)
      for (const time of times) this.#byTime.set(time, [...(this.#byTime.get(time) ?? []), met]);
  }

  see(time: string | null): void {
    if (time === null) return;
    if (this.#first === null || time < this.#first) this.#first = time;
    if (this.#last === null || time > this.#last) this.#last = time;
    for (const met of this.#byTime.get(time) ?? []) met.add(time);
  }

  /** The known survey that has the most of the file's times, and at least half of its own in the file's period; else the file's own. */
  survey(): string {
    const fitting = this.#candidates.filter((one) => one.met.size > 0 && one.met.size * 2 >= this.#within(one));
    fitting.sort(
      (a, b) => b.met.size - a.met.size || Number(b.survey === this.own) - Number(a.survey === this.own) || (a.survey < b.survey ? -1 : 1),
    );
    return fitting[0]?.survey ?? this.own;
  }

  #within({ times }: Candidate): number {
    const [first, last] = [this.#first ?? '', this.#last ?? ''];
    return times.filter((at) => at >= first && at <= last).length;
  }
}

/** At least half of the questions of the one that has fewer: two forms may be answered in the same second. */
function shares(known: readonly string[], questions: ReadonlySet<string>): boolean {
  const common = known.filter((key) => questions.has(key)).length;
  return common > 0 && common * 2 >= Math.min(known.length, questions.size);
}
