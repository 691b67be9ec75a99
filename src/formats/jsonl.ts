import type { Sheet } from '../sheet/sheet.js';
import { json } from './json.js';

/** One JSON object a line (jsonlines.org). */
export function write(sheet: Sheet): string {
  return sheet.records.map((record) => `${json(record)}\n`).join('');
}
