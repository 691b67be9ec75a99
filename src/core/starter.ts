import { knownKinds } from './deck.js';
import { derivedId } from './id.js';

/** What a new deck starts with; each a line of text. */
export interface Start {
  /** What the file is called on a command line. */
  readonly file: string;
  readonly title: string;
  readonly kind: string;
  readonly language: string;
  readonly source: string;
  readonly prompts: readonly string[];
}

/** A JSON string is a YAML string, whatever it holds. */
export function quoted(value: string): string {
  return JSON.stringify(value);
}

/**
 * A deck to go on writing: valid as it is, with comments that teach the format. `schema` is where editors find the JSON
 * Schema by which they complete and check while one types.
 */
export function starterDeck({ file, title, kind, language, source, prompts }: Start, schema: string): string {
  const own = Object.hasOwn(knownKinds, kind) ? '' : `kinds:\n  ${quoted(kind)}: what this kind is for\n`;
  const [first = 'What brought you here?', ...rest] = prompts;
  return `# yaml-language-server: $schema=${schema}
# A deck of questions for convene. Lines that start with "#" are notes: delete them as you like.
# See what is wrong:     convene check ${file}
# Draw from it:          convene draw -d ${file}

title: ${quoted(title)}
language: ${quoted(language)}
source: ${quoted(source)} # who wrote these; a prompt may have its own
${own}kind: ${quoted(kind)} # for all prompts below, unless one says otherwise

prompts:
  # An id is a short name that stays when the words change.
  - id: ${quoted(derivedId(first))}
    text: ${quoted(first)}
    # followups: ["What else?"]       # to go deeper
    # how: "How do we do it?"         # the How question this one is asked ahead of
    # edge: 2                         # 1 warm, 2 real, 3 sharp
    # minutes: 10
    # tags: [mondays]
${rest.map((prompt) => `  - id: ${quoted(derivedId(prompt))}\n    text: ${quoted(prompt)}\n`).join('')}
  # A question alone is a prompt as well. Put it in quotes if it holds ": " or " #".
  # - "What do we already know that we keep not saying?"
`;
}
