/** Rows of a workbook's further sheets are numbered from ten million times the sheet's place: no sheet has so many rows. */
export const sheetStep = 10_000_000;

/** The sheet, null for the first, and the row in it of a number as it is stored. */
export function sheetAndRow(number: number): { sheet: number | null; row: number } {
  return number < sheetStep ? { sheet: null, row: number } : { sheet: Math.floor(number / sheetStep), row: number % sheetStep };
}
