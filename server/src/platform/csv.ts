import Papa from "papaparse";

/** Begins a file for spreadsheets: without it they read UTF-8 as Latin letters. */
export const byteOrderMark = "\uFEFF";

/**
 * One CSV line (RFC 4180), ended by CR LF. With `safe`, cells that a spreadsheet would run as a formula are neutralised
 * by a leading apostrophe (CWE-1236); plain numbers such as -4.5 stay numbers.
 */
export function csvLine(cells: readonly string[], form: "safe" | "raw" = "safe"): string {
  const shown = form === "safe" ? cells.map(neutralise) : cells;
  return `${Papa.unparse([shown as string[]], { header: false })}\r\n`;
}

const plainNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

// As OWASP's page on CSV injection lists them, the full-width forms that East Asian spreadsheets read alike included.
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

function neutralise(cell: string): string {
  return formulaStart.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}
