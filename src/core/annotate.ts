import type { Recognizer, Verdict } from './flip.js';

/** A line in which a How was heard. */
export interface HeardLine {
  /** Counted from 1. */
  readonly line: number;
  /** The line without its end. */
  readonly input: string;
  readonly verdict: Verdict;
}

export interface Annotated {
  readonly text: string;
  readonly heard: readonly HeardLine[];
}

/**
 * A text with the Yes question set above each line in which a How is heard, in the line's own indentation, list style
 * and line end. Nothing else changes: what is left when the new lines are taken out again is the text, to the character. A byte order
 * mark stays first.
 * A line that has its Yes question above it already gets no second one. Fenced code, comments, addresses and the heads of tables
 * are stepped over; above a heading that is underlined, an empty line keeps the two apart.
 *
 * `read` gives what a line says, and `write` how a question is written, where the text is held in another form than the
 * pairs, such as one character for each byte.
 */
export function annotate(
  text: string,
  recognize: Recognizer,
  { read = same, write = same }: { read?: (line: string) => string; write?: (question: string) => string } = {},
): Annotated {
  const heard: HeardLine[] = [];
  let out = '';
  let copied = 0;
  let above = '';
  let fence = '';
  const usual = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  let number = 0;
  for (let at = 0; at < text.length; ) {
    number += 1;
    const { end, next } = lineEnd(text, at);
    const line = text.slice(at, end);
    const lead = leading(line);
    const said = line.slice(lead.length);
    const mark = fenceMark(said);
    if (fence) {
      if (mark.startsWith(fence) && said.trim() === mark) fence = '';
    } else if (mark) fence = mark;
    else if (said && !said.startsWith('<!--')) {
      const verdict = recognize(read(said.includes('://') ? said.replace(/\S+:\/\/\S+/g, ' ') : said));
      const below = verdict.pair ? text.slice(next, lineEnd(text, next).end) : '';
      if (verdict.pair && !(line.includes('|') && tableRule.test(below))) {
        const question = write(verdict.pair.text);
        heard.push({ line: number, input: read(line), verdict });
        const added = set(line, lead, question);
        if (above !== added) {
          const start = at === 0 && line.startsWith('\ufeff') ? 1 : at;
          const eol = text.slice(end, next) || usual;
          out += text.slice(copied, start) + added + (underline.test(below) ? eol : '') + eol;
          copied = start;
        }
      }
    }
    above = line;
    at = next;
  }
  return { text: out + text.slice(copied), heard };
}

function same(text: string): string {
  return text;
}

/** Where a line ends, and where the next begins: after CRLF, LF or a lone CR. */
function lineEnd(text: string, from: number): { end: number; next: number } {
  let end = from;
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  const next = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  return { end, next: Math.min(next, text.length) };
}

/** What parts the head of a table from its rows (GitHub Flavored Markdown, 4.10), and what underlines a heading (CommonMark, 4.3). */
const tableRule = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/;

/** What opens or closes a block of code (CommonMark 0.31, 4.5), its list's and quotation's marks left off; '' on any other line. */
function fenceMark(said: string): string {
  return /^(`{3,}(?=[^`]*$)|~{3,})/.exec(said)?.[1] ?? '';
}

/** A byte order mark and indentation; then marks of quotes, lists, tasks, headings and table rows, as often as they come. */
const indent = /^\ufeff?[ \t\u00a0]*/;
const mark = /(?:>|[-*+•‣◦▪–—·o](?=[ \t])|\(?(?:\d{1,9}|[A-Za-z]|[ivxIVX]{1,5})[.)](?=[ \t])|#{1,6}(?=[ \t])|\[[ xX]\](?=[ \t])|\|)[ \t]*/y;

function leading(line: string): string {
  mark.lastIndex = indent.exec(line)![0].length;
  let end = mark.lastIndex;
  while (mark.test(line)) end = mark.lastIndex;
  return line.slice(0, end);
}

/** The question as a line of the same kind. */
function set(line: string, lead: string, question: string): string {
  // A task that is done doesn't make the question asked.
  const mark = lead.replace(/^\ufeff/, '').replace(/\[[xX]\]/g, '[ ]');
  if (!/^[ \t]*\|/.test(line)) return mark + question;
  const cells = line.replace(/\\\|/g, '').split('|').length - 1;
  return `${/^[ \t]*/.exec(line)![0]}| ${question} ${'| '.repeat(Math.max(1, cells - 1))}`.trimEnd();
}
