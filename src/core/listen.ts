import { wordPattern } from './cue.js';
import { type Heard, type Lexicon, type Node, questionEnd, sentenceEnd, unheard, type Voice } from './lexicon.js';

/** A cue that was heard: whose it is, which words of the sentence it took (a bit each), and how many. */
export interface Match {
  readonly voice: Voice;
  readonly low: number;
  readonly high: number;
  readonly size: number;
}

export interface Sentence {
  /** It ends as a question, or begins like one. */
  readonly asked: boolean;
  readonly matches: Match[];
  /** The words of a match as they stand in the text, "…" where words lie between, and where the first of them begins. */
  quote(match: Match): { readonly quote: string; readonly first: number };
}

/** The longest stretch taken for one sentence, in words: which of them were matched is kept in 31 bits twice. */
const longest = 60;
const gapWords = 6;
/** The most that is heard in one sentence; a sentence of that sort is no sentence. */
const mostMatches = 400;

/** A list's entry of several words that holds from some word on. */
interface Span {
  readonly label: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

/** Takes texts apart, and holds each sentence against the cues of a lexicon. What it works with is used over and over. */
export class Listener {
  private readonly words: Heard[] = [];
  /** Where each word begins and ends in the text, one after the other. */
  private readonly places: number[] = [];
  /** Entries of lists, of several words, by the word they begin with. */
  private readonly spans: Span[][] = [];
  private found: Match[] = [];
  private asked = false;
  private start = 0;
  /** For each label: the last sentence in which it was heard. */
  private readonly heardIn: Int32Array;
  private sentence = 0;

  constructor(private readonly lexicon: Lexicon) {
    this.heardIn = new Int32Array(lexicon.labelCount);
  }

  /** Tells every sentence in which a cue was heard. */
  sentences(text: string, tell: (sentence: Sentence) => void): void {
    const { words, places, lexicon } = this;
    let last = 0;
    for (let at = 0; at < text.length; ) {
      const end = wordEnd(text, at);
      if (end === at) {
        at++;
        continue;
      }
      if (at > last && words.length) {
        const stop = stopIn(text, last, at);
        if (stop) this.close(text, stop === '?', tell);
      }
      for (const heard of lexicon.hear(text.slice(at, end))) {
        if (heard.filler) continue;
        words.push(heard);
        places.push(at, end);
      }
      if (words.length >= longest) this.close(text, false, tell);
      last = at = end;
    }
    if (words.length) this.close(text, stopIn(text, last, text.length) === '?', tell);
  }

  private close(text: string, marked: boolean, tell: (sentence: Sentence) => void): void {
    const { words, places } = this;
    this.asked = marked || words[0]!.asks;
    if (this.asked) this.guess(text);
    this.match();
    if (this.found.length) {
      const { asked, found: matches } = this;
      tell({ asked, matches, quote: (match) => quoted(text, places, match) });
      this.found = [];
    }
    words.length = 0;
    places.length = 0;
  }

  /** Takes words that stand for nothing as slips of the fingers. */
  private guess(text: string): void {
    const { words, places, lexicon } = this;
    for (const [i, word] of words.entries()) {
      if (word === unheard) words[i] = lexicon.guess(text.slice(places[2 * i], places[2 * i + 1]));
    }
  }

  private match(): void {
    const { words, spans, heardIn } = this;
    const { root, entries } = this.lexicon;
    if (!root.next) return;
    const sentence = ++this.sentence;
    // From the end: an entry may hold another list's entries.
    for (let at = words.length - 1; at >= 0; at--) {
      if (spans[at]) spans[at]!.length = 0;
      else spans[at] = [];
      for (const label of words[at]!.labels) heardIn[label] = sentence;
      this.start = at;
      // A list may stand at the start of another's entry: look again while more is found.
      for (let before = words[at]!.lists ? -1 : 0; before < spans[at]!.length; ) {
        before = spans[at]!.length;
        this.entry(entries, at, 0, 0);
      }
    }
    const opening = root.next?.get(sentenceEnd);
    if (opening) this.cue(opening, 0, 0, 0, 0.5);
    for (let at = 0; at < words.length && this.found.length < mostMatches; at++) {
      if (words[at]!.opens || spans[at]!.length) this.follow(root.next, at, 0, 0, 0);
    }
  }

