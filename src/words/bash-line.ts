/** A line of bash up to the cursor, read as bash reads it but for expansions: nothing in it is run. */
export interface BashLine {
  /** The words of the command the cursor is in, without their quotes; the last is the one being typed. */
  readonly words: readonly string[];
  /** What of the last word readline leaves in its place: it replaces what follows an opening quote, `=` or `:`. */
  readonly standing: string;
  /** The quote that is still open. */
  readonly open: '' | '"' | "'";
  /** The last word is a file to read from or write to. */
  readonly redirected: boolean;
}

/** Reads a line of bash (Bash Reference Manual, 3.1.2 Quoting, 8.6 Programmable Completion). `breaks` is COMP_WORDBREAKS. */
export function readBashLine(line: string, breaks: string): BashLine {
  let words: string[] = [];
  let [word, standing, started, redirected] = ['', '', false, false];
  let open: BashLine['open'] = '';
  const end = () => {
    if (started && !redirected) words.push(word);
    if (started) redirected = false;
    [word, standing, started] = ['', '', false];
  };
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (open) {
      if (char === open) open = '';
      else if (open === '"' && char === '\\' && /[$`"\\]/.test(line[i + 1] ?? '')) word += line[++i];
      else word += char;
    } else if (/\s/.test(char)) end();
    else if (/[|&;()]/.test(char)) {
      end();
      [words, redirected] = [[], false];
    } else if (/[<>]/.test(char)) {
      end();
      redirected = true;
    } else {
      started = true;
      if (char === '"' || char === "'") [open, standing] = [char, word];
      else if (char === '\\') word += line[++i] ?? '';
      else {
        word += char;
        if (breaks.includes(char)) standing = word;
      }
    }
  }
  return { words: [...words, word], standing, open, redirected };
}

/** What readline is to put in place so that bash reads `word`; undefined where that can't be said within the open quote. */
export function bashReply(word: string, { standing, open }: BashLine): string | undefined {
  if (!word.startsWith(standing)) return undefined;
  const rest = word.slice(standing.length);
  if (open === "'") return rest.replaceAll("'", "'\\''");
  // Within double quotes an interactive bash takes "!" for history, whatever stands before it.
  if (open === '"') return rest.includes('!') ? undefined : rest.replace(/[$`"\\]/g, '\\$&');
  return rest.replace(/[^\p{L}\p{N}\p{M}\p{S}_@%+=:,./-]|[$`^|<>~]/gu, '\\$&');
}
