import { spelt, wordPattern } from './cue.js';
import type { Heard, Lexicon } from './lexicon.js';
import { child, end, gap, type Tables, type Tree } from './tables.js';

/** A part of a text, some sentences long, and how much its cues say for each side. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** What belongs to no pair first, then the pairs in their order. Used again for the next stretch. */
  readonly sums: Float64Array;
}

/** Words of a text that a cue took: how much they say for a side, and where each of them begins and ends. */
export interface Trace {
  readonly side: number;
  readonly weight: number;
  readonly places: readonly (readonly [start: number, end: number])[];
}

/** The longest sentence, in words: which of them were matched is kept in 31 bits twice. A stretch has as many, or a sentence more. */
const longest = 60;
const gapWords = 6;
/** The most steps that are taken through the cues for one sentence, and through the lists; what takes more is no sentence. */
const mostSteps = 20_000;

/** Sentences as their words, a space apart, and how many words they have, short forms spelt in full. */
export interface Skipped {
  readonly sentences: ReadonlySet<string>;
  readonly lengths: ReadonlySet<number>;
}

/** A list's entry of several words that holds from some word on. */
interface Span {
  readonly label: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

/** Takes texts apart, and holds them against the cues of a lexicon. What it works with is used over and over. */
export class Listener {
  private readonly tables: Tables;
  /** The node after the first word of a cue, of a list's entry, by the label of that word. */
  private readonly opening: Int32Array;
  private readonly entering: Int32Array;
  private readonly words: Heard[] = [];
  /** Where each word begins and ends in the text, one after the other. */
  private readonly places: number[] = [];
  /** Entries of lists, of several words, by the word they begin with. */
  private readonly spans: Span[][] = [];
  private readonly sums: Float64Array;
  private traces: Trace[] | undefined;
  private asked = false;
  private start = 0;
  /** From here on the sentence has nothing but fillers. */
  private tail = 0;
  private steps = 0;
  /** For each label: the last sentence in which it was heard. */
  private readonly heardIn: Int32Array;
  private sentence = 0;
  /** For each voice: the last stretch in which it spoke. */
  private readonly spokeIn: Int32Array;
  private stretch = 0;

  constructor(
    private readonly lexicon: Lexicon,
    sides: number,
    /** Sentences that are passed over. */
    private readonly skipped: Skipped = { sentences: new Set(), lengths: new Set() },
  ) {
    const { tables } = lexicon;
    this.tables = tables;
    this.opening = firstSteps(tables.cues, tables.labelCount);
    this.entering = firstSteps(tables.entries, tables.labelCount);
    this.heardIn = new Int32Array(tables.labelCount);
    this.spokeIn = new Int32Array(tables.firstSaid.length);
    this.sums = new Float64Array(sides);
  }

  /** Tells every stretch of a text: whole sentences, until they have sixty words or more. */
  stretches(text: string, tell: (stretch: Stretch) => void): void {
    const { words, places, lexicon } = this;
    let from = 0;
    let said = 0;
    const tellTo = (to: number) => {
      tell({ from, to, sums: this.sums });
      this.begin();
      from = to;
      said = 0;
    };
    this.begin();
    let last = 0;
    for (let at = 0; at < text.length; ) {
      const stop = wordEnd(text, at);
      if (stop === at) {
        at++;
        continue;
      }
      if (at > last && words.length) {
        const mark = stopIn(text, last, at);
        if (mark) said += this.close(text, mark === '?');
        if (said >= longest) tellTo(at);
      }
      const heard = lexicon.hear(text.slice(at, stop));
      if (words.length + heard.length > longest) {
        this.close(text, false);
        tellTo(at);
      }
      for (let i = 0; i < heard.length && i < longest; i++) {
        words.push(heard[i]!);
        places.push(at, stop);
      }
      last = at = stop;
    }
    if (words.length) said += this.close(text, stopIn(text, last, text.length) === '?');
    if (said) tellTo(text.length);
  }

  /** What was heard in a text of one stretch, cue by cue. */
  traced(text: string): readonly Trace[] {
    const traces: Trace[] = [];
    this.traces = traces;
    this.stretches(text, () => {});
    this.traces = undefined;
    return traces;
  }

  private begin(): void {
    this.stretch++;
    this.sums.fill(0);
  }

