import type { Problem } from '../core/problem.js';
import { singular } from '../core/text.js';
import { promptKeys } from './keys.js';
import type { Head, PromptSource } from './prompt.js';
import type { Shape } from './shape.js';

/**
 * Most decks, and all large ones, are written in a small part of YAML: a head, then a list of prompts, each a sentence or
 * keys on lines of their own. That part is read here, line by line and about fifty times as fast. Whatever might mean
 * something else to YAML is declined: what is read here, `parseDeck` reads alike.
 */
export interface PlainPrompt {
  readonly source: PromptSource;
  /** Offsets in bytes: of its line with the "-", and after its last line. */
  readonly start: number;
  readonly end: number;
  /** Of its first key or its sentence; both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** UTF-8 as text; undefined where it is none. A character cut off at the end is let go where more is to follow. */
export function decoded(bytes: Uint8Array, { stream = false } = {}): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

const newline = 10;

/** Reads prompts from whole lines, as many at a time as there are. */
export class PlainReader {
  /** The column of the "-" of every prompt, and of the keys of the current one; -1 where it is not known yet or has none. */
  private dash = -1;
  private keys = -1;
  private current: { source: Record<string, unknown>; start: number; line: number; column: number } | undefined;

  /** `each` is given every prompt; `at` and `line` say where in the file the first line stands. */
  constructor(
    private readonly each: (prompt: PlainPrompt) => void,
    private at = 0,
    /** The line that is read next, or that was declined. */
    public line = 1,
  ) {}

  /** Reads lines, each with its break but for the last of the file. False where one is declined; then nothing more may be read. */
  feed(bytes: Uint8Array): boolean {
    const text = decoded(bytes);
    if (text === undefined) return false;
    const ascii = text.length === bytes.length;
    let from = 0;
    for (let offset = 0; from < text.length; ) {
      const found = text.indexOf('\n', from);
      const end = found < 0 ? text.length : found;
      const after = ascii ? end + 1 : bytes.indexOf(newline, offset) + 1;
      const length = (found < 0 ? bytes.length : after) - offset;
      if (!this.take(text.slice(from, text.charCodeAt(end - 1) === 13 && end > from ? end - 1 : end))) return false;
      this.line += 1;
      this.at += length;
      offset += length;
      from = end + 1;
    }
    return true;
  }

  /** After the last line. */
  finish(): boolean {
    const { current } = this;
    this.current = undefined;
    if (!current) return true;
    const { source, start, line, column } = current;
    if (source['text'] === undefined) return false;
    this.each({ source: source as unknown as PromptSource, start, end: this.at, line, column });
    return true;
  }

  private take(line: string): boolean {
    let column = 0;
    while (line.charCodeAt(column) === 32) column++;
    if (column === line.length) return true;
    if (line.length > 10_000) return false;
    const first = line.charCodeAt(column);
    if (first === 35 /* # */) return safe(line);
    if (first === 45 /* - */ && line.charCodeAt(column + 1) === 32) return this.begin(line, column);
    return column === this.keys && this.current !== undefined && this.key(spaceless(line.slice(column)), this.current.source);
  }

  private begin(line: string, dash: number): boolean {
    if (this.dash >= 0 && dash !== this.dash) return false;
    if (!this.finish()) return false;
    let column = dash + 1;
    while (line.charCodeAt(column) === 32) column++;
    const rest = spaceless(line.slice(column));
    const source: Record<string, unknown> = {};
    this.dash = dash;
    this.current = { source, start: this.at, line: this.line, column: column + 1 };
    const colon = rest.indexOf(': ');
    this.keys = colon > 0 && rest.charCodeAt(0) !== 34 && rest.charCodeAt(0) !== 39 ? column : -1;
    if (this.keys >= 0) return this.key(rest, source);
    const text = valueIn({ is: 'prose' }, rest);
    if (text === undefined) return false;
    source['text'] = text;
    return true;
  }

