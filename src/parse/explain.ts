import type { YAMLError } from 'yaml';

/** A fault of YAML's in the words of somebody who wanted to write a question. */
export interface Explanation {
  readonly offset: number;
  readonly message: string;
  /** What follows is read as something else than its author meant. */
  readonly derails: boolean;
}

/** Explains what the yaml package reports. The same fault often comes as two errors at one place: they are told once. */
export function explain(errors: readonly YAMLError[], source: string): Explanation[] {
  return errors.map((error) => {
    const offset = Math.min(error.pos[0], source.length);
    const { text, start } = lineAt(source, offset);
    const alsoOverLines = errors.some((other) => other.code === 'MULTILINE_IMPLICIT_KEY' && other.pos[0] === error.pos[0]);
    const here = (message: string, derails = false): Explanation => ({ offset, message, derails });
    switch (error.code) {
      case 'BLOCK_AS_IMPLICIT_KEY':
        return alsoOverLines
          ? misplaced(source, offset)
          : here(`": " inside a text starts a new key for YAML; put the whole text in quotes: "${text.slice(offset - start).trim()}"`);
      case 'MULTILINE_IMPLICIT_KEY':
        return /^[^\s:]+:\S/.test(text.slice(offset - start))
          ? here(`a space is missing after the ":" of "${text.slice(offset - start).split(':', 1)[0]}:"`, true)
          : misplaced(source, offset);
      case 'TAB_AS_INDENT':
        return here('the line is indented with a tab; use spaces', true);
      case 'BAD_INDENT':
        return here(
          /[[{]/.test(text) ? 'a "[" or "{" was opened and not closed before this line' : 'the indentation fits no line above',
          true,
        );
      case 'MISSING_CHAR':
        return (
          unclosed(error, source) ??
          here('the indentation fits no line above; start a prompt with "- ", its keys below its first key', true)
        );
      case 'BAD_SCALAR_START':
        return here(reserved(text.slice(offset - start).trim()));
      case 'BAD_DQ_ESCAPE':
        return here('a backslash in double quotes starts an escape; write it twice, or use single quotes');
      case 'MULTIPLE_DOCS':
        return here('a second document starts here ("---"); one file is one deck', true);
      case 'UNEXPECTED_TOKEN': {
        const from = text.length - writtenOn(text).length;
        const [mark] = writtenOn(text);
        // What is wrong starts where the text does.
        const whole = offset - start > from && (/[*&[{!]/.test(mark ?? '') || /["']/.test(mark ?? ''));
        return { ...here(unexpected(text, offset - start)), ...(whole && { offset: start + from }) };
      }
      case 'BAD_ALIAS':
        return here(reserved(text.trim().replace(/^(-\s+)*([\w-]+:\s+)?/, '')));
      case 'NON_STRING_KEY':
        return here('YAML takes a text that starts with "{" or "[" apart; put it in quotes, such as "{{move}}"');
      case 'RESOURCE_EXHAUSTION':
        return here('this is nested too deeply to be a deck', true);
      default:
        return here(
          `this is not YAML as it should be (${error.message.toLowerCase()}); put texts in quotes and check the indentation`,
          true,
        );
    }
  });
}

/** A text that starts with a character YAML keeps for itself. */
function reserved(text: string): string {
  return `a text can't start with "${text[0]}" in YAML; put it in quotes: '${text.replaceAll("'", "''")}'`;
}

/** What stands after a value that is complete for YAML: the value was meant to go on. */
function unexpected(line: string, column: number): string {
  const value = writtenOn(line);
  if (/^[|>]/.test(value)) return 'after "|" or ">" the text starts on the next line';
  if (/^[*&[{!]/.test(value)) return reserved(value.trim());
  if (/^["']/.test(value)) return `the quote that opens here ends in the middle of the text; write it: ${requoted(value.trim())}`;
  return `the text is complete for YAML before ${quote(line.slice(column).trim())}; put the whole text in quotes`;
}

/** What stands on a line after its dashes and its key. */
function writtenOn(line: string): string {
  return line.replace(/^\s*(-\s+)*([\w-]+:\s+)?/, '');
}

/** A text with quotes in it, in quotes that hold it. */
function requoted(value: string): string {
  const mark = value[0]!;
  // "Hello" she said: its quotes are the author's. "It is "good"": only the inner ones are.
  const inner = /^[\p{L}\p{N}]/u.test(value.slice(value.indexOf(mark, 1) + 1));
  const text = inner && value.endsWith(mark) ? value.slice(1, -1) : value;
  return text.includes('"') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** A key or a text that runs on over lines: nearly always the next line is indented wrongly. */
function misplaced(source: string, offset: number): Explanation {
  const next = source.indexOf('\n', offset) + 1;
  const at = next > 0 && next < source.length ? next + lineAt(source, next).text.search(/\S|$/) : offset;
  return { offset: at, message: 'this line is not indented like the lines it belongs with', derails: true };
}

/** A quote that never closes is reported where the file ends; the author needs the place where it was opened. */
function unclosed(error: YAMLError, source: string): Explanation | undefined {
  const mark = /Missing closing (["'])/.exec(error.message)?.[1];
  if (!mark) return undefined;
  let opened = -1;
  for (let i = 0, open = false; i < error.pos[0]; i++) {
    if (
      open
        ? source[i] === mark && source[i - 1] !== '\\'
        : source[i] === mark && /(^|[-:,[{]\s+|^\s*)$/m.test(source.slice(Math.max(0, i - 40), i))
    ) {
      open = !open;
      if (open) opened = i;
    }
  }
  if (opened < 0) return undefined;
  return { offset: opened, message: `the quote that opens here is never closed; add ${mark} at the end of the text`, derails: true };
}

function lineAt(source: string, offset: number): { text: string; start: number } {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const end = source.indexOf('\n', offset);
  return { text: source.slice(start, end < 0 ? undefined : end).replace(/\r$/, ''), start };
}

function quote(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`;
}
