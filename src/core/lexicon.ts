import { parseCue, type Step, spelt, stem } from './cue.js';
import type { Hearing } from './deck.js';
import { type Branch, end, gap, pack, type Tables, type Voice } from './tables.js';

/** A word of a text, as the cues see it: every label under which an edge of a tree may wait for it. */
export interface Heard {
  readonly labels: readonly number[];
  /** It says nothing: a cue may pass over it. */
  readonly filler: boolean;
  readonly asks: boolean;
}

/** A word that stands for nothing. */
export const unheard: Heard = { labels: [], filler: false, asks: false };

/** The words of a language: how they are told apart, and what each of them stands for in the cues. */
export class Lexicon {
  private readonly endings: readonly string[];
  private readonly fillers: ReadonlySet<string>;
  private readonly asks: ReadonlySet<string>;
  private readonly spellings: ReadonlyMap<string, readonly string[]>;
  /** Short forms at the end of a word, such as -n't. */
  private readonly joined: readonly { readonly form: string; readonly meant: readonly string[] }[];
  private readonly known = new Map<string, readonly Heard[]>();
  private readonly guessed = new Map<string, Heard>();
  /** The forms that begin with a letter. */
  private byFirst: Map<string, string[]> | undefined;

  constructor(
    hearing: Hearing,
    readonly tables: Tables,
  ) {
    this.endings = endingsOf(hearing);
    this.fillers = new Set((hearing.fillers ?? []).map(spelt));
    this.asks = new Set((hearing.asks ?? []).map(spelt));
    const spellings = Object.entries(hearing.spellings ?? {}).map(([word, meant]) => [spelt(word), meant.split(/\s+/).map(spelt)] as const);
    this.spellings = new Map(spellings.filter(([word]) => !word.startsWith('-')));
    this.joined = spellings.filter(([word]) => word.startsWith('-')).map(([word, meant]) => ({ form: word.slice(1), meant }));
  }

  /** What a word of a text stands for: itself, or the words it is short for. */
  hear(raw: string): readonly Heard[] {
    const before = this.known.get(raw);
    if (before) return before;
    const heard = this.inFull(spelt(raw)).map((one) => this.heard(one));
    if (this.known.size > 20_000) this.known.clear();
    if (raw.length <= 40) this.known.set(raw, heard);
    return heard;
  }

  /** The words that this one is short for; itself if for none. */
  inFull(word: string): readonly string[] {
    const whole = this.spellings.get(word);
    if (whole) return whole;
    const short = this.joined.find(({ form }) => word.length > form.length && word.endsWith(form));
    return short ? [word.slice(0, -short.form.length), ...short.meant] : [word];
  }

  isFiller(word: string): boolean {
    return this.fillers.has(word);
  }

  isAsking(word: string): boolean {
    return this.asks.has(word);
  }

  private heard(word: string): Heard {
    const { forms } = this.tables;
    const filler = this.isFiller(word);
    const asks = this.isAsking(word);
    const labels = [...(forms.get(`=${word}`) ?? []), ...(forms.get(stem(word, this.endings)) ?? []), ...this.begun(word)];
    return labels.length || filler || asks ? { labels: [...new Set(labels)], filler, asks } : unheard;
  }

  /** What a word that stands for nothing was probably meant to be. */
  guess(raw: string): Heard {
    const before = this.guessed.get(raw);
    if (before) return before;
    const meant = this.misspelt(stem(spelt(raw), this.endings));
    const heard = meant === undefined ? unheard : { labels: this.tables.forms.get(meant)!, filler: false, asks: this.isAsking(meant) };
    if (this.guessed.size > 20_000) this.guessed.clear();
    if (raw.length <= 40) this.guessed.set(raw, heard);
    return heard;
  }

  /** The labels of all that this word begins with. */
  private begun(word: string): readonly number[] {
    return this.tables.beginnings.filter(([start]) => word.startsWith(start)).flatMap(([, labels]) => labels);
  }

  /**
   * The known word one slip of the fingers away: two neighbours swapped, or, in words of six letters or more, a letter
   * missing, added or wrong. The first letter is taken to be right. (F. J. Damerau 1964: four of five misspellings are
   * of this sort.)
   */
  private misspelt(form: string): string | undefined {
    if (form.length < 3 || form.length > 24) return undefined;
    this.byFirst ??= grouped(this.tables.forms.keys());
    const alike = this.byFirst.get(form[0]!) ?? [];
    const swapped = alike.find((known) => swappedOnce(known, form));
    return swapped ?? (form.length < 6 ? undefined : alike.find((known) => known.length >= 6 && oneApart(known, form)));
  }
}

