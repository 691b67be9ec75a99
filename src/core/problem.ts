import { type Form, formSentences } from './advice/form.js';
import { visible } from './text.js';

/** Where something stands in a file. Line and column count from 1, columns in UTF-16 units as editors do. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How many UTF-16 units of that line are meant, where that is known. */
  readonly length?: number;
}

/** What is wrong, as data; `sentence` holds the words. */
export type Detail =
  | { readonly code: 'syntax'; readonly message: string }
  | { readonly code: 'encoding'; readonly found: string }
  | { readonly code: 'unsafe-character'; readonly char: string }
  | { readonly code: 'too-big'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'too-big-to-check'; readonly limit: number }
  | { readonly code: 'not-plain'; readonly limit: number }
  | { readonly code: 'more-duplicates'; readonly count: number }
  | { readonly code: 'not-used'; readonly what: 'tag' | 'anchor' | 'alias' | 'directive'; readonly found: string }
  | { readonly code: 'unknown-key'; readonly key: string; readonly nearest?: string; readonly known: readonly string[] }
  | { readonly code: 'missing-key'; readonly key: string; readonly example: string }
  | { readonly code: 'duplicate-key'; readonly key: string; readonly first: number }
  | { readonly code: 'wrong-type'; readonly key: string; readonly expected: string; readonly found: string; readonly quote?: string }
  | {
      readonly code: 'not-a-choice';
      readonly key: string;
      readonly value: string;
      readonly nearest?: string;
      readonly choices: readonly string[];
    }
  | { readonly code: 'out-of-range'; readonly key: string; readonly value: string; readonly range: string }
  | { readonly code: 'empty'; readonly key: string; readonly start?: string }
  | { readonly code: 'cut-by-comment'; readonly kept: string; readonly lost: string }
  | { readonly code: 'sentence-as-key'; readonly sentence: string }
  | { readonly code: 'bad-id'; readonly id: string }
  | { readonly code: 'duplicate-id'; readonly id: string; readonly first: number }
  | { readonly code: 'duplicate-text'; readonly first: number }
  | { readonly code: 'unknown-kind'; readonly kind: string; readonly nearest?: string }
  | { readonly code: 'other-file'; readonly is: 'deck' | 'session' | 'agenda' }
  | { readonly code: 'no-prompts' }
  | { readonly code: 'no-blocks' }
  | { readonly code: 'duplicate-block'; readonly id: string; readonly first: number }
  | { readonly code: 'unknown-placeholder'; readonly name: string; readonly nearest?: string; readonly known: readonly string[] }
  | { readonly code: 'unknown-list'; readonly cue: string; readonly list: string; readonly nearest?: string }
  | { readonly code: 'unknown-pair'; readonly cue: string; readonly pair: string; readonly nearest?: string }
  | { readonly code: 'hidden-character'; readonly char: string }
  | { readonly code: 'same-text'; readonly where: string }
  | { readonly code: 'near-duplicate'; readonly text: string; readonly where: string }
  | { readonly code: 'no-id'; readonly count: number; readonly id: string }
  | { readonly code: 'id-gone'; readonly id: string; readonly where: string }
  | { readonly code: 'id-changed'; readonly id: string; readonly before: string; readonly where: string }
  | { readonly code: Form; readonly found: string };

/** Something wrong in a deck, how bad it is, and where it stands. */
export type Problem = Detail & {
  /** An error keeps the deck from being used; a warning does not; advice is about form and may be left. */
  readonly severity: 'error' | 'warning' | 'advice';
  readonly place: Place;
};

/** `my-deck.yaml:6:5: unknown key "txet"; did you mean "text"?` */
export function line(problem: Problem): string {
  const { file, line, column } = problem.place;
  const severity = problem.severity === 'error' ? '' : `${problem.severity}: `;
  return `${visible(file)}:${line}:${column}: ${severity}${sentence(problem)}`;
}

/** The problem in words, without its place, and safe to show whatever stands in the file. */
export function sentence(problem: Detail): string {
  return visible(words(problem));
}

