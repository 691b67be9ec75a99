/** One form for texts that a reader would call the same: case, accents' encoding, quotes and spacing made alike. */
export function plain(text: string): string {
  // Most texts are plain but for their capitals, and Unicode is slow to wake.
  if (/^[!#-&(-~]+(?: [!#-&(-~]+)*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

/** As plain, and without accents: what a search compares. */
export function folded(text: string): string {
  return plain(text.normalize('NFKD').replace(/\p{M}/gu, ''));
}

/** Words that differ in case or number only, such as `Gift` and `gifts`, come out the same. */
export function singular(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s])s$/, '');
}

/** With its first letter in upper case. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `3 prompts`, `1 prompt`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/**
 * Foreign text made safe for a terminal and honest to the eye: control characters, line breaks, escape sequences,
 * overrides of writing direction and invisible tags are shown as `\u{1b}`-style escapes.
 * (CWE-150; "Trojan Source", CVE-2021-42574.)
 */
export function visible(text: string): string {
  // Nearly every text is such, and is told so faster than by what Unicode says of each character.
  if (/^[ -~\xa0-\u02ff\u2010-\u2027]*$/.test(text)) return text;
  return text.replace(
    /[\p{Cc}\p{Cs}\u115f\u1160\u180e\u200b\u3164\uffa0\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu,
    (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`,
  );
}

/** A word of a command line in single quotes, as every shell of POSIX reads it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

const keys: Readonly<Record<string, string>> = {
  '"': '“”„‟«»″',
  "'": '‘’‚‛′ʼ',
  '-': '–—―−‐‑·─━',
  '...': '…',
  ' ': '\u00a0\u202f\u2009',
  '*': '•●∙▪',
  '>': '❯›▶▸',
  '<': '‹◀◂',
  '+': '✓✔┌┐└┘├┤┬┴┼╭╮╰╯',
  '|': '│┃',
  '#': '█▓▒░▌▐■',
  x: '×✗✘✖',
  '->': '→',
  '<-': '←',
  '^': '↑',
  v: '↓',
  Enter: '⏎',
};

/** Typographic signs as a typewriter has them, for a terminal that shows no others. Letters stay as they are. */
export function typewritten(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (sign) => Object.entries(keys).find(([, signs]) => signs.includes(sign))?.[0] ?? sign);
}
