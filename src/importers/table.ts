import { parse } from 'csv-parse/sync';
import { type Entry, type Left, NotUnderstood, type Understanding, type Wish } from './entry.js';
import { isTextName } from './fields.js';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const separators: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|', space: ' ', colon: ':' };
const shownAs = (separator: string) => Object.entries(separators).find(([, char]) => char === separator)?.[0] ?? `"${separator}"`;

/**
 * A table of cells: comma-, semicolon-, tab- or otherwise separated (RFC 4180, read generously). The questions stand in
 * one column, or in several: then each column is a heading.
 */
export function fromTable(text: string, wish: Wish): Understanding {
  const separator = wish.separator === undefined ? likeliest(text) : (separators[wish.separator.toLowerCase()] ?? wish.separator);
  const rows = rowsOf(text, separator).map(({ line, cells }) => ({ line, cells: separator === '\t' ? cells : cells.map(unguarded) }));
  const exported = separator === '\t' && rows[0]?.cells.slice(0, 4).join() === 'id,deck,kind,text';
  const read = exported ? rows.map(({ line, cells }) => ({ line, cells: cells.map(unescaped) })) : rows;
  return understand(read, [`a table, separated by ${shownAs(separator)}`], wish);
}

/** A file that Anki exported: "#separator:", "#html:", "#columns:" and so on, then a table. */
export function fromAnki(text: string): Understanding {
  const heads = new Map<string, string>();
  const lines = text.split(/\r\n|\r|\n/);
  let at = 0;
  for (; at < lines.length && lines[at]!.startsWith('#'); at++) {
    const [, name, value] = /^#([^:]+):(.*)$/.exec(lines[at]!) ?? [];
    if (name !== undefined) heads.set(name.trim().toLowerCase(), value!);
  }
  const separator = separators[(heads.get('separator') ?? 'tab').trim().toLowerCase()] ?? heads.get('separator')!;
  const html = heads.get('html')?.trim() === 'true';
  const rows = rowsOf('\n'.repeat(at) + lines.slice(at).join('\n'), separator).map(({ line, cells }) => ({
    line,
    cells: html ? cells.map(withoutHtml) : cells,
  }));
  const names = heads.get('columns')?.split(separator) ?? [];
  const width = widest(rows);
  const header = Array.from({ length: width }, (_, i) => names[i]?.trim() || '');
  for (const [head, value] of heads) {
    const column = Number(value) - 1;
    const what = /^(\w+) column$/.exec(head)?.[1];
    if (what && column >= 0 && column < width) header[column] = { tags: 'tags', guid: 'id' }[what] ?? `anki-${what}`;
  }
  const free = header.flatMap((name, i) => (name ? [] : [i]));
  if (!header.some(isTextName) && free.length) header[free[0]!] = 'front';
  for (const i of free.slice(1)) header[i] ||= i === free[1] ? 'back' : `field-${i + 1}`;
  const table = [{ line: at, cells: header }, ...rows];
  return understand(table, [`an Anki export${html ? ' with HTML' : ''}, separated by ${shownAs(separator)}`], {
    header: true,
    taken: true,
    spacedTags: true,
  });
}

