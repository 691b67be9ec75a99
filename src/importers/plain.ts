import type { Entry, Understanding } from './entry.js';

/** A question a line. Bullets and numbers in front are taken off; a line that starts with "#" is a heading, and a tag. */
export function fromText(text: string): Understanding {
  const entries: Entry[] = [];
  let heading: string | undefined;
  let headings = 0;
  text.split(/\r\n|\r|\n/).forEach((raw, i) => {
    const title = /^\s*#{1,6}\s+(.+?)\s*#*\s*$/.exec(raw)?.[1];
    const words = raw.replace(/^\s*(?:[-*•–]|\(?\d{1,4}[.)])\s+/, '').trim();
    if (title !== undefined) {
      heading = title;
      headings++;
    } else if (words) entries.push({ line: i + 1, text: words, ...(heading !== undefined && { fields: { heading } }) });
  });
  const under = headings ? `, under ${headings} ${headings === 1 ? 'heading' : 'headings'}` : '';
  return { understood: [`text, a question a line${under}`], entries, left: [] };
}

/** A file for fortune(6): entries parted by lines that hold a "%" alone; "-- somebody" at the end is the source. */
export function fromFortune(text: string): Understanding {
  const entries: Entry[] = [];
  let line = 1;
  for (const part of text.split(/^%[ \t]*\r?$\n?/m)) {
    const start = line;
    line += part.split('\n').length;
    const kept = part.replace(/\r/g, '');
    const whole = kept.trimEnd();
    // Nobody signs with a thousand letters.
    const tail = Math.max(0, whole.length - 1000);
    const credit = /\n[ \t]*--[ \t]*(\S[\s\S]*)$/.exec(whole.slice(tail));
    const words = (credit ? whole.slice(0, tail + credit.index) : whole).trim();
    if (kept.trim()) {
      entries.push({ line: start, text: words || kept.trim(), ...(credit && words && { fields: { source: credit[1]! } }) });
    }
  }
  return { understood: ['a fortune file, entries parted by "%"'], entries, left: [] };
}
