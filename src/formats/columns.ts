import type { Sheet } from '../sheet/sheet.js';

/** The columns of a sheet's records, and each record as cells: what all tables have in common. */
export function columns({ records, columns = [] }: Sheet): { names: string[]; rows: string[][] } {
  const names = [...new Set([...columns, ...records.flatMap((record) => Object.keys(record))])];
  return { names, rows: records.map((record) => names.map((name) => cell(record[name]))) };
}

/** A value as one piece of text; the values of a list are parted by "; ", one within a value is written "\;". */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value.map((one) => cell(one).replace(/\\*(?:;|$)/g, (found) => found.replace(/\\/g, '\\\\').replace(';', '\\;'))).join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
