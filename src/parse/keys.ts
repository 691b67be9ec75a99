import { forms } from '../core/advice/form.js';
import { type Allowable, channels, knownKinds, levels, type PromptKeys, settings } from '../core/deck.js';
import { idPattern, languagePattern } from '../core/id.js';
import { choice, decimal, flag, glossary, type Key, list, lists, type MapShape, prose, range, whole } from './shape.js';

const allowable: readonly Allowable[] = [...forms, 'near-duplicate', 'no-id'];

/** Every key of a prompt. The compiler holds this list against the type. */
export const promptKeys: Readonly<Record<keyof PromptKeys, Key>> = {
  id: { shape: { is: 'name', pattern: idPattern, such: 'a short name' }, about: 'a stable name within the deck' },
  text: { shape: prose, about: 'what is said aloud', required: 'text: What brought you here?' },
  kind: { shape: prose, about: 'what the prompt is for', examples: Object.keys(knownKinds) },
  how: { shape: prose, about: 'the How question it is asked ahead of' },
  cues: { shape: list(prose), about: 'phrases by which that How is recognised' },
  bridge: { shape: prose, about: 'said between the How that was heard and this' },
  why: { shape: prose, about: 'what this opens, for the facilitator' },
  followups: { shape: list(prose), about: 'go deeper, not wider' },
  listen: { shape: list(prose), about: 'what is heard when it works' },
  level: { shape: list(choice(levels)), about: 'whom it concerns' },
  settings: { shape: list(choice(settings)), about: 'where it fits; any if left out' },
  channels: { shape: list(choice(channels)), about: 'how people are present; any if left out' },
  minutes: { shape: whole(1, 1440), about: 'how long it takes' },
  group: { shape: range(1, 1000), about: 'how many speak together, least and most' },
  silence: { shape: whole(0, 3600), about: 'seconds before the first voice' },
  edge: { shape: choice([1, 2, 3]), about: '1 warm, 2 real, 3 sharp' },
  address: { shape: choice(['one', 'many']), about: 'whom "you" means' },
  pair: { shape: whole(1, 1000), about: 'the pair it stands nearest to' },
  principles: { shape: list(whole(1, 6)), about: 'the convener principles it practises' },
  tags: { shape: list(prose), about: 'words to find it by' },
  weight: { shape: decimal(0, 1e6), about: 'how often it comes up beside the others; 1 if left out' },
  once: { shape: flag, about: 'asked at most once in a room' },
  source: { shape: prose, about: 'who is quoted, and from where; "original" where nobody is' },
  allow: { shape: list(choice(allowable)), about: 'advice that check should not give again' },
};

const { id: _id, text: _text, ...defaults } = promptKeys;

/** What the pairs of a deck need to know of its language. */
const hearing: MapShape = {
  is: 'map',
  keys: {
    endings: { shape: list(prose), about: 'endings by which the forms of one word differ' },
    fillers: { shape: list(prose), about: 'words that say nothing' },
    asks: { shape: list(prose), about: 'words with which a question begins' },
    spellings: { shape: glossary, about: 'short forms, each with the words it stands for' },
    words: { shape: lists, about: 'lists that cues name as <list>' },
    weights: { shape: glossary, about: 'cues, each with the pairs it speaks for and how much; none for what belongs to no pair' },
  },
};

/** Every key of a deck, but `prompts`; those of a prompt stand for all the prompts that don't say otherwise. */
export const deckKeys: Readonly<Record<string, Key>> = {
  title: { shape: prose, about: "the deck's title", required: 'title: Questions for our Mondays' },
  description: { shape: prose, about: 'what it is for' },
  language: {
    shape: { is: 'name', pattern: languagePattern, such: 'a language tag such as en, pt-BR or de' },
    about: 'BCP 47; en if left out',
  },
  license: { shape: prose, about: 'under which others may use the texts' },
  kinds: { shape: glossary, about: 'kinds of its own, each with what it is for' },
  was: { shape: list(prose), about: 'its file name before it was renamed, so that rooms remember' },
  aside: { shape: flag, about: 'left out of a draw unless asked for by name' },
  hearing: { shape: hearing, about: 'the language in which its pairs are recognised' },
  ...defaults,
};