function words(problem: Detail): string {
  switch (problem.code) {
    case 'syntax':
      return problem.message;
    case 'encoding':
      return `this is ${problem.found}; save the file as UTF-8`;
    case 'unsafe-character':
      return `an invisible or control character (${visible(problem.char)}) stands here; delete it`;
    case 'too-big':
      return `the file is larger than ${Math.floor(problem.limit / 1048576)} MB; split it into several decks`;
    case 'too-big-to-check':
      return `the file is larger than ${Math.floor(problem.limit / 1048576)} MB, which is as much as check reads; to have it checked, split it. A deck can be drawn from all the same, if each of its prompts is a sentence, or keys on a line each`;
    case 'not-plain':
      return `the file is larger than ${Math.floor(problem.limit / 1048576)} MB, and one so large is read line by line: each prompt a sentence, or keys on a line each. This line is not so plain; put its text in quotes, or split the file`;
    case 'more-duplicates':
      return `${problem.count} prompts from here on stand on a line before; they count once`;
    case 'not-used':
      return notUsed[problem.what](shown(problem.found));
    case 'unknown-key':
      return `unknown key ${shown(problem.key)}; ${
        problem.nearest ? `did you mean "${problem.nearest}"?` : `known here: ${problem.known.join(', ')}`
      }`;
    case 'missing-key':
      return `"${problem.key}" is missing; add a line such as: ${problem.example}`;
    case 'duplicate-key':
      return `"${problem.key}" stands here a second time (first on line ${problem.first}); keep one of them`;
    case 'wrong-type':
      return `${named(problem.key)} should be ${problem.expected}, not ${visible(problem.found)}${
        problem.quote ? `; if the text is meant, put it in quotes: "${shorten(problem.quote)}"` : ''
      }`;
    case 'not-a-choice':
      return `"${problem.key}" can't be ${shown(problem.value)}; ${
        problem.nearest ? `did you mean "${problem.nearest}"?` : `it is one of ${problem.choices.join(', ')}`
      }`;
    case 'out-of-range':
      return `"${problem.key}" should be ${problem.range}, not ${shown(problem.value)}`;
    case 'empty':
      return problem.key
        ? `"${problem.key}" is empty; fill it in or delete the line`
        : `the file is empty; start with ${problem.start ?? 'title: and prompts:'}`;
    case 'cut-by-comment':
      return `YAML reads "#" after a space as the start of a comment, so only ${shown(problem.kept)} is left and ${shown(
        `#${problem.lost}`,
      )} is lost; put the whole text in quotes`;
    case 'sentence-as-key':
      return `YAML reads ": " as key and value, so this is not a sentence any more; put it in quotes: "${shorten(problem.sentence)}"`;
    case 'bad-id':
      return `the id ${shown(problem.id)} should be letters, digits, "-", "_" or ".", without spaces, such as "first-question"`;
    case 'duplicate-id':
      return `the id "${problem.id}" is taken by line ${problem.first}; give this prompt another`;
    case 'duplicate-text':
      return `the same prompt stands on line ${problem.first} already; it counts once`;
    case 'unknown-kind':
      return `the kind ${shown(problem.kind)} is not known; ${
        problem.nearest ? `did you mean "${problem.nearest}"? If not, declare it` : 'declare it'
      } under "kinds:"`;
    case 'other-file':
      return otherFile[problem.is];
    case 'no-blocks':
      return 'there are no blocks here yet; add one under "blocks:", such as: - {title: Welcome, minutes: 5, form: plenary}';
    case 'duplicate-block':
      return `the id "${visible(problem.id)}" is taken by line ${problem.first}; give this block another`;
    case 'unknown-placeholder':
      return `unknown placeholder ${shown(`{{${problem.name}}}`)}; ${
        problem.nearest ? `did you mean "{{${problem.nearest}}}"?` : `known: ${problem.known.map((name) => `{{${name}}}`).join(', ')}`
      }`;
    case 'unknown-list':
      return `the cue ${shown(problem.cue)} names the list <${visible(problem.list)}>, which is not there; ${
        problem.nearest ? `did you mean <${visible(problem.nearest)}>? If not, add it` : 'add it'
      } under "words:" in "hearing:"`;
    case 'unknown-pair':
      return `the cue ${shown(problem.cue)} speaks for ${shown(problem.pair)}, which is no pair of this deck; ${
        problem.nearest ? `did you mean "${visible(problem.nearest)}"?` : 'name one by its id, then how much it says, such as'
      }${problem.nearest ? '' : ': cost 0.5, none -1'}`;
    case 'no-prompts':
      return 'there are no prompts here yet; add one under "prompts:", such as: - What brought you here?';
    case 'hidden-character':
      return `a character that can't be seen (U+${problem.char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}) stands here; delete it, unless you know what it is for`;
    case 'same-text':
      return `the same prompt stands in ${visible(problem.where)} already; in a draw the two count as one`;
    case 'near-duplicate':
      return `this is nearly ${shown(problem.text)} (${visible(problem.where)}); keep the better one, or allow: near-duplicate`;
    case 'no-id':
      return problem.count === 1
        ? `this prompt has no id, so its name changes with its words; add one, such as: id: ${problem.id}`
        : `${problem.count} prompts have no id, so their names change with their words; add one to each, such as: id: ${problem.id}`;
    case 'id-gone':
      return `the id "${visible(problem.id)}" of ${visible(problem.where)} is gone; who remembers it won't find it`;
    case 'id-changed':
      return `this prompt had the id "${visible(problem.before)}" in ${visible(problem.where)}; give it that one back, not "${visible(problem.id)}"`;
    default:
      return formSentences[problem.code](shown(problem.found));
  }
}

const otherFile = {
  deck: 'this is a deck, not a session; convene draw takes it with -d, and among your own it belongs in the folder "decks"',
  session: 'this is a session, not a deck; convene agenda takes it, and among your own it belongs in the folder "sessions"',
  agenda: 'this is an agenda, not a deck; convene agenda takes it',
} as const;

const notUsed: Record<'tag' | 'anchor' | 'alias' | 'directive', (found: string) => string> = {
  tag: (found) => `YAML reads ${found} as a tag and drops it; if it belongs to the text, put the text in quotes`,
  anchor: (found) => `YAML reads ${found} as an anchor and drops it; if it belongs to the text, put the text in quotes`,
  alias: (found) => `YAML reads ${found} as a reference to something named elsewhere; if it belongs to the text, put the text in quotes`,
  directive: (found) => `a directive (${found}) is not used here; delete the line`,
};

function named(key: string): string {
  return key ? `"${key}"` : 'the file';
}

function shown(text: string): string {
  return `"${shorten(visible(text))}"`;
}

function shorten(text: string): string {
  const safe = visible(text);
  return safe.length > 70 ? `${safe.slice(0, 69)}…` : safe;
}
