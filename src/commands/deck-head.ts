import { knownKinds } from '../core/deck.js';
import { languagePattern } from '../core/id.js';
import { singular, visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import { options, someText } from './command.js';

/** The options by which what a command writes is given its head. */
export const deckHead = options(() => ({
  title: { value: 'text', about: 'its title', group: 'Output', read: someText },
  kind: { value: 'kind', about: 'the kind of its prompts', group: 'Output', read: kindNamed, words: 'kinds' },
  language: { value: 'tag', about: 'its language, such as de; en if left out', group: 'Output', read: languageTag },
  source: { value: 'text', about: 'who wrote it', group: 'Output', read: someText },
}));

/** A kind in its usual form; one that isn't known is the author's own. */
export function kindNamed(text: string, flag: string): string {
  const typed = someText(text, flag).trim();
  return Object.keys(knownKinds).find((kind) => singular(kind) === singular(typed)) ?? typed.toLowerCase();
}

function languageTag(text: string, flag: string): string {
  if (languagePattern.test(text)) return text;
  throw new Failure(Exit.usage, `${flag}: "${visible(text)}" should be a language tag such as en, pt-BR or de`);
}
