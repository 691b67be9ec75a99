import stringWidth from 'string-width';
import { visible } from '../core/text.js';
import type { Finding } from '../sheet/sheet.js';

/** The line a finding stands on and a mark under what is meant, in at most `width` cells: a part of a long line. */
export function snippet({ snippet: shown }: Finding, width = 100): string[] {
  if (!shown) return [];
  const gutter = `${String(shown.line).padStart(5)} | `;
  const room = Math.max(12, width - gutter.length - 1);
  const at = shown.column - 1;
  const mark = cut(visible(shown.source.slice(at, at + Math.min(shown.length, room))), room >> 1);
  const near = Math.max(0, at - 2 * room);
  const before = visible(shown.source.slice(near, at));
  const lead = cutStart(near > 0 ? `…${before}` : before, room - Math.max(stringWidth(mark), room >> 1));
  const after = cut(visible(shown.source.slice(at + shown.length, at + shown.length + room)), room - stringWidth(lead + mark));
  const under = `${' '.repeat(stringWidth(lead))}^${'~'.repeat(Math.max(0, stringWidth(mark) - 1))}`;
  return [`${gutter}${lead}${mark}${after}`.trimEnd(), `${' '.repeat(gutter.length - 2)}| ${under}`];
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const letters = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);

function cut(text: string, cells: number): string {
  if (stringWidth(text) <= cells) return text;
  let kept = '';
  for (const letter of letters(text.slice(0, cells * 4))) {
    if (stringWidth(kept + letter) > cells - 1) break;
    kept += letter;
  }
  return cells > 0 ? `${kept}…` : '';
}

function cutStart(text: string, cells: number): string {
  if (stringWidth(text) <= cells) return text;
  let kept = '';
  for (const letter of letters(text.slice(-cells * 4)).toReversed()) {
    if (stringWidth(letter + kept) > cells - 1) break;
    kept = letter + kept;
  }
  return `…${kept}`;
}
