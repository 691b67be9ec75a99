import { visible } from '../core/text.js';
import type { Item } from '../sheet/sheet.js';

/** An item on one line, its cells parted by `between`. */
export function lineOf(item: Item, between: string): string {
  switch (item.is) {
    case 'saying':
      return [item.text, ...(item.beside ?? [])].map(visible).join(between);
    case 'row':
      return item.cells.map(visible).join(between);
    case 'step':
      return [item.time ?? '', item.title].filter(Boolean).map(visible).join(between);
    case 'finding':
      return visible(item.text);
    case 'remark':
      return visible(item.name ? `${item.name}: ${item.text}` : item.text);
  }
}
