import { spelt } from './cue.js';
import type { Hearing } from './deck.js';

/** The short forms of a language, each with the words it stands for: cues and texts are read alike. */
export class Spelling {
  private readonly whole: ReadonlyMap<string, readonly string[]>;
  /** Short forms at the end of a word, such as -n't. */
  private readonly joined: readonly { readonly form: string; readonly meant: readonly string[] }[];

  constructor({ spellings = {} }: Hearing) {
    const all = Object.entries(spellings).map(([word, meant]) => [spelt(word), meant.split(/\s+/).map(spelt)] as const);
    this.whole = new Map(all.filter(([word]) => !word.startsWith('-')));
    this.joined = all.filter(([word]) => word.startsWith('-')).map(([word, meant]) => ({ form: word.slice(1), meant }));
  }

  /** The words that this one is short for; itself if for none. */
  inFull(word: string): readonly string[] {
    const whole = this.whole.get(word);
    if (whole) return whole;
    const short = this.joined.find(({ form }) => word.length > form.length && word.endsWith(form));
    return short ? [word.slice(0, -short.form.length), ...short.meant] : [word];
  }
}
