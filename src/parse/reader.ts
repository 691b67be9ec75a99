import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, Scalar } from 'yaml';
import { nearest } from '../core/nearest.js';
import type { Cursor } from './cursor.js';
import type { MapShape, Shape } from './shape.js';
import { hidden, unsafe } from './yaml.js';

/** A value read from a node: plain data of the shape asked for, or undefined where a problem was reported. */
export type Value = unknown;

/** Reads a node as a shape says, and reports to the cursor all that is otherwise. */
export function readAs(shape: Shape, node: Node | null, key: string, cursor: Cursor, after = 0): Value {
  const offset = startOf(node) ?? after;
  if (isAlias(node)) return undefined; // told already
  if (node === null || (isScalar(node) && node.value === null && shape.is !== 'map')) {
    return cursor.error(offset, { code: 'empty', key, ...(shape.is === 'map' && shape.start && { start: shape.start }) });
  }
  const wrong = (expected: string) => cursor.error(offset, { code: 'wrong-type', key, expected, found: found(node), ...quotable(node) });
  switch (shape.is) {
    case 'prose':
      return isScalar(node) && typeof node.value === 'string' ? proseOf(node, key, cursor) : wrong('a text');
    case 'name': {
      if (!isScalar(node) || typeof node.value !== 'string') return wrong('a text');
      const name = proseOf(node, key, cursor);
      if (name === undefined || shape.pattern.test(name)) return name;
      if (key === 'id') return cursor.error(offset, { code: 'bad-id', id: name });
      return cursor.error(offset, { code: 'out-of-range', key, value: name, range: shape.such });
    }
    case 'flag':
      return isScalar(node) && typeof node.value === 'boolean' ? node.value : wrong('true or false');
    case 'number': {
      const range = `a ${shape.whole ? 'whole ' : ''}number from ${shape.least} to ${shape.most}`;
      if (!isScalar(node) || typeof node.value !== 'number') return wrong(range);
      const plainly = shape.whole ? /^[+-]?\d+$/.test(node.source ?? '') : Number.isFinite(node.value);
      if (plainly && node.value >= shape.least && node.value <= shape.most) return node.value;
      return cursor.error(offset, { code: 'out-of-range', key, value: node.source ?? '', range });
    }
    case 'choice': {
      if (!isScalar(node)) return wrong(`one of ${shape.of.join(', ')}`);
      const value = typeof node.value === 'string' ? node.value.trim().toLowerCase() : node.value;
      const choice = shape.of.find((one) => one === value);
      if (choice !== undefined) return choice;
      const choices = shape.of.map(String);
      const near = typeof value === 'string' ? nearest(value, choices) : undefined;
      return cursor.error(offset, { code: 'not-a-choice', key, value: String(value), choices, ...(near ? { nearest: near } : {}) });
    }
    case 'list': {
      if (isMap(node) && !shape.lone) return wrong('a list');
      if (!isSeq(node) && shape.of.is === 'map' && !shape.lone) return wrong('a list, each item on a line that starts with "- "');
      const items = isSeq(node) ? (node.items as (Node | null)[]) : [node];
      const values = items.map((item) => readAs(shape.of, item, key, cursor, offset));
      return values.filter((value) => value !== undefined);
    }
    case 'range': {
      const range = `two whole numbers from ${shape.least} to ${shape.most}, the lesser first, such as [2, 4]`;
      const ends = isSeq(node) ? node.items : [node, node];
      const [least, most] = ends.map((end) => (isScalar(end) ? end.value : undefined));
      if (ends.length !== 2 || !Number.isInteger(least) || !Number.isInteger(most)) return wrong(range);
      if ((least as number) < shape.least || (most as number) > shape.most || (least as number) > (most as number)) {
        return cursor.error(offset, { code: 'out-of-range', key, value: `[${least}, ${most}]`, range });
      }
      return [least, most];
    }
    case 'span':
      return spanOf(
        shape,
        node,
        (range) => wrong(range),
        (value, range) => cursor.error(offset, { code: 'out-of-range', key, value, range }),
      );
    case 'glossary':
      return glossaryOf(node, key, cursor) ?? wrong('a list of names, or names with what each is for');
    case 'lists':
      return isMap(node) ? listsOf(node, cursor) : wrong('names, each with its list');
    case 'map':
      return isMap(node) || (shape.bare !== undefined && isScalar(node))
        ? mapOf(shape, node, cursor)
        : wrong(
            shape.bare
              ? `a sentence, or keys such as ${shape.bare}:`
              : key
                ? 'keys with their values'
                : `keys such as ${shape.start ?? 'title: and prompts:'}`,
          );
  }
}

