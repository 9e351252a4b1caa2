// @ts-check
/** One line per step, so that whoever waits knows what is being done and with what. */

/** @type {NodeJS.WritableStream} */
let stream = process.stdout;

/** Sends every further line to stderr: stdout then belongs to the program that is run. */
export function sayOnStderr() {
  stream = process.stderr;
}

/**
 * Prints one line.
 * @param {string} line
 */
export function say(line) {
  stream.write(`• ${line}\n`);
}

/** A reason to end that the reader can act on; shown without a stack. */
export class Stop extends Error {
  /**
   * @param {string} message what happened and what to do
   * @param {number} [code] exit code
   */
  constructor(message, code = 1) {
    super(message);
    this.code = code;
  }
}

/**
 * Runs a script's main function and ends the process with its exit code.
 * @param {() => Promise<number | void>} work answers the exit code; nothing means 0
 */
export function main(work) {
  work().then(
    (code) => {
      process.exitCode = code ?? 0;
    },
    (error) => {
      process.stderr.write(error instanceof Stop ? `${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
      process.exitCode = error instanceof Stop ? error.code : 2;
    },
  );
}
