import type { Deck } from '../core/deck.js';
import { derivedId } from '../core/id.js';
import type { Problem } from '../core/problem.js';
import { parseHead } from './deck.js';
import { decoded, kindsBy, type PlainPrompt, PlainReader, twice } from './plain.js';
import { type Head, promptOf } from './prompt.js';

/** What stands before the prompts, and where in the file they start. */
export interface PlainHead {
  readonly head: Head;
  /** Offset in bytes, and line, of what follows the line `prompts:`. */
  readonly start: number;
  readonly line: number;
}

/** Reads the head of a deck from the first bytes of its file; without one, it is not plain, or not whole, or has problems. */
export function readPlainHead(
  bytes: Uint8Array,
  as: { name: string; file: string },
): Partial<PlainHead> & { problems: readonly Problem[] } {
  const text = decoded(bytes, { stream: true });
  const found = text === undefined ? null : /^prompts: *\r?\n/m.exec(text);
  if (text === undefined || !found) return { problems: [] };
  const through = text.slice(0, found.index + found[0].length);
  const read = parseHead(text.slice(0, found.index).replace(/^\ufeff/, ''), as);
  // What it hears by is held against every prompt.
  if (read.head?.deck.hearing) return { problems: [] };
  return { ...read, start: new TextEncoder().encode(through).length, line: through.split('\n').length };
}

/** Reads a whole deck that is plain, as `parseDeck` does; undefined where it isn't. */
export function parsePlainDeck(
  bytes: Uint8Array,
  { name, file }: { name: string; file: string },
): { deck: Deck; problems: Problem[] } | undefined {
  const { head, start = 0, line = 1, problems: before } = readPlainHead(bytes, { name, file });
  if (!head || before.length > 0) return undefined;
  const kindOf = kindsBy(head);
  const problems: Problem[] = [];
  const found = new Map<string, PlainPrompt & { kind: string }>();
  let sure = true;
  const reader = new PlainReader(
    (prompt) => {
      const id = prompt.source.id ?? derivedId(prompt.source.text);
      const before = found.get(id);
      const kind = kindOf(prompt.source);
      if (kind === undefined || (before && (before.source.id || prompt.source.id))) sure = false;
      else if (!before) found.set(id, { ...prompt, kind });
      else problems.push(twice(prompt, before.line, file));
    },
    start,
    line,
  );
  if (!reader.feed(bytes.subarray(start)) || !reader.finish() || !sure || found.size === 0) return undefined;
  const prompts = [...found].map(([id, { source, kind }]) => promptOf(head, id, source, kind));
  return { deck: { ...head.deck, prompts }, problems };
}
