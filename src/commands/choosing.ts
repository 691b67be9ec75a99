import { selectLater } from '../core/catalogue.js';
import { channels, kindsOf, levels, settings, tagsOf } from '../core/deck.js';
import { nearest } from '../core/nearest.js';
import { type Criteria, type Selection, speaks } from '../core/select.js';
import { counted, singular, visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import type { Io } from '../io.js';
import { decksAtHand } from '../store/at-hand.js';
import type { Loaded, Located } from '../store/decks.js';
import { options, someText, wholeNumber } from './command.js';
import { note } from './output.js';

/** The options by which draw, print and list choose among prompts. */
export const choosing = options(() => ({
  deck: {
    short: 'd',
    value: 'deck',
    about: 'only from this deck: its name, a file, a folder, or - for standard input',
    group: 'Choosing',
    many: 'commas',
    words: 'decks',
  },
  tag: { short: 't', value: 'tag', about: 'only with this tag', group: 'Choosing', many: 'commas', words: 'tags' },
  level: { value: 'level', about: `${levels.join(', ')}`, group: 'Choosing', many: 'commas', words: levels },
  setting: { value: 'setting', about: `fit for ${settings.join(', ')}`, group: 'Choosing', many: 'commas', words: settings },
  channel: { value: 'channel', about: `fit for ${channels.join(', ')}`, group: 'Choosing', many: 'commas', words: channels },
  language: { value: 'tag', about: 'in this language, such as en or pt-BR', group: 'Choosing', many: 'commas', words: 'languages' },
  edge: {
    value: 'n',
    about: 'of this edge: 1 warm, 2 real, 3 sharp',
    group: 'Choosing',
    many: 'commas',
    read: wholeNumber(1, 3),
    words: ['1', '2', '3'],
  },
  maxEdge: { value: 'n', about: 'of this edge at most', group: 'Choosing', read: wholeNumber(1, 3), words: ['1', '2', '3'] },
  principle: { value: 'n', about: 'that practise this principle, 1 to 6', group: 'Choosing', many: 'commas', read: wholeNumber(1, 6) },
  paired: { about: 'only those asked ahead of a How question', group: 'Choosing' },
  search: { value: 'text', about: 'that hold this text, in the prompt or its How', group: 'Choosing', read: someText },
}));

export const kindOperand = { form: '[kinds...]', about: 'such as crossroads or gifts; all if left out', words: 'kinds' } as const;

interface Typed {
  readonly deck?: string[];
  readonly tag?: string[];
  readonly level?: string[];
  readonly setting?: string[];
  readonly channel?: string[];
  readonly language?: string[];
  readonly edge?: number[];
  readonly maxEdge?: number;
  readonly principle?: number[];
  readonly paired?: boolean;
  readonly search?: string;
}

/** Loads the decks that were asked for, and tells what was stepped over. */
export async function load(io: Io, options: Loading): Promise<readonly Located[]> {
  return (await loadAll(io, options)).decks;
}

interface Loading {
  readonly deck?: string[] | undefined;
  readonly quiet?: boolean | undefined;
}

/** As load, with what was stepped over. */
export async function loadAll(io: Io, { deck, quiet }: Loading): Promise<Loaded> {
  const loaded = await decksAtHand(io, deck);
  if (!quiet) for (const line of loaded.notes) note(io, line);
  return loaded;
}

/** The prompts of these decks that were asked for. Throws a Failure with the nearest word for one that isn't known. */
export function choose(located: readonly Located[], kinds: readonly string[], typed: Typed, how: { aside?: boolean } = {}): Selection {
  const decks = located.map(({ deck }) => deck);
  const asked = criteria(located, kinds, typed);
  const aside = how.aside || !!typed.deck?.length;
  return selectLater(decks, asked, { aside });
}

function criteria(located: readonly Located[], kinds: readonly string[], typed: Typed): Criteria {
  const decks = located.map(({ deck }) => deck);
  const known = kinds.length ? [...kindsOf(decks).keys()] : [];
  const tags = () => tagsOf(decks);
  const languages = () => [...new Set(decks.map((deck) => deck.language))];
  return {
    kinds: kinds.flatMap((value) => value.split(',')).map((kind) => knownWord(kind, known, 'kind', singular)),
    tags: typed.tag?.map((tag) => knownWord(tag, tags(), 'tag', lower, '--tag')) ?? [],
    levels: typed.level?.map((level) => knownWord(level, levels, 'level', singular, '--level')) ?? [],
    settings: typed.setting?.map((setting) => knownWord(setting, settings, 'setting', singular, '--setting')) ?? [],
    channels: typed.channel?.map((channel) => knownWord(channel, channels, 'channel', singular, '--channel')) ?? [],
    languages:
      typed.language?.map((range) =>
        languages().some((language) => speaks(language, range)) ? range : knownWord(range, languages(), 'language', lower, '--language'),
      ) ?? [],
    edges: typed.edge ?? [],
    principles: typed.principle ?? [],
    ...(typed.maxEdge !== undefined && { maxEdge: typed.maxEdge }),
    ...(typed.paired && { paired: true }),
    ...(typed.search && { search: typed.search }),
  };
}

function lower(word: string): string {
  return word.trim().toLowerCase();
}

/** The known word that was typed in this or a like form; a Failure that offers the nearest otherwise. */
export function knownWord<T extends string>(
  typed: string,
  known: Iterable<T>,
  what: string,
  form: (word: string) => string,
  flag?: string,
): T {
  const words = [...known];
  const found = words.find((word) => word === typed) ?? words.find((word) => form(word.normalize('NFC')) === form(typed.normalize('NFC')));
  if (found !== undefined) return found;
  const near = nearest(typed, words);
  const offer = near ? `did you mean "${visible(near)}"?` : `there ${words.length ? `are: ${list(words)}` : 'is none here'}`;
  throw new Failure(Exit.usage, `${flag ? `${flag}: ` : ''}unknown ${what} "${visible(typed)}"; ${offer}`);
}

function list(words: readonly string[]): string {
  const shown = words.slice(0, 20).map(visible).join(', ');
  return words.length > 20 ? `${shown} and ${words.length - 20} more` : shown;
}

/** Why nothing is left, for standard error. */
export function nothingLeft({ considered, leftOut }: Selection): string {
  if (considered === 0) return 'nothing matched: the decks hold no prompts';
  const reasons = leftOut.map(({ by, count }) => `${by} left out ${count}`).join(', ');
  return `nothing matched: of ${counted(considered, 'prompt')}, ${reasons}; ask for less`;
}
