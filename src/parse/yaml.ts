import { type CST, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { tooDeep } from '../core/depth.js';
import { Cursor, mostProblems } from './cursor.js';
import { explain } from './explain.js';

/** A YAML file as nodes that know their places, with the problems of its writing. */
export interface Reading {
  readonly root: ParsedNode | null;
  readonly cursor: Cursor;
  /** From this offset on the nodes may not mean what the author wrote. */
  readonly trusted: number;
  /** Set where the file was not even parsed. */
  readonly refused?: true;
}

/**
 * Reads YAML 1.2 (core schema) without what a hand-written file has no need of: tags, anchors, aliases, directives.
 * Never throws, whatever the text holds.
 */
export function readYaml(text: string, file: string): Reading {
  // A lone CR ends a line in YAML 1.2 (5.4), but not for the yaml package. The same length keeps every place.
  const source = text.replace(/\r(?!\n)/g, '\n');
  const lines = new LineCounter();
  // What nests so deeply would take the yaml package seconds, and gigabytes, to refuse.
  const deep = tooDeep(source);
  if (deep !== undefined) {
    const cursor = new Cursor(file, source, lines);
    lines.addNewLine(0);
    for (let i = source.indexOf('\n'); i >= 0 && i < deep; i = source.indexOf('\n', i + 1)) lines.addNewLine(i + 1);
    cursor.error(deep, { code: 'syntax', message: 'this is nested too deeply to be a deck' });
    return { root: null, cursor, trusted: deep, refused: true };
  }
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
  for (const { 0: char, index } of source.matchAll(unsafe)) {
    if (cursor.isFull) break;
    cursor.error(index, { code: 'unsafe-character', char });
  }
  for (const { 0: char, index } of source.matchAll(hidden)) {
    if (cursor.isFull) break;
    cursor.warning(index, { code: 'hidden-character', char });
  }
  const directive = /^%.*/m.exec(source.split(/^---/m, 1)[0]!);
  if (directive) cursor.error(directive.index, { code: 'not-used', what: 'directive', found: directive[0] });

  let trusted = Number.POSITIVE_INFINITY;
  const explained = new Set<number>();
  for (const { offset, message, derails } of explain(document.errors.slice(0, mostProblems), source)) {
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
  /[\u00a0\u2000-\u200a\u3000](?<=^[ \t]*.)|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/gmu;

/**
 * What can't be seen and may deceive ("Trojan Source", CVE-2021-42574): overrides and isolates of writing direction,
 * zero-width and soft characters, invisible operators, fillers, tags. Joiners are let be where a script or an emoji
 * needs them, and so are the marks of writing direction and the tags of a flag.
 */
export const hidden =
  /[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2065\u206a-\u206f\u00ad\u180e\u115f\u1160\u3164\uffa0\ufff9-\ufffb]|(?<=\p{Script=Latin})(?:\u200c|\u200d|\u200e|\u200f)(?=\p{Script=Latin})|(?<![\u{1f3f4}\u{e0020}-\u{e007f}])[\u{e0000}-\u{e007f}]/gu;

const extras = ['tag', 'anchor', 'alias'] as const;

/** What a sentence that starts with "!", "&" or "*" is taken for. */
function refuseExtras(root: CST.Token, cursor: Cursor, explained: ReadonlySet<number>): void {
  const waiting: unknown[] = [root];
  while (waiting.length) {
    const token = waiting.pop();
    if (Array.isArray(token)) for (let i = token.length - 1; i >= 0; i--) waiting.push(token[i]);
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
