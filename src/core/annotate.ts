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
 * and line end. Nothing else changes: what is left when the new lines are taken out again is the text, to the character.
 * A line that has its Yes question above it already gets no second one. Fenced code is stepped over.
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
    const mark = fenceMark(line);
    if (fence) {
      if (mark.startsWith(fence) && line.trim() === mark) fence = '';
    } else if (mark) fence = mark;
    else if (line.length > 1) {
      const lead = leading(line);
      const verdict = recognize(read(line.slice(lead.length)));
      if (verdict.pair) {
        const question = write(verdict.pair.text);
        heard.push({ line: number, input: read(line), verdict });
        const added = set(line, lead, question);
        if (above !== added) {
          out += text.slice(copied, at) + added + (text.slice(end, next) || usual);
          copied = at;
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

/** What opens or closes a block of code (CommonMark 0.31, 4.5); '' on any other line. */
function fenceMark(line: string): string {
  return /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] ?? '';
}

/** A byte order mark; indentation; then marks of quotes, lists, tasks, headings and table rows, as often as they come. */
const marks =
  /^\ufeff?[ \t\u00a0]*(?:(?:>|[-*+•‣◦▪–—·o](?=[ \t])|\(?(?:\d{1,9}|[A-Za-z]|[ivxIVX]{1,5})[.)](?=[ \t])|#{1,6}(?=[ \t])|\[[ xX]\](?=[ \t])|\|)[ \t]*)*/;

function leading(line: string): string {
  return marks.exec(line)![0];
}

/** The question as a line of the same kind. */
function set(line: string, lead: string, question: string): string {
  // A task that is done doesn't make the question asked.
  const mark = lead.replace(/^\ufeff/, '').replace(/\[[xX]\]/g, '[ ]');
  if (!/^[ \t]*\|/.test(line)) return mark + question;
  const cells = line.replace(/\\\|/g, '').split('|').length - 1;
  return `${/^[ \t]*/.exec(line)![0]}| ${question} ${'| '.repeat(Math.max(1, cells - 1))}`.trimEnd();
}
