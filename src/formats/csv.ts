import { stringify } from 'csv-stringify/sync';
import type { Sheet } from '../sheet/sheet.js';
import { columns } from './columns.js';

/**
 * Comma-separated values (RFC 4180), CRLF, with a line of names. A cell that a spreadsheet would read as a formula is
 * given a leading apostrophe (OWASP, "CSV Injection").
 */
export function write(sheet: Sheet): string {
  const { names, rows } = columns(sheet);
  return stringify([names, ...rows], { record_delimiter: '\r\n', escape_formulas: true });
}
