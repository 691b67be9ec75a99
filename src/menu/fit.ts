import stringWidth from 'string-width';

/** The text on one line of so many cells: cut after a word where one ends in the second half, with a sign that says so. */
export function cut(text: string, cells: number, sign: string): string {
  if (stringWidth(text) <= cells) return text;
  const room = Math.max(0, cells - stringWidth(sign));
  let [kept, used] = ['', 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += stringWidth(segment);
    if (used > room) break;
    kept += segment;
  }
  const word = text[kept.length] === ' ' ? kept.length : kept.lastIndexOf(' ');
  return `${(word > kept.length / 2 ? kept.slice(0, word) : kept).replace(/[\s,;:-]+$/, '')}${sign}`;
}

/** How many choices can be seen at once under a question, beside which a line of help and a free one stand. */
export function rowsFor(message: string, { rows, columns }: { readonly rows: number; readonly columns: number }): number {
  return Math.max(3, rows - 3 - Math.ceil((stringWidth(message) + 2) / columns));
}

/** Which keys there are, the fullest that fits in so many cells; and how many choices, where not all are seen. */
export function keysTip(
  choices: number | undefined,
  cells: number,
  { arrows, enter }: { readonly arrows: string; readonly enter: string },
): string {
  const move = choices === undefined ? `${arrows} to move` : `${arrows} for all ${choices}`;
  const tips = [`${move}, ${enter} to choose, Ctrl-C to leave`, `${move}, ${enter} chooses, Ctrl-C leaves`, `${move}, ${enter} chooses`];
  return tips.find((tip) => stringWidth(tip) < cells) ?? move;
}