  /** Hears out a sentence, and gives the number of its words. */
  private close(text: string, marked: boolean): number {
    const { words, places } = this;
    this.asked = marked || words.find(({ filler }) => !filler)?.asks === true;
    if (this.asked) this.guess();
    if (!this.isSkipped(text)) this.match();
    const count = words.length;
    words.length = 0;
    places.length = 0;
    return count;
  }

  /** Takes words that stand for nothing as slips of the fingers. */
  private guess(): void {
    const { words, lexicon } = this;
    for (let i = 0; i < words.length; i++) {
      const { unknown } = words[i]!;
      if (unknown !== undefined) words[i] = lexicon.guess(unknown);
    }
  }

  private isSkipped(text: string): boolean {
    const { words, places, skipped } = this;
    if (!skipped.lengths.has(words.length)) return false;
    return skipped.sentences.has(words.map((_, i) => spelt(text.slice(places[2 * i], places[2 * i + 1]))).join(' '));
  }

  private match(): void {
    const { words, spans, heardIn, opening } = this;
    const sentence = ++this.sentence;
    this.steps = mostSteps;
    this.tail = words.length;
    while (this.tail > 0 && words[this.tail - 1]!.filler) this.tail--;
    // From the end: an entry may hold another list's entries.
    for (let at = words.length - 1; at >= 0; at--) {
      const here = spans[at];
      if (here) here.length = 0;
      else spans[at] = [];
      for (const label of words[at]!.labels) heardIn[label] = sentence;
      this.enter(at);
    }
    this.steps = mostSteps;
    if (opening[end.sentence]) this.cue(opening[end.sentence]!, 0, 0, 0);
    if (this.asked && opening[end.question]) this.cue(opening[end.question]!, words.length + 1, 0, 0);
    for (let at = 0; at < words.length; at++) {
      for (const label of words[at]!.labels) if (opening[label]) this.word(opening[label]!, at, 0, 0);
      for (const { label, end, low, high } of spans[at]!) if (opening[label]) this.cue(opening[label]!, end, low, high);
    }
  }

  /** Finds the lists' entries that begin with this word; a list may stand at the start of another's entry. */
  private enter(at: number): void {
    const { entering } = this;
    const here = this.spans[at]!;
    this.start = at;
    for (const label of this.words[at]!.labels) {
      if (entering[label]) this.entry(entering[label]!, at + 1, at < 31 ? 1 << at : 0, at < 31 ? 0 : 1 << (at - 31));
    }
    for (let i = 0; i < here.length; i++) {
      const { label, end, low, high } = here[i]!;
      if (entering[label]) this.entry(entering[label]!, end, low, high);
    }
  }

  private entry(node: number, at: number, low: number, high: number): void {
    if (--this.steps < 0) return;
    const { first, firstEnd, ends } = this.tables.entries;
    for (let i = firstEnd[node]!; i < firstEnd[node + 1]!; i++) {
      const label = ends[i]!;
      this.heardIn[label] = this.sentence;
      const here = this.spans[this.start]!;
      if (!here.some((one) => one.label === label && one.end === at)) here.push({ label, end: at, low, high });
    }
    if (first[node] === first[node + 1] || at >= this.words.length) return;
    const word = this.words[at]!;
    for (const label of word.labels) {
      const next = child(this.tables.entries, node, label);
      if (next) this.entry(next, at + 1, at < 31 ? low | (1 << at) : low, at < 31 ? high : high | (1 << (at - 31)));
    }
    for (const span of this.spans[at]!) {
      const next = child(this.tables.entries, node, span.label);
      if (next) this.entry(next, span.end, low | span.low, high | span.high);
    }
    if (word.filler) this.entry(node, at + 1, low, high);
  }

  /** Goes on from where a cue has been heard so far: it may be complete, or wait for a word, a gap or an end. */
  private cue(node: number, at: number, low: number, high: number): void {
    if (--this.steps < 0) return;
    const { first, label, firstEnd, ends } = this.tables.cues;
    for (let i = firstEnd[node]!; i < firstEnd[node + 1]!; i++) this.speak(ends[i]!, low, high);
    const children = first[node]!;
    if (children === first[node + 1]) return;
    const count = this.words.length;
    // With the next word, or with one after it where there are fillers between.
    for (let to = at; to < count; to++) {
      this.take(node, to, low, high);
      if (!this.words[to]!.filler) break;
    }
    // The labels of what isn't a word come first.
    if (label[children]! > gap) return;
    if (at >= this.tail && at <= count) this.finish(node, low, high);
    const over = child(this.tables.cues, node, gap);
    if (!over || at > count) return;
    if (count - at <= gapWords) this.finish(over, low, high);
    if (!this.awaits(over)) return;
    const furthest = Math.min(at + gapWords, count - 1);
    for (let to = at; to <= furthest; to++) this.take(over, to, low, high);
  }