  private key(line: string, source: Record<string, unknown>): boolean {
    const colon = line.indexOf(': ');
    const name = line.slice(0, colon);
    if (colon < 0 || !Object.hasOwn(promptKeys, name) || Object.hasOwn(source, name)) return false;
    let from = colon + 2;
    while (line.charCodeAt(from) === 32) from++;
    const value = valueIn(promptKeys[name as keyof typeof promptKeys].shape, line.slice(from));
    if (value === undefined) return false;
    source[name] = value;
    return true;
  }
}

/** What a value on one line stands for; undefined for all that might be read otherwise. */
function valueIn(shape: Shape, raw: string): unknown {
  switch (shape.is) {
    case 'prose':
      return proseOf(raw);
    case 'name': {
      const name = proseOf(raw);
      return name !== undefined && shape.pattern.test(name) ? name : undefined;
    }
    case 'flag':
      return raw === 'true' ? true : raw === 'false' ? false : undefined;
    case 'number': {
      const number = /^(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?$/.test(raw) && !(shape.whole && raw.includes('.')) ? Number(raw) : Number.NaN;
      return number >= shape.least && number <= shape.most ? number : undefined;
    }
    case 'choice':
      return shape.of.find((one) => String(one) === raw);
    case 'list': {
      const items = raw.startsWith('[') ? itemsOf(raw) : [raw];
      const values = items?.map((item) => valueIn(shape.of, item));
      return values?.every((value) => value !== undefined) ? values : undefined;
    }
    case 'range': {
      const [least, most = least, ...more] = (raw.startsWith('[') ? itemsOf(raw) : [raw]) ?? [];
      const whole = valueIn({ is: 'list', of: { is: 'number', least: shape.least, most: shape.most, whole: true } }, `[${least}, ${most}]`);
      const [a, b] = (whole ?? [1, 0]) as [number, number];
      return a <= b && more.length === 0 && (most !== least || !raw.startsWith('[') || raw.includes(',')) ? [a, b] : undefined;
    }
    default:
      return undefined;
  }
}

/** The items of a list in brackets, each plain or in double quotes. */
function itemsOf(raw: string): string[] | undefined {
  const items: string[] = [];
  listItem.lastIndex = 1;
  for (let found = listItem.exec(raw); found; found = listItem.exec(raw)) {
    items.push(spaceless(found[1]!));
    if (found[2] === ']') return items;
  }
  return undefined;
}
const listItem = / *("(?:[^"\\]|\\["\\/nt])*"|[^ [\]{},"'&*!|>%@`#?:-][^[\]{},"#:]*) *(,|\]$)/y;

/** Without the spaces at its end. Others than the space are not trimmed: they mean something to YAML. */
function spaceless(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 32) end--;
  return text.slice(0, end);
}

function proseOf(raw: string): string | undefined {
  const first = raw.charCodeAt(0);
  if (!safe(raw)) return undefined;
  if (first === 34 /* " */) return doubleQuoted(raw);
  if (first === 39 /* ' */) return /^'(?:[^']|'')*'$/.test(raw) ? fold(raw.slice(1, -1).replaceAll("''", "'")) : undefined;
  const plain = (first >= 97 && first <= 122) || (first >= 65 && first <= 90) || /^(?:[\p{L}(“‘«¿¡]|\d.* \p{L})/u.test(raw);
  if (!plain || raw.includes(': ') || raw.includes(' #') || raw.endsWith(':')) return undefined;
  if (raw.length <= 5 && /^(?:null|true|false)$/i.test(raw)) return undefined;
  return fold(raw);
}

function doubleQuoted(raw: string): string | undefined {
  if (!/^"(?:[^"\\]|\\["\\/nt])*"$/.test(raw)) return undefined;
  return fold(raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1));
}

/** White space as single spaces; undefined where nothing else is there. */
function fold(text: string): string | undefined {
  const even = !text.includes('  ') && text.charCodeAt(0) !== 32 && text.charCodeAt(text.length - 1) !== 32 && ascii.test(text);
  return (even ? text : text.replace(/\s+/g, ' ').trim()) || undefined;
}

/** Whether a text is made of letters, marks, digits, punctuation, symbols and spaces that can be seen, and emoji joined to one. */
function safe(text: string): boolean {
  return ascii.test(text) || (seen.test(text) && !/[\u115f\u1160\u3164\uffa0]/.test(text));
}
const ascii = /^[ -~]*$/;
const seen = /^(?:[\p{L}\p{M}\p{N}\p{P}\p{S} \u00a0\u202f]|(?<=\p{Extended_Pictographic}\ufe0f?)\u200d)*$/u;

/** Gives each prompt its kind in its usual form; undefined for one the deck doesn't know. */
export function kindsBy(head: Head): (source: PromptSource) => string | undefined {
  const known = new Map<string, string>();
  return ({ kind }) => {
    if (kind === undefined) return head.kind;
    const found = known.get(kind) ?? head.declared.find((one) => singular(one) === singular(kind.toLowerCase()));
    if (found !== undefined) known.set(kind, found);
    return found;
  };
}

/** What is said of a prompt that stands there a second time. */
export function twice({ line, column }: PlainPrompt, first: number, file: string): Problem {
  return { code: 'duplicate-text', first, severity: 'warning', place: { file, line, column } };
}
