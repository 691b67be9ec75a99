import { type CST, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { Cursor } from './cursor.js';
import { explain } from './explain.js';

/** A YAML file as nodes that know their places, with the problems of its writing. */
export interface Reading {
  readonly root: ParsedNode | null;
  readonly cursor: Cursor;
  /** From this offset on the nodes may not mean what the author wrote. */
  readonly trusted: number;
}

/**
 * Reads YAML 1.2 (core schema) without what a hand-written file has no need of: tags, anchors, aliases, directives.
 * Never throws, whatever the text holds.
 */
export function readYaml(text: string, file: string): Reading {
  // A lone CR ends a line in YAML 1.2 (5.4), but not for the yaml package. The same length keeps every place.
  const source = text.replace(/\r(?!\n)/g, '\n');
  const lines = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    keepSourceTokens: true,
    resolveKnownTags: false,
    schema: 'core',
    stringKeys: true,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const cursor = new Cursor(file, source, lines);
  for (const { 0: char, index } of source.matchAll(unsafe)) cursor.error(index, { code: 'unsafe-character', char });
  const directive = /^%.*/m.exec(source.split(/^---/m, 1)[0]!);
  if (directive) cursor.error(directive.index, { code: 'not-used', what: 'directive', found: directive[0] });

  let trusted = Number.POSITIVE_INFINITY;
  const explained = new Set<number>();
  for (const { offset, message, derails } of explain(document.errors, source)) {
    const { line } = cursor.place(offset);
    if (derails) trusted = Math.min(trusted, offset);
    if (explained.has(line)) continue;
    explained.add(line);
    cursor.error(offset, { code: 'syntax', message });
  }
  const token = document.contents?.srcToken;
  if (token) refuseExtras(token, cursor, explained);
  return { root: document.contents, cursor, trusted };
}

/** Spaces that YAML doesn't take for indentation; C0, DEL, C1, a byte order mark inside the text, line separators, lone surrogates and non-characters. */
export const unsafe =
  /(?<=^[ \t]*)[\u00a0\u2000-\u200a\u3000]|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/gmu;

const extras = ['tag', 'anchor', 'alias'] as const;

/** What a sentence that starts with "!", "&" or "*" is taken for. */
function refuseExtras(root: CST.Token, cursor: Cursor, explained: ReadonlySet<number>): void {
  const waiting: unknown[] = [root];
  while (waiting.length) {
    const token = waiting.pop();
    if (Array.isArray(token)) waiting.push(...token.toReversed());
    else if (token && typeof token === 'object') {
      const { type, source, offset } = token as { type?: string; source?: string; offset?: number };
      const what = extras.find((extra) => extra === type);
      if (what && source !== undefined && offset !== undefined) {
        if (!explained.has(cursor.place(offset).line)) cursor.error(offset, { code: 'not-used', what, found: source });
      }
      for (const part of ['items', 'start', 'key', 'sep', 'value', 'props', 'end'] as const) {
        const inner = (token as Record<string, unknown>)[part];
        if (inner) waiting.push(inner);
      }
    }
  }
}