/** The endings of a language, the longest first. */
export function endingsOf({ endings = [] }: Hearing): readonly string[] {
  return endings.map(spelt).sort((a, b) => b.length - a.length);
}

function grouped(forms: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const form of forms) push(groups, form[0]!, form);
  return groups;
}

/** Brings cues into the form in which a listener follows them. */
export class Cues {
  private readonly root: Branch<Voice> = {};
  /** The entries of lists that are more than one word. */
  private readonly entries: Branch<number> = {};
  private readonly endings: readonly string[];
  private readonly fillers: ReadonlySet<string>;
  private readonly forms = new Map<string, number[]>();
  private readonly beginnings = new Map<string, number[]>();
  /** The label of each set of words, and of each list. */
  private readonly classes = new Map<string, number>();
  /** The lists of which a list is part. */
  private readonly includes = new Map<number, number[]>();
  private count = gap + 1;

  constructor(hearing: Hearing) {
    this.endings = endingsOf(hearing);
    this.fillers = new Set((hearing.fillers ?? []).map(spelt));
    for (const [name, entries] of Object.entries(hearing.words ?? {})) this.addList(name, entries);
    this.includeLists();
  }

  /** Adds a cue; of one with very many optional words, the first thousand forms. */
  add(cue: string, voice: Voice): void {
    for (const branch of this.grow(this.root, parseCue(cue))) if (branch !== this.root) endHere(branch, voice);
  }

  packed(): Tables {
    const { root, entries, forms, beginnings, count } = this;
    return pack({ root, entries, forms, beginnings: [...beginnings], labelCount: count });
  }

  /** The branches where these steps end, grown where they are missing. */
  private grow<End>(root: Branch<End>, steps: readonly Step[]): Branch<End>[] {
    const ends = new Set([root]);
    for (const step of steps) {
      const optional = 'optional' in step && step.optional && ends.size <= 500;
      for (const branch of [...ends]) {
        if (!optional) ends.delete(branch);
        ends.add(this.step(branch, step, root));
      }
    }
    return [...ends];
  }

  private step<End>(branch: Branch<End>, step: Step, root: Branch<End>): Branch<End> {
    switch (step.is) {
      case 'gap':
        return branch === root ? branch : along(branch, gap);
      case 'edge':
        return along(branch, step.edge === '?' ? end.question : end.sentence);
      case 'words':
        return this.isSilent(step) ? branch : along(branch, this.classOf(step.words));
      case 'list':
        return along(branch, this.listLabel(step.list));
    }
  }

  private isSilent(step: Step): boolean {
    return step.is === 'words' && step.words.every((word) => this.fillers.has(spelt(word)));
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
      const steps = parseCue(entry).filter((step) => !this.isSilent(step));
      const [first] = steps;
      if (steps.length === 1 && first!.is === 'list') push(this.includes, this.listLabel(first!.list), label);
      else if (steps.length === 1 && first!.is === 'words') for (const word of first!.words) this.register(word, label);
      else for (const branch of this.grow(this.entries, steps)) if (branch !== this.entries) endHere(branch, label);
    }
  }

  /** Where a list holds another, the entries of that one are its own as well. */
  private includeLists(): void {
    const widen = (labels: number[]) => {
      for (const label of labels) for (const whole of this.includes.get(label) ?? []) if (!labels.includes(whole)) labels.push(whole);
    };
    const branches: Branch<number>[] = [this.entries];
    for (const branch of branches) {
      if (branch.ends) widen(branch.ends);
      branches.push(...(branch.next?.values() ?? []));
    }
    for (const labels of this.forms.values()) widen(labels);
    for (const labels of this.beginnings.values()) widen(labels);
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
      push(this.beginnings, spelt(word.slice(0, -1)), label);
      return;
    }
    // "=others" is this form alone; it is kept under a key that no word has.
    const form = word.startsWith('=') ? `=${spelt(word.slice(1))}` : stem(spelt(word), this.endings);
    if (!this.forms.get(form)?.includes(label)) push(this.forms, form, label);
  }
}

function along<End>(branch: Branch<End>, label: number): Branch<End> {
  branch.next ??= new Map();
  const next = branch.next.get(label) ?? {};
  branch.next.set(label, next);
  return next;
}

function endHere<End>(branch: Branch<End>, what: End): void {
  if (branch.ends) branch.ends.push(what);
  else branch.ends = [what];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Whether two neighbours, not the first, have changed places. */
function swappedOnce(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i > 0 && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/** Whether one letter added, dropped or changed makes one of the other. */
function oneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  return short.slice(short.length === long.length ? i + 1 : i) === long.slice(i + 1);
}
