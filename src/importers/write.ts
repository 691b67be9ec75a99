import { Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { alike } from '../core/alike.js';
import { knownKinds } from '../core/deck.js';
import { derivedId } from '../core/id.js';
import { plain } from '../core/text.js';
import type { Written } from './prompts.js';

/** What stands at the head of a deck. */
export interface Head {
  readonly title: string;
  readonly description?: string;
  readonly language?: string;
  readonly source?: string;
  readonly license?: string;
  /** Kinds of its own, each with what it is for. */
  readonly kinds?: Readonly<Record<string, string>>;
}

/** A new deck file. A kind that all prompts share is said once; kinds that aren't known are declared. */
export function newDeck(head: Head, prompts: readonly Written[]): string {
  const first = prompts[0]?.kind;
  const shared = first !== undefined && prompts.every(({ kind }) => kind === first) ? first : undefined;
  const declared = [...new Set(prompts.flatMap(({ kind }) => kind ?? []))].filter((kind) => !Object.hasOwn(knownKinds, kind));
  const kinds = Object.fromEntries([...declared, ...Object.keys(head.kinds ?? {})].map((kind) => [kind, head.kinds?.[kind] || kind]));
  return written(
    new Document(
      {
        ...head,
        ...(Object.keys(kinds).length && { kinds }),
        ...(shared !== undefined && { kind: shared }),
        prompts: prompts.map((prompt) => (shared === undefined ? prompt : without(prompt, 'kind'))),
      },
      { aliasDuplicateObjects: false },
    ),
  );
}

/** A deck brought up to date, and what became of its prompts. */
export interface Updated {
  readonly text: string;
  readonly same: number;
  readonly changed: number;
  readonly added: number;
  /** Prompts of the deck that the file doesn't have; they are kept. */
  readonly kept: number;
}

/**
 * An earlier deck with what has come since. A prompt is known again by its id, by its words, or by nearly the same
 * words, and keeps its id and all that its author has added; comments stay. Only its text follows the file.
 */
export function updatedDeck(deck: string, incoming: readonly Written[]): Updated {
  const document = parseDocument(deck);
  const list = document.get('prompts') as YAMLSeq;
  if (!isSeq(list)) return { text: deck, same: 0, changed: 0, added: 0, kept: 0 };
  const items = list.items.map((node) => {
    const text = String(isMap(node) ? node.get('text') : isScalar(node) ? node.value : '')
      .replace(/\s+/g, ' ')
      .trim();
    return { node, text, id: String((isMap(node) && node.get('id')) || derivedId(text)) };
  });
  const [byId, byText] = [new Map(items.map((item) => [item.id, item])), new Map(items.map((item) => [plain(item.text), item]))];
  const known = new Map<Written, (typeof items)[number]>();
  const taken = new Set<(typeof items)[number]>();
  const match = (prompt: Written, item: (typeof items)[number] | undefined) => {
    if (!item || taken.has(item) || known.has(prompt)) return;
    known.set(prompt, item);
    taken.add(item);
  };
  for (const prompt of incoming) match(prompt, byText.get(plain(prompt.text)));
  for (const prompt of incoming) match(prompt, byId.get(prompt.id));
  const rest = [...items.filter((item) => !taken.has(item)), ...incoming.filter((prompt) => !known.has(prompt))];
  for (const [a, b] of alike(rest.map(({ text }) => text))) {
    const [item, prompt] = [rest[a]!, rest[b]!];
    if ('node' in item && !('node' in prompt)) match(prompt as Written, item as (typeof items)[number]);
  }
  let changed = 0;
  for (const [prompt, item] of known) {
    if (plain(prompt.text) === plain(item.text)) continue;
    changed++;
    if (isMap(item.node)) {
      if (!item.node.has('id')) item.node.items.unshift(document.createPair('id', item.id));
      item.node.set('text', prompt.text);
    } else list.items[list.items.indexOf(item.node)] = document.createNode({ id: item.id, text: prompt.text }) as unknown as YAMLMap;
  }
  const ids = new Set(items.map(({ id }) => id));
  const added = incoming.filter((prompt) => !known.has(prompt));
  const kind = document.get('kind');
  for (const prompt of added) {
    let id = prompt.id;
    for (let n = 2; ids.has(id); n++) id = `${prompt.id}-${n}`;
    ids.add(id);
    list.add(document.createNode({ ...(prompt.kind === kind ? without(prompt, 'kind') : prompt), id }));
  }
  return {
    text: added.length || changed ? written(document) : deck,
    same: known.size - changed,
    changed,
    added: added.length,
    kept: items.length - known.size,
  };
}

function without<K extends string>(prompt: Written, key: K): Omit<Written, K> {
  const { [key]: _, ...rest } = prompt;
  return rest as Omit<Written, K>;
}

function written(document: Document | ReturnType<typeof parseDocument>): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
