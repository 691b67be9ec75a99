import type { Sheet } from '../sheet/sheet.js';

/** One page that needs nothing else. */
export async function write(sheet: Sheet): Promise<string> {
  return (await import('./html-agenda.js')).agenda(sheet);
}
