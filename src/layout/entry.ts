import type { Item, Saying, Step } from '../sheet/sheet.js';
import type { Block, Text } from './page.js';
import { aheadOf, grey, named, set } from './pieces.js';
import type { Type } from './type.js';

/** Where a column of text runs. */
export interface Column {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Texts under one another that stay together where a page has room for them. */
export interface Entry extends Pick<Block, 'id' | 'language'> {
  readonly texts: readonly Text[];
}

/** One item of a list. */
export function entryOf(item: Item, column: Column, type: Type): Entry {
  switch (item.is) {
    case 'saying':
      return { texts: spoken(item, column, type), ...named(item) };
    case 'step':
      return { texts: step(item, column, type) };
    case 'finding':
      return { texts: [set(item.text, { ...column, size: 10.5 }, type)] };
    case 'remark':
      return { texts: [set(item.name ? `${item.name}: ${item.text}` : `– ${item.text}`, { ...column, size: 10.5 }, type)] };
    case 'row': {
      const [first = '', ...rest] = item.cells;
      return {
        texts: [
          ...(first ? [set(first, { ...column, size: 10.5, weight: 'semibold' }, type)] : []),
          ...rest.filter(Boolean).map((cell) => set(cell, { ...indented(column, 12), size: 10.5 }, type)),
        ],
      };
    }
  }
}

function spoken({ text, how, deeper = [], credit }: Saying, column: Column, type: Type): Text[] {
  const inner = indented(column, 12);
  return [
    set(text, { ...column, size: 12.5, weight: 'semibold' }, type),
    ...(how ? [set(aheadOf(how), { ...inner, size: 10, colour: grey }, type)] : []),
    ...deeper.map((question) => set(`– ${question}`, { ...indented(column, 24), size: 10.5 }, type)),
    ...(credit ? [set(`— ${credit}`, { ...inner, size: 8.5, colour: grey }, type)] : []),
  ];
}

function step({ title, time, length, facts, asks, say, reads = [], details, motto }: Step, column: Column, type: Type): Text[] {
  const inner = indented(column, 12);
  const small = (text: string) => set(text, { ...inner, size: 9.5, colour: grey }, type);
  const head = [time, title].filter(Boolean).join('  ');
  return [
    set(length ? `${head} · ${length}` : head, { ...column, size: 13, weight: 'semibold' }, type),
    ...(facts.length ? [small(facts.join(' · '))] : []),
    ...(motto ? [small(`“${motto.text}” — ${motto.credit}`)] : []),
    ...asks.flatMap((ask) => spoken(ask, inner, type)),
    ...say.map((line) => set(`› ${line}`, { ...inner, size: 10.5 }, type)),
    ...reads.flatMap(({ name, lines }) => [
      small(`${name}:`),
      ...lines.map((line) => set(`– ${line}`, { ...indented(column, 24), size: 10.5, weight: 'semibold' }, type)),
    ]),
    ...details.map(({ name, values }) => small([name, values.join(' · ')].filter(Boolean).join(': '))),
  ];
}

function indented(column: Column, by: number): Column {
  return { ...column, x: column.x + by, width: column.width - by };
}