  /** Goes on along every label that holds at a word. */
  private take(node: number, at: number, low: number, high: number): void {
    const { cues } = this.tables;
    for (const label of this.words[at]!.labels) {
      const next = child(cues, node, label);
      if (next) this.word(next, at, low, high);
    }
    for (const span of this.spans[at]!) {
      const next = child(cues, node, span.label);
      if (next) this.cue(next, span.end, low | span.low, high | span.high);
    }
  }

  private word(node: number, at: number, low: number, high: number): void {
    if (at < 31) this.cue(node, at + 1, low | (1 << at), high);
    else this.cue(node, at + 1, low, high | (1 << (at - 31)));
  }

  private finish(node: number, low: number, high: number): void {
    const past = this.words.length + 1;
    const ended = child(this.tables.cues, node, end.sentence);
    if (ended) this.cue(ended, past, low, high);
    const question = this.asked ? child(this.tables.cues, node, end.question) : 0;
    if (question) this.cue(question, past, low, high);
  }

  /** Counts what a voice says, once in a stretch. */
  private speak(voice: number, low: number, high: number): void {
    if (this.spokeIn[voice] === this.stretch) return;
    this.spokeIn[voice] = this.stretch;
    const { firstSaid, side, weight } = this.tables;
    const [from, to] = [firstSaid[voice]!, firstSaid[voice + 1]!];
    for (let i = from; i < to; i++) this.sums[side[i]!]! += weight[i]! / 1000;
    if (!this.traces) return;
    const places = this.placesOf(low, high);
    for (let i = from; i < to; i++) this.traces.push({ side: side[i]!, weight: weight[i]! / 1000, places });
  }

  /** Where the words of these bits stand; those that are short for several words, once. */
  private placesOf(low: number, high: number): (readonly [start: number, end: number])[] {
    const found: (readonly [start: number, end: number])[] = [];
    for (let i = 0; i < this.words.length; i++) {
      if (((i < 31 ? low >> i : high >> (i - 31)) & 1) === 0) continue;
      const start = this.places[2 * i]!;
      if (found.at(-1)?.[0] !== start) found.push([start, this.places[2 * i + 1]!]);
    }
    return found;
  }

  /** Whether the sentence holds anything that this node waits for. */
  private awaits(node: number): boolean {
    const { first, label } = this.tables.cues;
    for (let i = first[node]!; i < first[node + 1]!; i++) if (this.heardIn[label[i]!] === this.sentence) return true;
    return false;
  }
}

/** The children of the root, by their labels. */
function firstSteps({ first, label }: Tree, labelCount: number): Int32Array {
  const steps = new Int32Array(labelCount);
  for (let node = first[0]!; node < first[1]!; node++) steps[label[node]!] = node;
  return steps;
}

const sticky = new RegExp(wordPattern.source, 'uy');

/** Where the word that begins here ends; here, if none does. Plain letters and digits are told without a pattern. */
function wordEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) continue;
    if (code < 128 && code !== 36 && (code !== 39 || at === from)) return at;
    break;
  }
  if (at === text.length) return at;
  if (at - from > 100) return at;
  // A word of more than two hundred letters is taken in parts: a pattern is not sent over more than that.
  sticky.lastIndex = 0;
  return sticky.test(text.slice(from, from + 200)) ? from + sticky.lastIndex : from;
}

/** What ends a sentence between two words, if anything does. A full stop inside a number or a name does not. */
function stopIn(text: string, from: number, to: number): '?' | '.' | undefined {
  if (to === from + 1 && text.charCodeAt(from) === 32) return undefined;
  let stop: '.' | undefined;
  for (let i = from; i < to; i++) {
    const char = text[i]!;
    if ('?？؟՞\u037e'.includes(char)) return '?';
    // A full stop, a colon or a dash between two figures or letters, such as in 10:30, ends nothing.
    if ('!;…。！—'.includes(char) || ('.:–'.includes(char) && (i + 1 === text.length || i + 1 < to))) stop = '.';
  }
  return stop;
}
