import type { Spending } from './spending.ts';

const columns = ['at', 'model', 'service', 'images', 'dollars', 'basis'] as const satisfies readonly (keyof Spending)[];

/** The names of the columns, as the first record of a file (RFC 4180). */
export const csvHeader = recordOf(columns);

/** One record for each entry, each with its line break. */
export function csvRecords(entries: readonly Spending[]): string {
  return entries.map((entry) => recordOf(columns.map((column) => textOf(entry[column])))).join('');
}

function recordOf(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** A millionth of a dollar is the finest price, and no spreadsheet has to read `1e-7`. */
function textOf(value: string | number | undefined): string {
  return typeof value === 'number' ? String(Number(value.toFixed(6))) : (value ?? '');
}

/** Spreadsheets take a cell that begins like a formula for one (https://owasp.org/www-community/attacks/CSV_Injection). */
function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
