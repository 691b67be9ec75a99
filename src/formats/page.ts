import { Chalk } from 'chalk';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { visible } from '../core/text.js';
import type { Finding, Remark, Row, Saying, Sheet, Step } from '../sheet/sheet.js';
import { snippet } from './snippet.js';

/** A sheet set for a terminal: generous, wrapped at `width` cells, to be read aloud from. */
export function page(sheet: Sheet, width: number, colours: 0 | 1): string {
  const paint = new Chalk({ level: colours });
  const blocks: string[] = [];
  if (sheet.lead?.length) {
    const lead = sheet.lead.flatMap((line) => wrapped(visible(line), width, 2)).map((line) => paint.dim(line));
    blocks.push([...wrapped(visible(sheet.title), width, 2).map((line) => paint.bold(line)), ...lead].join('\n'));
  }
  for (const { heading, items } of sheet.sections) {
    if (heading) blocks.push(`  ${paint.bold(visible(heading))}`);
    const sayings = items.filter((item): item is Saying => item.is === 'saying');
    blocks.push(...sayings.map((saying) => spoken(saying, { width, paint, labelled: !heading })));
    const steps = items.filter((item): item is Step => item.is === 'step');
    blocks.push(...steps.map((step) => stage(step, width, paint)));
    const remarks = items.filter((item): item is Remark => item.is === 'remark');
    if (remarks.length) blocks.push(remarks.flatMap((remark) => remarkLines(remark, width)).join('\n'));
    const findings = items.filter((item): item is Finding => item.is === 'finding');
    blocks.push(...findings.map((finding) => found(finding, width, paint)));
    const rows = items.filter((item): item is Row => item.is === 'row');
    if (rows.length) blocks.push(table(rows, width, paint));
  }
  return blocks.length ? `\n${blocks.join('\n\n')}\n\n` : '';
}

type Paint = InstanceType<typeof Chalk>;

/** One prompt: what it is for and what it goes ahead of, the words to say, who said them, and what helps. */
export function spoken(saying: Saying, { width, paint, labelled }: { width: number; paint: Paint; labelled: boolean }): string {
  const lines: string[] = [];
  const ahead = saying.how && `ahead of “${visible(saying.how)}”`;
  const head = [labelled ? visible(saying.label).toUpperCase() : '', ahead ?? ''].filter(Boolean).join(' · ');
  if (head) lines.push(...wrapped(head, width, 2).map((line) => paint.cyan(line)), '');
  lines.push(...wrapped(visible(saying.text), width, 4).map((line) => paint.bold(line)));
  if (saying.credit) lines.push(...wrapped(`— ${visible(saying.credit)}`, width, 6).map((line) => paint.dim(line)));
  const named = saying.details.filter(({ name }) => name);
  for (const { name, values } of saying.details) {
    if (!name) lines.push('', ...values.flatMap((value) => wrapped(visible(value), width, 2).map((line) => paint.dim(line))));
    else if (values.length === 1)
      lines.push(...(name === named[0]!.name ? [''] : []), ...wrapped(`${name}: ${visible(values[0]!)}`, width, 2, 4));
    else {
      lines.push(...(name === named[0]!.name ? [''] : []), `  ${name}:`);
      lines.push(...values.flatMap((value) => wrapped(`- ${visible(value)}`, width, 4, 6)));
    }
  }
  return lines.join('\n');
}

/** A step of an agenda: its time at the margin, the question to ask, the lines to say, what helps. */
function stage({ title, time, length, facts, asks, say, reads = [], details, motto }: Step, width: number, paint: Paint): string {
  const indent = width < 50 || !time ? 4 : 9;
  const head = [time ? visible(time) : '', visible(title), length ? `· ${visible(length)}` : ''].filter(Boolean).join('  ');
  const lines = wrapped(head, width, 2, time ? 9 : 4).map((line) => paint.bold.cyan(line));
  if (facts.length) lines.push(...wrapped(visible(facts.join(' · ')), width, indent).map((line) => paint.dim(line)));
  if (motto) lines.push(...wrapped(`“${visible(motto.text)}” — ${visible(motto.credit)}`, width, indent).map((line) => paint.dim(line)));
  for (const { text, credit } of asks) {
    lines.push('', ...wrapped(visible(text), width, indent + 2).map((line) => paint.bold(line)));
    if (credit) lines.push(...wrapped(`— ${visible(credit)}`, width, indent + 4).map((line) => paint.dim(line)));
  }
  if (say.length)
    lines.push(...(asks.length ? [''] : []), ...say.flatMap((line) => wrapped(`> ${visible(line)}`, width, indent, indent + 2)));
  for (const { name, lines: read } of reads) {
    lines.push('', ...wrapped(`${name}:`, width, indent));
    lines.push(...read.flatMap((line) => wrapped(`- ${visible(line)}`, width, indent, indent + 2).map((one) => paint.bold(one))));
  }
  if (details.length && (say.length || asks.length)) lines.push('');
  for (const { name, values } of details) {
    lines.push(...wrapped(`${name}: ${values.map(visible).join(' · ')}`, width, indent, indent + 2).map((line) => paint.dim(line)));
  }
  return lines.join('\n');
}

function remarkLines({ name, text }: Remark, width: number): string[] {
  return name ? wrapped(`${name}: ${visible(text)}`, width, 2, 4) : wrapped(`- ${visible(text)}`, width, 2, 4);
}

/** What is wrong, then the line it stands on with a mark under it. */
function found(finding: Finding, width: number, paint: Paint): string {
  const tint = { error: paint.red, warning: paint.yellow, advice: paint.cyan }[finding.severity];
  const [line, mark] = snippet(finding, width);
  return [
    ...wrapped(visible(finding.text), width, 0, 2).map((text) => paint.bold(text)),
    ...(line !== undefined && mark !== undefined ? [paint.dim(line), tint(mark)] : []),
  ].join('\n');
}

/** Columns side by side, the last one wrapped in what is left of the width. */
function table(rows: readonly Row[], width: number, paint: Paint): string {
  const count = Math.max(...rows.map(({ cells }) => cells.length));
  const widths = Array.from({ length: count - 1 }, (_, column) =>
    Math.max(...rows.map(({ cells }) => stringWidth(visible(cells[column] ?? '')))),
  );
  const left = 2 + widths.reduce((sum, cells) => sum + cells + 2, 0);
  const narrow = width - left < 24;
  return rows
    .flatMap(({ cells }) => {
      const shown = cells.map(visible);
      const last = shown.length === count ? shown.at(-1)! : '';
      const first = shown.slice(0, count - 1);
      if (narrow) return [paint.cyan(wrapped(first.join('  '), width, 2).join('\n')), ...(last ? wrapped(last, width, 4) : [])];
      const columns = first.map((cell, column) => cell + ' '.repeat(widths[column]! - stringWidth(cell) + 2));
      const [top = '', ...more] = last ? wrapped(last, width - left, 0) : [''];
      const start = `  ${columns.map((cell, column) => (column === 0 ? paint.cyan(cell) : cell)).join('')}${top}`;
      return [start.trimEnd(), ...more.map((line) => ' '.repeat(left) + line)];
    })
    .join('\n');
}

/** Lines of at most `width` cells, each indented; long words are cut where they must be. */
export function wrapped(text: string, width: number, indent: number, hanging = indent): string[] {
  const room = Math.max(8, width - Math.max(indent, hanging) - 1);
  return wrapAnsi(text, room, { hard: true })
    .split('\n')
    .map((line, i) => ' '.repeat(i === 0 ? indent : hanging) + line);
}
