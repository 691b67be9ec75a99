import type { Sheet } from '../sheet/sheet.js';
import type { Look } from './format.js';
import { lineOf } from './line.js';

/** Cells to a line of an agenda where nothing says how wide the page is. */
const usual = 80;

/**
 * Set for reading where there is a width to set it in; otherwise one item a line, its text alone. An agenda is always
 * set for reading: its lines alone are of no use to another program.
 */
export async function write(sheet: Sheet, look: Look): Promise<string> {
  const agenda = sheet.sections.some(({ items }) => items.some(({ is }) => is === 'step'));
  const width = look.width ?? (agenda && look.end === '\n' ? usual : undefined);
  if (width !== undefined) return (await import('./page.js')).page(sheet, width, look.colours);
  const items = sheet.sections.flatMap((section) => section.items);
  return items.map((item) => lineOf(item, '\t') + look.end).join('');
}
