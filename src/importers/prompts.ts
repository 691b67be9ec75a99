import { knownKinds, type PromptKeys } from '../core/deck.js';
import { derivedId, idPattern, languagePattern } from '../core/id.js';
import { plain, singular } from '../core/text.js';
import type { Entry, Left, Understanding } from './entry.js';
import { extraKey, keyFor } from './fields.js';
import type { Head } from './write.js';

/** A prompt as a deck file has it. */
export type Written = { text: string; id: string; kind?: string } & Record<string, unknown>;

/** What an import comes to. As many entries went in as there are in `prompts` and `left`. */
export interface Imported {
  readonly prompts: readonly Written[];
  readonly left: readonly Left[];
  readonly notes: readonly string[];
  /** Places are numbers of items, not of lines. */
  readonly numbered: boolean;
  /** What holds for the whole deck. */
  readonly deck: Partial<Head>;
}

/** Checks and converts one value of a prompt's key; undefined where it doesn't fit. */
export type Settle = (key: keyof PromptKeys, value: unknown) => unknown;

/** Nobody says more than this aloud as one prompt. */
const longest = 20_000;

/** Turns what was understood into prompts: keys where a value fits one, `x-` keys where it doesn't; duplicates left out. */
export function toPrompts(understood: Understanding, { settle, questions = false }: { settle: Settle; questions?: boolean }): Imported {
  const left: Left[] = [...understood.left];
  const prompts: Written[] = [];
  const byText = new Map<string, Written>();
  const ids = new Map<string, number>();
  // A deck's own keys stand for all its prompts; its source stays with the deck.
  const defaults = Object.fromEntries(
    Object.entries(understood.deck ?? {}).flatMap(([key, value]) => {
      if (['id', 'text', 'source'].includes(key)) return [];
      const fitted =
        key === 'kind' && typeof value === 'string'
          ? (knownKind(value) ?? value.trim().toLowerCase())
          : settle(key as keyof PromptKeys, value);
      return fitted === undefined || fitted === '' ? [] : [[key, fitted]];
    }),
  );
  const deckwide = new Set(['deck', 'language'].filter((name) => valuesOf(understood, name).length < 2));
  let [cleaned, folded, unasked] = [0, 0, 0];
  for (const entry of understood.entries) {
    if (entry.text.length > longest) {
      left.push({ line: entry.line, text: clean(entry.text.slice(0, 200)), why: 'too long' });
      continue;
    }
    const text = clean(entry.text);
    if (text !== entry.text.replace(/\s+/g, ' ').trim()) cleaned++;
    if (/\S\s*\n\s*\S/.test(entry.text)) folded++;
    const asks = /[?？؟;]["'”’»)\]\s]*$/.test(text) || /[?？؟]/.test(text);
    const why: Left['why'] | undefined = !text
      ? 'empty'
      : byText.has(plain(text))
        ? 'duplicate'
        : questions && !asks
          ? 'no question'
          : undefined;
    if (why) {
      left.push({ line: entry.line, text: text || entry.text, why });
      continue;
    }
    if (!asks) unasked++;
    const prompt = { ...defaults, ...written(entry, text, { settle, taken: ids, deckwide }) };
    byText.set(plain(text), prompt);
    prompts.push(prompt);
  }
  const some = (count: number, what: string, after = '') => (count ? [`${what}: ${count}${after}`] : []);
  return {
    prompts,
    left,
    numbered: understood.numbered ?? false,
    deck: headOf(understood, defaults),
    notes: [
      ...some(unasked, 'no question, but kept', ' (--questions leaves them out)'),
      ...some(folded, 'several lines, joined into one'),
      ...some(cleaned, 'characters that no deck may have, taken out'),
    ],
  };
}

function written(
  entry: Entry,
  text: string,
  { settle, taken, deckwide }: { settle: Settle; taken: Map<string, number>; deckwide: ReadonlySet<string> },
): Written {
  const prompt: Written = { id: '', text };
  const extra: Record<string, unknown> = {};
  for (const [name, raw] of Object.entries(entry.fields ?? {})) {
    if (raw === null || raw === undefined || raw === '') continue;
    const key = keyFor(name);
    if (key === 'heading') {
      const kind = knownKind(String(raw));
      if (kind) prompt.kind ??= kind;
      else prompt['tags'] = [...((prompt['tags'] as string[]) ?? []), clean(String(raw))].filter(Boolean);
      continue;
    }
    if (key === 'kind' && typeof raw === 'string') {
      prompt.kind = knownKind(raw) ?? (clean(raw).toLowerCase() || 'other');
      continue;
    }
    const value = key === 'id' ? undefined : settle(key as keyof PromptKeys, cleanDeep(raw));
    if (value !== undefined) {
      prompt[key] = key === 'tags' ? [...new Set([...((prompt['tags'] as string[]) ?? []), ...(value as string[])])] : value;
    } else if (key !== 'id' && !deckwide.has(key)) extra[extraKey(name)] = cleanDeep(raw);
  }
  const given = entry.fields?.['id'] ?? entry.fields?.['guid'];
  // `deck/prompt`, as exports have it, without the deck.
  const bare = typeof given === 'string' ? given.replace(/^[^/\s]+\/(?=[^/]+$)/, '') : given;
  const slug = bare === undefined || bare === null ? '' : String(bare).trim();
  const id = idPattern.test(slug) ? slug : '';
  if (slug && !id) extra['x-id'] = clean(slug);
  prompt.id = free(id || derivedId(text), taken);
  return { ...prompt, ...extra };
}

/** The different values that entries have under a name. */
function valuesOf({ entries }: Understanding, name: string): string[] {
  const values = entries.map(({ fields }) => (fields && Object.hasOwn(fields, name) ? fields[name] : undefined));
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}

/** What the file says of itself; what has no place at the head of a deck is kept under `x-` keys. */
function headOf(understood: Understanding, defaults: Readonly<Record<string, unknown>>): Partial<Head> {
  const head: Record<string, unknown> = {};
  const [language] = valuesOf(understood, 'language');
  for (const [name, value] of Object.entries({ ...(language !== undefined && { language }), ...understood.deck })) {
    if (Object.hasOwn(defaults, name) || value === null || value === undefined) continue;
    const text = typeof value === 'string' ? clean(value) : '';
    const fits =
      (['title', 'description', 'license', 'source'].includes(name) && text) ||
      (name === 'language' && languagePattern.test(text)) ||
      (name === 'aside' && typeof value === 'boolean') ||
      (name === 'hearing' && typeof value === 'object');
    if (fits) head[name] = text || cleanDeep(value);
    else if (name === 'kinds' && typeof value === 'object' && !Array.isArray(value)) {
      head['kinds'] = Object.fromEntries(
        Object.entries(value).map(([kind, about]) => [clean(kind).toLowerCase() || 'other', clean(String(about ?? ''))]),
      );
    } else if (text || typeof value !== 'string') head[extraKey(name)] = cleanDeep(value);
  }
  return head;
}

function knownKind(word: string): string | undefined {
  return Object.keys(knownKinds).find((kind) => singular(kind) === singular(word));
}

/** The id, or where it is taken, the id with the next number. */
function free(id: string, taken: Map<string, number>): string {
  if (!taken.has(id)) {
    taken.set(id, 1);
    return id;
  }
  let n = taken.get(id)!;
  do n++;
  while (taken.has(`${id}-${n}`));
  taken.set(id, n);
  taken.set(`${id}-${n}`, 1);
  return `${id}-${n}`;
}

/** Without what a deck may not have: overstruck letters (col(1)), escape sequences, control characters, lone surrogates. */
export function clean(text: string): string {
  let struck = text;
  // Each letter that a backspace follows was printed over.
  for (let rounds = 0; rounds < 4 && /[^\x08]\x08/.test(struck); rounds++) struck = struck.replace(/[^\x08]\x08/g, '');
  return struck
    .replace(/\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)/g, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\u2028\u2029]/g, ' ')
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/g, '')
    .replace(/\p{Noncharacter_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function cleanDeep(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (depth > 20 || typeof value !== 'object' || value === null) return value === null ? null : clean(String(value));
  if (Array.isArray(value)) return value.map((one) => cleanDeep(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [clean(name) || 'field', cleanDeep(one, depth + 1)]));
}
