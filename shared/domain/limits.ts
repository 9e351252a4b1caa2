/** Limits that the window says before core refuses. */

/** Characters of a pasted text; longer ones are files. */
export const maxPastedText = 2_000_000;
