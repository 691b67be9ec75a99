import { hash } from './random.js';
import { plain } from './text.js';

/** What an id may look like: letters and digits of any script, "-", "_" and ".". */
export const idPattern = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u;

/** A language tag (RFC 5646, as far as a deck needs it: subtags of letters and digits). */
export const languagePattern = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;

/** The first words, and a hash of all of them, so that a prompt keeps its name whatever stands around it. */
export function derivedId(text: string): string {
  const words =
    plain(text)
      .replace(/'/g, '')
      .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  return [...words.slice(0, 4), hash(plain(text))[0].toString(36).padStart(7, '0').slice(-5)].join('-');
}
