import { hash } from './random.js';
import { plain } from './text.js';

/** What an id may look like: letters and digits of any script, "-", "_" and ".". */
export const idPattern = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u;

/** A language tag (RFC 5646, as far as a deck needs it: subtags of letters and digits). */
export const languagePattern = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;

/** The first words, and a hash of all of them, so that a prompt keeps its name whatever stands around it. */
export function derivedId(text: string): string {
  return derivedFrom(plain(text));
}

/** The same, from a text that was made plain. */
export function derivedFrom(said: string, [word] = hash(said)): string {
  const unquoted = said.includes("'") ? said.replace(/'/g, '') : said;
  const words = ascii.test(unquoted) ? asciiWords : allWords;
  words.lastIndex = 0;
  let id = '';
  for (let i = 0, found = words.exec(unquoted); i < 4 && found; i++, found = words.exec(unquoted)) id += `${found[0]}-`;
  return id + word.toString(36).padStart(7, '0').slice(-5);
}
const ascii = /^[ -~]*$/;
const asciiWords = /[a-z0-9]+/g;
const allWords = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
