import type { PromptKeys } from '../core/deck.js';
import { promptKeys } from './deck.js';
import type { Shape } from './shape.js';

/** A foreign value as a prompt's key wants it, or undefined where it doesn't fit. Cells of tables have lists parted by ";". */
export function settle(key: keyof PromptKeys, value: unknown): unknown {
  const known = Object.hasOwn(promptKeys, key) ? promptKeys[key] : undefined;
  return known && settled(known.shape, value, key === 'tags');
}

function settled(shape: Shape, value: unknown, words = false): unknown {
  const text =
    typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  switch (shape.is) {
    case 'prose':
      return text || undefined;
    case 'name':
      return text !== undefined && shape.pattern.test(text) ? text : undefined;
    case 'flag':
      return /^(?:true|false)$/i.test(text ?? '') ? text!.toLowerCase() === 'true' : undefined;
    case 'number': {
      const plainly = shape.whole ? /^\d{1,9}$/ : /^\d{1,9}(?:\.\d{1,9})?$/;
      const number = plainly.test(text ?? '') ? Number(text) : Number.NaN;
      return number >= shape.least && number <= shape.most ? number : undefined;
    }
    case 'choice':
      return shape.of.find((one) => String(one) === text?.toLowerCase());
    case 'list': {
      const parts = Array.isArray(value) ? value : text === undefined ? [value] : parted(text, words || shape.of.is !== 'prose');
      const values = parts.map((part) => settled(shape.of, part));
      return values.length && values.every((one) => one !== undefined) ? values : undefined;
    }
    case 'range': {
      const ends = Array.isArray(value) ? value : (text?.split(/\s*(?:;|-|–|to)\s*/) ?? []);
      const [least, most = least] = ends.map((end) => (/^\d{1,4}$/.test(String(end)) ? Number(end) : Number.NaN));
      return least! >= shape.least && most! <= shape.most && least! <= most! && ends.length <= 2 ? [least, most] : undefined;
    }
    case 'map': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      const parts = Object.entries(value).map(([name, one]) => {
        const known = Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined;
        return [name, known && settled(known.shape, one)] as const;
      });
      return parts.length && parts.every(([, one]) => one !== undefined) ? Object.fromEntries(parts) : undefined;
    }
    case 'span':
    case 'glossary':
    case 'lists':
      return undefined;
  }
}

/** The values of one cell, in which "\;" stands for a semicolon; words may be parted by commas as well. */
function parted(text: string, commas: boolean): string[] {
  const parts = [''];
  const say = (words: string) => {
    parts[parts.length - 1] += words;
  };
  // Backslashes count only in front of a semicolon or the end: two stand for one, an odd one for the semicolon itself.
  for (const [token, slashes, mark] of text.matchAll(/(\\*)(;|$)|\\+|[^;\\]+/g)) {
    if (slashes === undefined || mark === undefined) say(token);
    else if (mark === '') say(slashes.length % 2 ? slashes : '\\'.repeat(slashes.length / 2));
    else {
      say('\\'.repeat(slashes.length >> 1));
      if (slashes.length % 2) say(';');
      else parts.push('');
    }
  }
  const whole = parts.length === 1 && commas ? text.split(/[,|]/) : parts;
  return whole.map((part) => part.trim()).filter(Boolean);
}