function spanOf(
  { least, most }: Extract<Shape, { is: 'span' }>,
  node: Node,
  wrong: (range: string) => void,
  outside: (value: string, range: string) => void,
): Value {
  const range = `one to three whole numbers from ${least} to ${most}, rising, such as [5, 8, 10]`;
  const numbers = (isSeq(node) ? node.items : [node]).map((item) => (isScalar(item) ? item.value : undefined));
  if (numbers.length < 1 || numbers.length > 3 || !numbers.every((number) => typeof number === 'number')) return wrong(range);
  const [low, middle, high] = numbers as number[];
  const span = high === undefined ? [low!, Math.round((low! + (middle ?? low!)) / 2), middle ?? low!] : [low!, middle!, high];
  const rising = span.every((number, i) => Number.isInteger(numbers[i] ?? 0) && number >= (i ? span[i - 1]! : least) && number <= most);
  return rising ? span : outside(`[${numbers.join(', ')}]`, range);
}

function mapOf(shape: MapShape, node: Node, cursor: Cursor): Value {
  if (!isMap(node)) {
    const value = readAs(shape.keys[shape.bare!]!.shape, node, shape.bare!, cursor);
    if (value === undefined) return undefined;
    const bare = { [shape.bare!]: value };
    cursor.remember(bare, new Map([['', startOf(node) ?? 0]]));
    return bare;
  }
  const result: Record<string, unknown> = {};
  const pairs = node.items as Pair<Scalar, Node | null>[];
  const offset = startOf(node) ?? 0;
  const places = new Map([['', offset]]);
  const misspelt = new Set<string>();
  const meant = shape.bare !== undefined ? sentenceOf(pairs, shape, cursor) : undefined;
  if (meant !== undefined) return cursor.error(offset, { code: 'sentence-as-key', sentence: meant });

  for (const { key: name, value } of pairs) {
    const word = String(name.value ?? '');
    const at = startOf(name) ?? offset;
    const first = places.get(word);
    if (first !== undefined && word) {
      cursor.error(at, { code: 'duplicate-key', key: word, first: cursor.place(first).line });
      continue;
    }
    places.set(word || '(none)', at);
    const known = Object.hasOwn(shape.keys, word) ? shape.keys[word] : undefined;
    if (known) {
      const read = readAs(known.shape, value, word, cursor, at);
      if (read !== undefined) result[word] = read;
    } else if (/^x-./.test(word)) {
      result[word] = value === null ? null : value.toJSON();
    } else {
      const names = Object.keys(shape.keys);
      const near = nearest(word, names);
      if (near) misspelt.add(near);
      cursor.error(at, { code: 'unknown-key', key: word, known: names, ...(near ? { nearest: near } : {}) });
    }
  }
  for (const [name, { required }] of Object.entries(shape.keys)) {
    if (required && !places.has(name) && !misspelt.has(name)) cursor.error(offset, { code: 'missing-key', key: name, example: required });
  }
  cursor.remember(result, places);
  return result;
}

