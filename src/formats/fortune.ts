import { visible } from '../core/text.js';
import type { Item, Sheet } from '../sheet/sheet.js';
import { lineOf } from './line.js';

/** A file for strfile(1) and fortune(6): sayings, parted by lines that hold a "%" alone. */
export function write(sheet: Sheet): string {
  const items = sheet.sections.flatMap((section) => section.items);
  return items.map((item) => `${entry(item)}\n`).join('%\n');
}

function entry(item: Item): string {
  if (item.is !== 'saying') return lineOf(item, '  ');
  const text = item.text === '%' ? ' %' : visible(item.text);
  return item.credit ? `${text}\n\t\t-- ${visible(item.credit)}` : text;
}
