import type { Sheet } from '../sheet/sheet.js';
import { columns } from './columns.js';

/** Tab-separated values with a line of names; tabs, line breaks and backslashes within a cell are escaped. */
export function write(sheet: Sheet): string {
  const { names, rows } = columns(sheet);
  return [names, ...rows].map((row) => `${row.map(escaped).join('\t')}\n`).join('');
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(cell: string): string {
  return cell.replace(/[\\\t\n\r]/g, (char) => escapes[char]!);
}