/** The sentence that YAML took apart at its ": " or its leading "? ", if the map is no map but a sentence. */
function sentenceOf(pairs: readonly Pair<Scalar, Node | null>[], shape: MapShape, cursor: Cursor): string | undefined {
  const words = pairs.map(({ key }) => String(key.value ?? ''));
  if (words.length !== 1 || !/\s/.test(words[0]!.trim())) return words[0] === '' ? restOfLine(pairs[0]!, cursor) : undefined;
  return Object.hasOwn(shape.keys, words[0]!) || words[0]!.startsWith('x-') ? undefined : restOfLine(pairs[0]!, cursor);
}

function restOfLine({ key, value }: Pair<Scalar, Node | null>, cursor: Cursor): string {
  const from = startOf(key) ?? 0;
  const to = (value?.range ?? key.range)?.[1] ?? from;
  return cursor.source.slice(from, to).replace(/\s+/g, ' ').replaceAll('"', "'").trim();
}

function proseOf(node: Scalar, key: string, cursor: Cursor): string | undefined {
  const text = String(node.value).replace(/\s+/g, ' ').trim();
  const [offset, end] = node.range!;
  if (text === '') return void cursor.error(offset, { code: 'empty', key });
  const [char] = text.match(unsafe) ?? [];
  // One that stands in the file as itself is told already; this one came by an escape.
  if (char !== undefined && !cursor.source.slice(offset, end).match(unsafe))
    return void cursor.error(offset, { code: 'unsafe-character', char });
  const [unseen] = text.match(hidden) ?? [];
  if (unseen !== undefined && !cursor.source.slice(offset, end).match(hidden))
    cursor.warning(offset, { code: 'hidden-character', char: unseen });
  if (node.type === Scalar.PLAIN) {
    const cut = /^([ \t]+)#(.*)/.exec(cursor.source.slice(end).split(/\r?\n/, 1)[0]!);
    // "#1" is part of what was meant; "# a remark" is a comment, unless it follows an unfinished sentence closely.
    const lost = end + (cut?.[1]?.length ?? 0);
    if (cut && /^\S/.test(cut[2]!)) cursor.error(lost, { code: 'cut-by-comment', kept: text, lost: cut[2]! });
    else if (cut && cut[1] === ' ' && text.includes(' ') && !/[.?!:…"”’)]$/.test(text)) {
      cursor.warning(lost, { code: 'cut-by-comment', kept: text, lost: cut[2]! });
    }
  }
  return text;
}

function glossaryOf(node: Node, key: string, cursor: Cursor): Record<string, string> | undefined {
  const names: [string, unknown][] = isMap(node)
    ? (node.items as Pair<Scalar, Node | null>[]).map((pair) => [
        String(pair.key.value),
        pair.value === null ? '' : readAs({ is: 'prose' }, pair.value, key, cursor),
      ])
    : (isSeq(node) ? node.items : [node]).map((item) => [String(readAs({ is: 'prose' }, item as Node, key, cursor)), '']);
  return Object.fromEntries(names.map(([name, about]) => [name.trim().toLowerCase(), String(about ?? '')]));
}

function listsOf(node: Node, cursor: Cursor): Record<string, unknown> {
  const pairs = (node as unknown as { items: Pair<Scalar, Node | null>[] }).items;
  return Object.fromEntries(
    pairs.map(({ key, value }) => {
      const name = String(key.value ?? '')
        .trim()
        .toLowerCase();
      return [name, readAs({ is: 'list', of: { is: 'prose' } }, value, name, cursor, startOf(key)) ?? []];
    }),
  );
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function found(node: Node): string {
  if (isMap(node)) return 'a map of keys';
  if (isSeq(node)) return 'a list';
  const { value, source } = node as Scalar;
  if (typeof value === 'string') return `"${value.length > 40 ? `${value.slice(0, 39)}…` : value}"`;
  return typeof value === 'number' ? `the number ${source}` : `${value}`;
}

/** The text as written, where YAML made something else of it. */
function quotable(node: Node): { quote?: string } {
  return isScalar(node) && typeof node.value !== 'string' && node.source ? { quote: node.source } : {};
}
