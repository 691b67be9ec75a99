import { parseCue, type Step, spelt, stem } from './cue.js';
import type { Hearing } from './deck.js';

/** What follows once a cue has been heard so far. */
export interface Node<End> {
  next?: Map<number, Node<End>>;
  /** After up to six words of any sort. */
  gap?: Node<End>;
  /** What is complete here: the voices of a cue, the label of a list. */
  ends?: End[];
  /** The labels of `next`, once somebody has asked. */
  waits?: readonly number[];
}

/** Whom a cue speaks for, and how much it says. */
export interface Voice {
  /** The place of a pair in its deck; -1 for what belongs to none. */
  readonly pair: number;
  readonly strength: 'cue' | 'asked' | 'hint' | 'against';
}

/** A word of a text, as the cues see it: every label under which an edge of the tree may wait for it. */
export interface Heard {
  readonly labels: readonly number[];
  readonly filler: boolean;
  readonly asks: boolean;
  /** Whether a cue, or an entry of a list, may begin here. */
  readonly opens: boolean;
  readonly lists: boolean;
}

export const sentenceEnd = 0;
export const questionEnd = 1;

/** All the cues of a deck as one tree of words, and the words themselves. */
export class Lexicon {
  /** The entries of lists that are more than one word. */
  readonly entries: Node<number> = {};
  readonly root: Node<Voice> = {};
  private readonly endings: readonly string[];
  private readonly fillers: ReadonlySet<string>;
  private readonly asks: ReadonlySet<string>;
  private readonly spellings: ReadonlyMap<string, readonly string[]>;
  /** Short forms at the end of a word, such as -n't. */
  private readonly joined: readonly { readonly form: string; readonly meant: readonly string[] }[];
  private readonly labels = new Map<string, number[]>();
  private readonly classes = new Map<string, number>();
  /** What words begin with, by its first two letters. */
  private readonly beginnings = new Map<string, { readonly start: string; readonly labels: number[] }[]>();
  private readonly includes = new Map<number, number[]>();
  private readonly known = new Map<string, readonly Heard[]>();
  private readonly guessed = new Map<string, Heard>();
  private readonly bySum = new Map<number, string[]>();
  private readonly lessOne = new Map<number, string[]>();
  private count = 2;

  constructor(hearing: Hearing) {
    this.endings = [...(hearing.endings ?? [])].map(spelt).sort((a, b) => b.length - a.length);
    this.fillers = new Set((hearing.fillers ?? []).map(spelt));
    this.asks = new Set((hearing.asks ?? []).map(spelt));
    const spellings = Object.entries(hearing.spellings ?? {}).map(([word, meant]) => [spelt(word), meant.split(/\s+/).map(spelt)] as const);
    this.spellings = new Map(spellings.filter(([word]) => !word.startsWith('-')));
    this.joined = spellings.filter(([word]) => word.startsWith('-')).map(([word, meant]) => ({ form: word.slice(1), meant }));
    for (const [name, entries] of Object.entries(hearing.words ?? {})) this.addList(name, entries);
    this.includeLists();
  }

  /** Adds a cue; of one with very many optional words, the first thousand forms. */
  add(cue: string, voice: Voice): void {
    for (const end of this.grow(this.root, parseCue(cue))) if (end !== this.root) endHere(end, voice);
  }

  /** The nodes where these steps end, grown where they are missing. */
  private grow<End>(root: Node<End>, steps: readonly Step[]): Node<End>[] {
    const ends = new Set([root]);
    for (const step of steps) {
      const optional = 'optional' in step && step.optional && ends.size <= 500;
      for (const node of [...ends]) {
        if (!optional) ends.delete(node);
        ends.add(this.step(node, step, root));
      }
    }
    return [...ends];
  }

