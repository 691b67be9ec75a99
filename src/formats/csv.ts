import { stringify } from 'csv-stringify/sync';
import type { Sheet } from '../sheet/sheet.js';
import { columns } from './columns.js';

/**
 * Comma-separated values (RFC 4180), CRLF, with a line of names. A cell that a spreadsheet would read as a formula is
 * given a leading apostrophe (OWASP, "CSV Injection").
 */
export function write(sheet: Sheet): string {
  const { names, rows } = columns(sheet);
  // An apostrophe of the text's own is given another, so that taking one away brings the text back.
  const guarded = rows.map((row) => row.map((text) => (/^'+[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)));
  return stringify([names, ...guarded], { record_delimiter: '\r\n', escape_formulas: true });
}
