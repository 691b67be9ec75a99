import type { Sheet } from '../sheet/sheet.js';

/** The whole result as one JSON document (RFC 8259). */
export function write(sheet: Sheet): string {
  return `${json(sheet.data, 2)}\n`;
}

/** JSON that is safe to show as well: no control character, no line separator, stands in it as itself. */
export function json(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\x7f-\x9f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