function rowsOf(text: string, separator: string): Row[] {
  // Our own tab-separated files escape instead of quoting.
  const quoted = !text.startsWith('id\tdeck\tkind\ttext');
  try {
    const records = parse(text, {
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      quote: quoted ? '"' : null,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return records.map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    throw new NotUnderstood(`this can't be read as a table: ${(error as Error).message.replace(/\s+/g, ' ')}`);
  }
}

/** A table wider than this is none. */
const mostColumns = 500;

function widest(rows: readonly Row[]): number {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (width > mostColumns) throw new NotUnderstood(`this has ${width} columns; a table has ${mostColumns} at most`);
  return width;
}

/** The separator with which most of the first lines have the same number of cells, more than one. */
function likeliest(text: string): string {
  const head = text
    .split(/\r\n|\r|\n/, 60)
    .join('\n')
    .slice(0, 100_000);
  const scored = [',', ';', '\t', '|'].map((separator) => {
    let rows: Row[] = [];
    try {
      rows = rowsOf(head, separator);
    } catch {
      // A quote left open at the cut: the others decide.
    }
    const widths = rows.map(({ cells }) => cells.length);
    const usual = widths.toSorted((a, b) => a - b)[widths.length >> 1] ?? 1;
    return { separator, score: usual > 1 ? widths.filter((width) => width === usual).length / widths.length : 0 };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

function understand(
  rows: readonly Row[],
  understood: readonly string[],
  wish: Wish & { readonly spacedTags?: true; readonly taken?: true },
): Understanding {
  const [first, ...rest] = rows;
  if (!first) return { understood, entries: [], left: [] };
  const names = first.cells.map((cell) => cell.trim().toLowerCase());
  const asked = (cell: string) => /[?？؟]["”')\s]*$/.test(cell);
  const asks = wish.column?.trim().toLowerCase() ?? '';
  const headed =
    wish.header ??
    (names.some(isTextName) || /^(?!\d+$)./.test(asks) || (!first.cells.some(asked) && rest.some(({ cells }) => cells.some(asked))));
  const body = headed ? rest : rows;
  const width = widest(rows);
  const header = Array.from({ length: width }, (_, i) => (headed && first.cells[i]?.trim()) || `column-${i + 1}`);
  const share = header.map((_, i) => {
    const filled = body.map(({ cells }) => cells[i]?.trim() ?? '').filter(Boolean);
    return filled.length ? filled.filter(asked).length / filled.length : 0;
  });
  const full = [
    ...understood,
    named(headed && !wish.taken ? first.cells : header, { headed, taken: wish.taken ?? false }),
    ...(headed && first.cells.length < width && !wish.taken
      ? [`some rows have ${width} cells; what stands beyond the named columns is kept`]
      : []),
  ];

  const chosen = wish.column === undefined ? undefined : columnOf(wish.column, header);
  const byName = header.findIndex(isTextName);
  const many = chosen === undefined && byName < 0 && headed ? share.flatMap((part, i) => (part >= 0.5 ? [i] : [])) : [];
  if (many.length > 1) return byHeading(body, header, many, [...full, `${many.length} columns of questions, each a heading of its own`]);
  const best = share.reduce((most, part, i) => (part > share[most]! ? i : most), 0);
  const column = chosen ?? (byName >= 0 ? byName : share[best]! > 0 ? best : longest(body, width));
  return {
    understood: [...full, `the questions stand in ${headed ? `"${header[column]}"` : `column ${column + 1}`}`],
    ...entriesOf(body, header, column, wish.spacedTags ?? false),
  };
}

/** What the columns are called, and by whom. */
function named(cells: readonly string[], { headed, taken }: { headed: boolean; taken: boolean }): string {
  if (!headed) return `${cells.length} columns without names`;
  const names = `${cells.slice(0, 20).join(', ')}${cells.length > 20 ? ' …' : ''}`;
  return taken ? `the columns are taken for: ${names}` : `the first row names the columns: ${names}`;
}

function columnOf(wanted: string, header: readonly string[]): number {
  const named = header.findIndex((name) => name.toLowerCase() === wanted.trim().toLowerCase());
  const column = named >= 0 ? named : /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1;
  if (column >= 0 && column < header.length) return column;
  throw new NotUnderstood(`there is no column "${wanted}"; there are: ${header.join(', ')}`);
}

function longest(rows: readonly Row[], width: number): number {
  const lengths = Array.from({ length: width }, (_, i) => rows.reduce((sum, { cells }) => sum + (cells[i]?.length ?? 0), 0));
  return lengths.indexOf(Math.max(...lengths));
}

function entriesOf(
  rows: readonly Row[],
  header: readonly string[],
  column: number,
  spacedTags: boolean,
): Pick<Understanding, 'entries' | 'left'> {
  const entries: Entry[] = [];
  const left: Left[] = [];
  for (const { line, cells } of rows) {
    const text = (cells[column] ?? '').trim();
    if (!text) {
      left.push({ line, text: cells.filter((cell) => cell.trim()).join(' | '), why: 'empty' });
      continue;
    }
    const fields: Record<string, unknown> = {};
    cells.forEach((value, i) => {
      if (i === column || !value.trim()) return;
      fields[header[i]!] = spacedTags && header[i] === 'tags' ? value.trim().split(/\s+/) : value;
    });
    entries.push({ line, text, fields });
  }
  return { entries, left };
}

function byHeading(
  rows: readonly Row[],
  header: readonly string[],
  columns: readonly number[],
  understood: readonly string[],
): Understanding {
  const entries: Entry[] = [];
  const left: Left[] = [];
  for (const { line, cells } of rows) {
    cells.forEach((cell, i) => {
      const text = cell.trim();
      if (!text) return;
      if (columns.includes(i)) entries.push({ line, text, fields: { heading: header[i] } });
      else left.push({ line, text, why: 'cell without a column' });
    });
  }
  return { understood, entries, left };
}

/** Without the apostrophe that keeps a spreadsheet from reading a formula. */
function unguarded(cell: string): string {
  return cell.replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, '');
}

/** A cell as `-f tsv` writes it. */
function unescaped(cell: string): string {
  return cell.replace(/\\([\\tnr])/g, (_, letter: string) => ({ t: '\t', n: '\n', r: '\r' })[letter] ?? letter);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function withoutHtml(cell: string): string {
  return cell
    .replace(/<(?:br|\/p|\/div|\/li)\b[^<>]*>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : Number.NaN;
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}
