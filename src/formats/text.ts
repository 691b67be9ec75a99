import { visible } from '../core/text.js';
import type { Item, Sheet } from '../sheet/sheet.js';
import type { Look } from './format.js';

/** Set for reading where there is a width to set it in; otherwise one item a line, its text alone. */
export async function write(sheet: Sheet, look: Look): Promise<string> {
  if (look.width !== undefined) return (await import('./page.js')).page(sheet, look.width, look.colours);
  const items = sheet.sections.flatMap((section) => section.items);
  return items.map((item) => line(item) + look.end).join('');
}

function line(item: Item): string {
  return item.is === 'saying' ? visible(item.text) : item.cells.map(visible).join('\t');
}
