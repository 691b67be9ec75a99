import type { Sheet } from '../sheet/sheet.js';
import type { Laid, Variation } from './page.js';
import type { Type } from './type.js';

/** A way to lay prompts out on paper. */
export interface Layout {
  readonly name: string;
  readonly about: string;
  /** The most that `--per-page` may ask of it; undefined where the number is not to be chosen. */
  readonly mostPerPage?: number;
  readonly load: () => Promise<(sheet: Sheet, variation: Variation, type: Type) => Laid>;
}

/** Every layout, in the order the help shows them. A new one is a file and a line here. */
export const layouts: readonly Layout[] = [
  { name: 'cards', about: 'eight to a page, to cut out', mostPerPage: 24, load: async () => (await import('./cards.js')).layCards },
  {
    name: 'fold',
    about: 'How outside, Yes inside of a folded card',
    mostPerPage: 6,
    load: async () => (await import('./fold.js')).layFold,
  },
  { name: 'table', about: 'one to a page, read from two metres', load: async () => (await import('./table.js')).layTable },
  { name: 'poster', about: 'six on a page', mostPerPage: 12, load: async () => (await import('./poster.js')).layPoster },
  { name: 'handout', about: 'a list, with questions that go deeper', load: async () => (await import('./handout.js')).layHandout },
];

/**
 * A sheet on paper: prompts in the layout asked for; where it holds rows, steps or nothing, a list; the questions of an
 * agenda for the tables, each on a page.
 */
export async function lay(sheet: Sheet, name: string, variation: Variation, type: Type): Promise<Laid> {
  const items = sheet.sections.flatMap((section) => section.items);
  const spoken = items.length > 0 && items.every(({ is }) => is === 'saying');
  const asked = sheet.large ? 'table' : spoken ? name : 'handout';
  const layout = layouts.find((one) => one.name === asked)!;
  return (await layout.load())(sheet, variation, type);
}