  private step<End>(node: Node<End>, step: Step, root: Node<End>): Node<End> {
    switch (step.is) {
      case 'gap':
        if (node === root) return node;
        node.gap ??= {};
        return node.gap;
      case 'edge':
        return follow(node, step.edge === '?' ? questionEnd : sentenceEnd);
      case 'words':
        return step.words.every((word) => this.fillers.has(spelt(word))) ? node : follow(node, this.classOf(step.words));
      case 'list':
        return follow(node, this.listLabel(step.list));
    }
  }

  private listLabel(name: string): number {
    const key = `<${name}>`;
    const label = this.classes.get(key) ?? this.count++;
    this.classes.set(key, label);
    return label;
  }

  /** Words alone are told by their label; longer entries, and lists within lists, grow a tree of their own. */
  private addList(name: string, entries: readonly string[]): void {
    const label = this.listLabel(name);
    for (const entry of entries) {
      const steps = parseCue(entry).filter((step) => step.is !== 'words' || !step.words.every((word) => this.fillers.has(spelt(word))));
      const [first] = steps;
      if (steps.length === 1 && first!.is === 'list') push(this.includes, this.listLabel(first!.list), label);
      else if (steps.length === 1 && first!.is === 'words') for (const word of first!.words) this.register(word, label);
      else for (const end of this.grow(this.entries, steps)) if (end !== this.entries) endHere(end, label);
    }
  }

  /** Where a list holds another, the entries of that one are its own as well. */
  private includeLists(): void {
    const widen = (labels: number[]) => {
      for (const label of labels) for (const whole of this.includes.get(label) ?? []) if (!labels.includes(whole)) labels.push(whole);
    };
    const nodes: Node<number>[] = [this.entries];
    for (const node of nodes) {
      if (node.ends) widen(node.ends);
      nodes.push(...(node.next?.values() ?? []), ...(node.gap ? [node.gap] : []));
    }
    for (const labels of this.labels.values()) widen(labels);
    for (const { labels } of [...this.beginnings.values()].flat()) widen(labels);
  }

  /** The label that all these words share. */
  private classOf(words: readonly string[]): number {
    const forms = words.map((word) => (/^=|\*$/.test(word) ? spelt(word) : stem(spelt(word), this.endings)));
    const key = forms.sort().join('/');
    const there = this.classes.get(key);
    if (there !== undefined) return there;
    const label = this.count++;
    this.classes.set(key, label);
    for (const word of words) this.register(word, label);
    return label;
  }

  private register(word: string, label: number): void {
    if (word.endsWith('*')) {
      const start = spelt(word.slice(0, -1));
      push(this.beginnings, start.slice(0, 2), { start, labels: [label] });
      return;
    }
    // "=others" is this form alone; it is kept under a key that no word has.
    const form = word.startsWith('=') ? `=${spelt(word.slice(1))}` : stem(spelt(word), this.endings);
    const labels = this.labels.get(form);
    if (!labels) this.labels.set(form, [label]);
    else if (!labels.includes(label)) labels.push(label);
  }

  /** How many labels there are; each is less than that. */
  get labelCount(): number {
    return this.count;
  }

  /** What a word of a text stands for: itself, or the words it is short for. */
  hear(raw: string): readonly Heard[] {
    const before = this.known.get(raw);
    if (before) return before;
    const word = spelt(raw);
    const heard = this.inFull(word).map((one) => this.heard(one));
    if (this.known.size > 20_000) this.known.clear();
    if (raw.length <= 40) this.known.set(raw, heard);
    return heard;
  }

  private inFull(word: string): readonly string[] {
    const whole = this.spellings.get(word);
    if (whole) return whole;
    const end = this.joined.find(({ form }) => word.length > form.length && word.endsWith(form));
    return end ? [word.slice(0, -end.form.length), ...end.meant] : [word];
  }

