import { nearest } from '../core/nearest.js';
import { visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import { layouts } from '../layout/index.js';
import { type PaperName, papers } from '../layout/page.js';
import { flagOf, options, someText, wholeNumber } from './command.js';

const paperNames = Object.keys(papers) as PaperName[];
const layoutNames = layouts.map(({ name }) => name);

/** The options by which prompts are put on paper, or on a shared screen. */
export const paper = options(() => ({
  layout: {
    value: 'layout',
    about: layouts.map(({ name, about }) => `${name} (${about})`).join(', '),
    group: 'Paper',
    read: oneOf(layoutNames, 'layout'),
    words: layoutNames,
  },
  paper: {
    value: 'size',
    about: `${paperNames.join(' or ')}; by the locale if left out`,
    group: 'Paper',
    read: oneOf(paperNames, 'paper'),
    words: paperNames,
  },
  perPage: { value: 'n', about: 'how many on a page of cards, fold or poster', group: 'Paper', read: wholeNumber(1, 24) },
  cutOrder: { about: 'cards in sequence once the stack is cut and its piles laid on one another', group: 'Paper' },
  blank: { value: 'n', about: 'so many blank cards as well', group: 'Paper', read: wholeNumber(1, 240) },
  font: { value: 'file', about: 'set in this font: TrueType, OpenType or WOFF', group: 'Paper', read: someText, words: 'files' },
  present: { about: 'with -f html: a page for a shared screen, one prompt at a time', group: 'Paper' },
  countdown: { value: 'minutes', about: 'with --present: the time for each', group: 'Paper', read: wholeNumber(1, 240) },
}));

/** What was typed of them. */
export interface PaperTyped {
  readonly layout?: string;
  readonly paper?: PaperName;
  readonly perPage?: number;
  readonly cutOrder?: boolean;
  readonly blank?: number;
  readonly font?: string;
  readonly present?: boolean;
  readonly countdown?: number;
}

/** A Failure if something was asked that concerns paper alone. */
export function refusePaper(typed: PaperTyped): void {
  for (const name of Object.keys(typed) as (keyof PaperTyped)[]) {
    if (typed[name] === undefined || !(name in paper())) continue;
    const formats =
      name === 'present' || name === 'countdown' ? 'html; try -f html -o slides.html' : 'html or pdf; try -f pdf -o cards.pdf';
    throw new Failure(Exit.usage, `${flagOf(name)}: only with ${formats}`);
  }
}

function oneOf<T extends string>(known: readonly T[], what: string): (text: string, flag: string) => T {
  return (text, flag) => {
    const found = known.find((name) => name === text.toLowerCase());
    if (found) return found;
    const near = nearest(text, known);
    const help = near ? `did you mean "${near}"?` : `there are: ${known.join(', ')}`;
    throw new Failure(Exit.usage, `${flag}: unknown ${what} "${visible(text)}"; ${help}`);
  };
}
