import { parseCue, type Step, spelt, stem } from './cue.js';
import type { Hearing } from './deck.js';
import { Spelling } from './spelling.js';
import { type Branch, end, gap, pack, type Tables, type Voice } from './tables.js';

/** A word of a text, as the cues see it: every label under which an edge of a tree may wait for it. */
export interface Heard {
  readonly labels: readonly number[];
  /** It says nothing: a cue may pass over it. */
  readonly filler: boolean;
  readonly asks: boolean;
  /** The word itself, where it stands for nothing. */
  readonly unknown?: string;
}

/** The words of a language: how they are told apart, and what each of them stands for in the cues. */
export class Lexicon {
  private readonly endings: readonly string[];
  private readonly fillers: ReadonlySet<string>;
  private readonly asks: ReadonlySet<string>;
  private readonly spelling: Spelling;
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
    this.spelling = new Spelling(hearing);
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
    return this.spelling.inFull(word);
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
    return labels.length || filler || asks ? { labels: [...new Set(labels)], filler, asks } : { labels, filler, asks, unknown: word };
  }

  /** What a word that stands for nothing was probably meant to be. */
  guess(word: string): Heard {
    const before = this.guessed.get(word);
    if (before) return before;
    const meant = this.misspelt(stem(word, this.endings));
    const labels = meant === undefined ? [] : this.tables.forms.get(meant)!;
    const heard = { labels, filler: false, asks: meant !== undefined && this.isAsking(meant) };
    if (this.guessed.size > 20_000) this.guessed.clear();
    if (word.length <= 40) this.guessed.set(word, heard);
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

/** The most steps a cue may have, and about how many forms. */
const mostSteps = 60;
const mostForms = 500;

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
  private readonly spelling: Spelling;
  private readonly gaps = new Set<Branch<unknown>>();
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
    this.spelling = new Spelling(hearing);
    for (const [name, entries] of Object.entries(hearing.words ?? {})) this.addList(name, entries);
    this.includeLists();
  }

  /** Adds a cue. One of more steps than a sentence has words is never heard; of very many forms, the first few hundred are. */
  add(cue: readonly Step[], voice: Voice): void {
    if (cue.length > mostSteps) return;
    for (const branch of this.grow(this.root, cue)) if (branch !== this.root) endHere(branch, voice);
  }

  /** All of them, for these sides: none of the pairs first. */
  packed(sides: readonly string[]): Tables {
    const { root, entries, forms, beginnings, count } = this;
    return pack({ sides, root, entries, forms, beginnings: [...beginnings], labelCount: count });
  }

  /** The branches where these steps end, grown where they are missing. */
  private grow<End>(root: Branch<End>, steps: readonly Step[]): Branch<End>[] {
    let ends = new Set([root]);
    for (const step of steps) {
      const optional = 'optional' in step && step.optional;
      if (optional && ends.size > mostForms) continue;
      const next = new Set<Branch<End>>(optional ? ends : []);
      for (const branch of ends) for (const one of this.step(branch, step, root)) next.add(one);
      ends = next.size > 4 * mostForms ? new Set([...next].slice(0, mostForms)) : next;
    }
    return [...ends];
  }

  private step<End>(branch: Branch<End>, step: Step, root: Branch<End>): Branch<End>[] {
    switch (step.is) {
      case 'gap': {
        // Two gaps in a row, or with nothing said between, are one.
        if (branch === root || this.gaps.has(branch)) return [branch];
        const over = along(branch, gap);
        this.gaps.add(over);
        return [over];
      }
      case 'edge':
        return [along(branch, step.edge === '?' ? end.question : end.sentence)];
      case 'words':
        return this.isSilent(step) ? [branch] : this.choose(branch, step.choices);
      case 'list':
        return [along(branch, this.listLabel(step.list))];
    }
  }

  /** Along one of several words; a choice that is more than a word has a way of its own. */
  private choose<End>(branch: Branch<End>, choices: readonly (readonly string[])[]): Branch<End>[] {
    const spelled = choices.map((words) => words.flatMap((word) => (/^=|\*$/.test(word) ? [word] : this.spelling.inFull(spelt(word)))));
    const single = spelled.filter(({ length }) => length === 1).flat();
    return [
      ...(single.length ? [along(branch, this.classOf(single))] : []),
      ...spelled
        .filter(({ length }) => length > 1)
        .map((words) => words.filter((word) => !this.fillers.has(word)).reduce((at, word) => along(at, this.classOf([word])), branch)),
    ];
  }

  private isSilent(step: Step): boolean {
    return step.is === 'words' && step.choices.every((words) => words.every((word) => this.fillers.has(spelt(word))));
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
      // An entry is words and lists: it has neither gaps nor ends.
      const steps = parseCue(entry).filter((step) => step.is !== 'gap' && step.is !== 'edge' && !this.isSilent(step));
      const [first] = steps;
      if (steps.length > mostSteps) continue;
      if (steps.length === 1 && first!.is === 'list') push(this.includes, this.listLabel(first!.list), label);
      else if (steps.length === 1 && first!.is === 'words' && this.areSingle(first!.choices)) {
        for (const [word] of first!.choices) this.register(word!, label);
      } else for (const branch of this.grow(this.entries, steps)) if (branch !== this.entries) endHere(branch, label);
    }
  }

  /** Whether each of these is one word, also when it is spelt in full. */
  private areSingle(choices: readonly (readonly string[])[]): boolean {
    return choices.every(([word, ...more]) => more.length === 0 && this.spelling.inFull(spelt(word!)).join() === spelt(word!));
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
