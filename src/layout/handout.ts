import type { Sheet } from '../sheet/sheet.js';
import { type Entry, entryOf } from './entry.js';
import { markOf } from './kinds.js';
import { type Block, type Laid, mm, type Page, papers, type Text, type Variation } from './page.js';
import { grey, heightOf, set } from './pieces.js';
import type { Type } from './type.js';

const gap = 4;
const apart = 24;

/**
 * A list to read along: every prompt with what it goes ahead of, who is quoted and the questions that go deeper; an
 * agenda step by step.
 */
export function layHandout(sheet: Sheet, { paper }: Variation, type: Type): Laid {
  const { width, height } = papers[paper];
  const [left, top, foot] = [20 * mm, 18 * mm, height - 20 * mm];
  const column = { x: left, y: 0, width: width - 2 * left };
  const groups: Group[] = [
    { texts: [set(sheet.title, { ...column, size: 22, weight: 'semibold', as: 'title' }, type)], before: 0, leads: true },
  ];
  for (const line of sheet.lead ?? [])
    groups.push({ texts: [set(line, { ...column, size: 10.5, colour: grey }, type)], before: 2, leads: true });
  for (const [place, { heading, items }] of sheet.sections.entries()) {
    if (heading && heading !== sheet.title) {
      const colour = markOf(heading.toLowerCase()).colour;
      groups.push({
        texts: [set(heading, { ...column, size: 14, weight: 'semibold', colour, as: 'heading' }, type)],
        before: 14,
        leads: true,
      });
    }
    for (const [i, item] of items.entries()) {
      // What has no heading of its own stands apart from what is under the one before.
      const before = i === 0 && place > 0 && !heading ? apart : item.is === 'row' || (i > 0 && item.is === 'remark') ? gap : 11;
      groups.push({ ...entryOf(item, column, type), before });
    }
  }
  const pages = paged(joined(groups), { top, foot });
  return {
    pages: pages.map((blocks, i): Page => {
      const number = `${i + 1} / ${pages.length}`;
      const note = set(number, { x: width - left - 60, y: foot + 14, width: 60, size: 8.5, colour: grey }, type);
      return { width, height, marks: [], notes: pages.length > 1 ? [note] : [], blocks };
    }),
  };
}

/** Texts that stay together where a page has room for them; `leads` keeps them with what follows. */
interface Group extends Entry {
  readonly before: number;
  readonly leads?: boolean;
}

/** Headings joined to the entry that follows them, so that none stands alone at the foot of a page. */
function joined(groups: readonly Group[]): (Group & { following: readonly Group[] })[] {
  const made: (Group & { following: Group[] })[] = [];
  let open: (Group & { following: Group[] }) | undefined;
  for (const group of groups) {
    if (open) open.following.push(group);
    else {
      open = { ...group, following: [] };
      made.push(open);
    }
    if (!group.leads) open = undefined;
  }
  return made;
}

function paged(runs: readonly (Group & { following: readonly Group[] })[], { top, foot }: { top: number; foot: number }): Block[][] {
  const pages: Block[][] = [[]];
  let y = top;
  const turn = () => {
    pages.push([]);
    y = top;
  };
  for (const run of runs) {
    const groups = [run, ...run.following];
    const high = groups.reduce((sum, group) => sum + group.before + group.texts.reduce((all, text) => all + heightOf(text), 0), 0);
    if (y > top && y + high > foot && high <= foot - top) turn();
    for (const group of groups) {
      y += y > top ? group.before : 0;
      let texts: Text[] = [];
      const close = () => {
        const { id, language } = group;
        if (texts.length) pages.at(-1)!.push({ texts, strokes: [], ...(id && { id }), ...(language && { language }) });
        texts = [];
      };
      for (const text of group.texts) {
        // What is higher than the page goes on over the next, line by line.
        for (let rest = text.lines; rest.length > 0; ) {
          const room = Math.floor((foot - y) / text.leading + 1e-6);
          if (room < 1) {
            close();
            turn();
            continue;
          }
          const lines = rest.slice(0, room);
          texts.push({ ...text, lines, y });
          y += lines.length * text.leading;
          rest = rest.slice(lines.length);
        }
      }
      close();
    }
  }
  return pages;
}
