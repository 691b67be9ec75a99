import type { Item, Sheet } from '../sheet/sheet.js';
import type { Look } from './format.js';
import { lineOf } from './line.js';

/** Cells to a line of an agenda where nothing says how wide the page is. */
const usual = 80;

/**
 * Set for reading where there is a width to set it in; otherwise one item a line, its text alone, or its cells behind what it is. An agenda is always
 * set for reading: its lines alone are of no use to another program.
 */
export async function write(sheet: Sheet, look: Look): Promise<string> {
  const agenda = sheet.sections.some(({ items }) => items.some(({ is }) => is === 'step'));
  if (look.width !== undefined || (agenda && look.end === '\n')) {
    const { page } = await import('./page.js');
    return look.width === undefined
      ? `${page(sheet, usual, look.colours).replace(/^\n+|\n+$/g, '')}\n`
      : page(sheet, look.width, look.colours);
  }
  const items = sheet.sections.flatMap((section) => section.items);
  const snippet = items.some(({ is }) => is === 'finding') ? (await import('./snippet.js')).snippet : () => [];
  return items
    .flatMap((item) => [sorted(item) + lineOf(item, '\t'), ...(item.is === 'finding' ? snippet(item) : [])])
    .map((text) => text + look.end)
    .join('');
}

function sorted(item: Item): string {
  return item.is === 'row' && item.sort !== undefined ? `${item.sort}\t` : '';
}
