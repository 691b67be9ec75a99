import { parseDocument } from 'yaml';
import { tooDeep } from '../core/depth.js';
import { type Entry, type Left, NotUnderstood, type Understanding, type Wish } from './entry.js';
import { isTextName } from './fields.js';

/** JSON (RFC 8259) or one JSON value a line: a list of texts or objects, on its own or under a key. */
export function fromJson(text: string, wish: Wish): Understanding {
  try {
    return fromValue(JSON.parse(text), 'JSON', wish);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const lines = text.split(/\r\n|\r|\n/);
    const values: unknown[] = [];
    for (const [i, line] of lines.entries()) {
      if (!line.trim()) continue;
      try {
        values.push(JSON.parse(line));
      } catch {
        // A first line that is no value by itself: the fault is that of the whole.
        throw new NotUnderstood(
          i === 0 || values.length === 0 ? `this is not JSON: ${error.message.replace(/\s+/g, ' ')}` : `line ${i + 1} is not JSON`,
        );
      }
    }
    return fromValue(values, 'JSON, a value a line', wish);
  }
}

/** A YAML list, on its own or under a key; also a deck. */
export function fromYaml(text: string, wish: Wish): Understanding {
  if (tooDeep(text) !== undefined) throw new NotUnderstood('this is nested too deeply');
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error', uniqueKeys: false, stringKeys: true });
  const [error] = document.errors;
  if (error) {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    throw new NotUnderstood(`line ${line} is not YAML: ${error.message.replace(/\s+/g, ' ')}`);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new NotUnderstood('this YAML refers to itself too often');
  }
  return fromValue(value, 'YAML', wish);
}

function fromValue(value: unknown, what: string, wish: Wish): Understanding {
  if (Array.isArray(value)) return fromList(value, [`${what}, a list`], wish);
  if (typeof value !== 'object' || value === null) throw new NotUnderstood(`this ${what} holds no list`);
  const found = Object.entries(value);
  const lists = found.filter((pair): pair is [string, unknown[]] => Array.isArray(pair[1]));
  const key = wish.key ?? lists.find(([name]) => isTextName(name))?.[0];
  if (key !== undefined) {
    const list = lists.find(([name]) => name === key)?.[1];
    if (!list)
      throw new NotUnderstood(`there is no list under "${key}"; lists stand under: ${lists.map(([name]) => name).join(', ') || 'no key'}`);
    const deck = Object.fromEntries(found.filter(([name]) => name !== key));
    return { ...fromList(list, [`${what}, a list under "${key}"`], wish), deck };
  }
  if (lists.length === 0) {
    // Objects by their names: { "q1": { "question": … } }, or { "q1": "…" }.
    const named = found.map(([id, inner]) =>
      typeof inner === 'object' && inner !== null ? { id, ...inner } : typeof inner === 'string' ? { id, text: inner } : inner,
    );
    return fromList(named, [`${what}, questions by their names`], wish);
  }
  const parts = lists.map(([heading, list]) => fromList(list, [], wish, heading));
  const other = found.filter(([, inner]) => !Array.isArray(inner));
  return {
    understood: [`${what}, lists under ${lists.length} keys, each a heading: ${lists.map(([name]) => name).join(', ')}`],
    entries: parts.flatMap(({ entries }) => entries),
    left: parts.flatMap(({ left }) => left),
    numbered: true,
    deck: Object.fromEntries(other),
  };
}

function fromList(list: readonly unknown[], understood: readonly string[], { column }: Wish, heading?: string): Understanding {
  const entries: Entry[] = [];
  const left: Left[] = [];
  const under = heading === undefined ? {} : { heading };
  list.forEach((item, i) => {
    const line = i + 1;
    if (typeof item === 'string') {
      if (item.trim()) entries.push({ line, text: item, fields: under });
      else left.push({ line, text: '', why: 'empty' });
      return;
    }
    const object = typeof item === 'object' && item !== null && !Array.isArray(item) ? (item as Record<string, unknown>) : undefined;
    const names = Object.keys(object ?? {});
    const texts = names.filter((name) => typeof object![name] === 'string');
    const name =
      column ??
      texts.find((one) => one === 'text') ??
      texts.find(isTextName) ??
      texts.find((one) => /\?\s*$/.test(object![one] as string)) ??
      (texts.length === 1 ? texts[0] : undefined);
    const text = name === undefined ? undefined : object?.[name];
    if (typeof text !== 'string') left.push({ line, text: JSON.stringify(item)?.slice(0, 200) ?? '', why: 'not a text' });
    else if (!text.trim()) left.push({ line, text: JSON.stringify(item).slice(0, 200), why: 'empty' });
    else entries.push({ line, text, fields: { ...Object.fromEntries(Object.entries(object!).filter(([one]) => one !== name)), ...under } });
  });
  return { understood, entries, left, numbered: true };
}