  private entry(node: Node<number>, at: number, low: number, high: number): void {
    if (node.ends) {
      const here = this.spans[this.start]!;
      for (const label of node.ends) {
        this.heardIn[label] = this.sentence;
        if (!here.some((one) => one.label === label && one.end === at)) here.push({ label, end: at, low, high });
      }
    }
    if (!node.next || at >= this.words.length) return;
    for (const label of this.words[at]!.labels) {
      const next = node.next.get(label);
      if (next) this.entry(next, at + 1, at < 31 ? low | (1 << at) : low, at < 31 ? high : high | (1 << (at - 31)));
    }
    const spans = this.spans[at]!;
    for (let i = 0; i < spans.length; i++) {
      const span = spans[i]!;
      const next = node.next.get(span.label);
      if (next) this.entry(next, span.end, low | span.low, high | span.high);
    }
  }

  private cue(node: Node<Voice>, at: number, low: number, high: number, size: number): void {
    if (node.ends && size >= 1) for (const voice of node.ends) this.found.push({ voice, low, high, size });
    const count = this.words.length;
    if (at < count) {
      if (node.next) this.follow(node.next, at, low, high, size);
    } else if (at === count) this.end(node, low, high, size);
    const { gap } = node;
    if (!gap?.next || this.found.length >= mostMatches) return;
    if (count - at <= gapWords) this.end(gap, low, high, size);
    if (!this.awaits(gap)) return;
    const furthest = Math.min(at + gapWords, count - 1);
    for (let to = at; to <= furthest; to++) this.follow(gap.next, to, low, high, size);
  }

  /** Goes on along every label that holds at a word. */
  private follow(edges: ReadonlyMap<number, Node<Voice>>, at: number, low: number, high: number, size: number): void {
    for (const label of this.words[at]!.labels) {
      const next = edges.get(label);
      if (next) this.cue(next, at + 1, at < 31 ? low | (1 << at) : low, at < 31 ? high : high | (1 << (at - 31)), size + 1);
    }
    for (const span of this.spans[at]!) {
      const next = edges.get(span.label);
      if (next) this.cue(next, span.end, low | span.low, high | span.high, size + span.end - at);
    }
  }

  private end(node: Node<Voice>, low: number, high: number, size: number): void {
    const past = this.words.length + 1;
    const ended = node.next?.get(sentenceEnd);
    if (ended) this.cue(ended, past, low, high, size + 0.5);
    const question = this.asked ? node.next?.get(questionEnd) : undefined;
    if (question) this.cue(question, past, low, high, size + 0.5);
  }

  /** Whether the sentence holds anything that this node waits for. */
  private awaits(node: Node<Voice>): boolean {
    node.waits ??= [...(node.next?.keys() ?? [])];
    for (const label of node.waits) if (this.heardIn[label] === this.sentence) return true;
    return false;
  }
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
  sticky.lastIndex = from;
  return sticky.test(text) ? sticky.lastIndex : from;
}

/** What ends a sentence between two words, if anything does. A full stop inside a number or a name does not. */
function stopIn(text: string, from: number, to: number): '?' | '.' | undefined {
  if (to === from + 1 && text.charCodeAt(from) === 32) return undefined;
  let stop: '.' | undefined;
  for (let i = from; i < to; i++) {
    const char = text[i]!;
    if ('?？؟՞\u037e'.includes(char)) return '?';
    if ('!;:…。！—–'.includes(char) || (char === '.' && (i + 1 === text.length || i + 1 < to))) stop = '.';
  }
  return stop;
}

/** The words of a match as they stand in the text. */
function quoted(text: string, places: readonly number[], { low, high }: Match): { quote: string; first: number } {
  let quote = '';
  let before = -1;
  let first = 0;
  for (let i = 0; i < places.length / 2; i++) {
    if (((i < 31 ? low >> i : high >> (i - 31)) & 1) === 0) continue;
    const start = places[2 * i]!;
    if (before < 0) first = start;
    // A short form is several words in one place.
    if (before < 0 || places[2 * before] !== start) {
      const between = before < 0 ? '' : before + 1 === i ? ' ' : ' … ';
      quote += between + text.slice(start, places[2 * i + 1]);
    }
    before = i;
  }
  return { quote, first };
}
