import { visible } from './text.js';

/** Where something stands in a file. Line and column count from 1, columns in UTF-16 units as editors do. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong, as data; `sentence` holds the words. */
export type Detail =
  | { readonly code: 'syntax'; readonly message: string }
  | { readonly code: 'encoding'; readonly found: string }
  | { readonly code: 'unsafe-character'; readonly char: string }
  | { readonly code: 'too-big'; readonly bytes: number; readonly limit: number }
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
  | { readonly code: 'no-prompts' }
  | { readonly code: 'no-blocks' }
  | { readonly code: 'duplicate-block'; readonly id: string; readonly first: number }
  | { readonly code: 'unknown-placeholder'; readonly name: string; readonly nearest?: string; readonly known: readonly string[] }
  | { readonly code: 'unknown-list'; readonly cue: string; readonly list: string; readonly nearest?: string };

export type Problem = Detail & {
  /** An error keeps the deck from being used; a warning does not. */
  readonly severity: 'error' | 'warning';
  readonly place: Place;
};

/** `my-deck.yaml:6:5: unknown key "txet"; did you mean "text"?` */
export function line(problem: Problem): string {
  const { file, line, column } = problem.place;
  const severity = problem.severity === 'warning' ? 'warning: ' : '';
  return `${visible(file)}:${line}:${column}: ${severity}${sentence(problem)}`;
}

/** The problem in words, without its place. */
export function sentence(problem: Detail): string {
  switch (problem.code) {
    case 'syntax':
      return problem.message;
    case 'encoding':
      return `this is ${problem.found}; save the file as UTF-8`;
    case 'unsafe-character':
      return `an invisible or control character (${visible(problem.char)}) stands here; delete it`;
    case 'too-big':
      return `the file is larger than ${Math.floor(problem.limit / 1048576)} MB; split it into several decks`;
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
    case 'no-prompts':
      return 'there are no prompts here yet; add one under "prompts:", such as: - What brought you here?';
  }
}

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