  private heard(word: string): Heard {
    const filler = this.fillers.has(word);
    const asks = this.asks.has(word);
    const form = stem(word, this.endings);
    const begun = this.beginnings.size ? this.begun(word) : [];
    const same = this.labels.get(`=${word}`);
    const inflected = this.labels.get(form);
    const exact = same && inflected ? [...same, ...inflected] : (same ?? inflected);
    if (!exact && !begun.length && !filler && !asks) return unheard;
    return this.standing(begun.length ? [...new Set([...(exact ?? []), ...begun])] : (exact ?? []), filler, asks);
  }

  private standing(labels: readonly number[], filler: boolean, asks: boolean): Heard {
    const within = (node: Node<unknown>) => labels.some((label) => node.next?.has(label));
    return { labels, filler, asks, opens: within(this.root), lists: within(this.entries) };
  }

  /** What a word that stands for nothing was probably meant to be. */
  guess(raw: string): Heard {
    const before = this.guessed.get(raw);
    if (before) return before;
    const meant = this.misspelt(stem(spelt(raw), this.endings));
    const heard = meant === undefined ? unheard : this.standing(this.labels.get(meant)!, false, this.asks.has(meant));
    if (this.guessed.size > 20_000) this.guessed.clear();
    if (raw.length <= 40) this.guessed.set(raw, heard);
    return heard;
  }

  /** The labels of all that this word begins with. */
  private begun(word: string): number[] {
    const same = this.beginnings.get(word.slice(0, 2));
    return same ? same.filter(({ start }) => word.startsWith(start)).flatMap(({ labels }) => labels) : [];
  }

  /**
   * The known word one slip of the fingers away: two neighbours swapped, or, in words of six letters or more, a letter
   * missing, added or wrong. The first letter is taken to be right. (F. J. Damerau 1964: four of five misspellings are
   * of this sort; found by the letters left over, after W. Garbe's SymSpell.)
   */
  private misspelt(form: string): string | undefined {
    if (form.length < 3 || form.length > 24) return undefined;
    if (this.bySum.size === 0) this.sumUp();
    const sum = sumOf(form);
    const swapped = this.bySum.get(sum)?.find((known) => swappedOnce(known, form));
    if (swapped !== undefined || form.length < 6) return swapped;
    for (let i = 0; i <= form.length; i++) {
      const near = this.lessOne.get(i === form.length ? sum : sum - signOf(form, i))?.find((known) => oneApart(known, form));
      if (near !== undefined) return near;
    }
    return undefined;
  }

  /** Finds words again by the letters they hold, in any order; and by those they hold but for one. */
  private sumUp(): void {
    for (const known of this.labels.keys()) {
      if (known.startsWith('=')) continue;
      const sum = sumOf(known);
      push(this.bySum, sum, known);
      if (known.length < 6) continue;
      push(this.lessOne, sum, known);
      for (let i = 1; i < known.length; i++) push(this.lessOne, sum - signOf(known, i), known);
    }
  }
}

/** A word that stands for nothing. */
export const unheard: Heard = { labels: [], filler: false, asks: false, opens: false, lists: false };

/** A number for a letter, such that sums of different letters are different in practice. */
function signOf(word: string, at: number): number {
  return Math.imul(word.charCodeAt(at), 0x9e3779b1) >>> 0;
}

function sumOf(word: string): number {
  let sum = 0;
  for (let i = 0; i < word.length; i++) sum += signOf(word, i);
  return sum;
}

/** Whether two neighbours, not the first, have changed places. */
function swappedOnce(a: string, b: string): boolean {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a.length === b.length && i > 0 && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

function follow<End>(node: Node<End>, label: number): Node<End> {
  node.next ??= new Map();
  let next = node.next.get(label);
  if (!next) {
    next = {};
    node.next.set(label, next);
  }
  return next;
}

function endHere<End>(node: Node<End>, end: End): void {
  if (node.ends) node.ends.push(end);
  else node.ends = [end];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Whether one letter added, dropped or changed makes one of the other. */
function oneApart(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  return short.slice(short.length === long.length ? i + 1 : i) === long.slice(i + 1);
}
