import { visible } from '../core/text.js';
import type { Finding, Item, Saying, Sheet, Step } from '../sheet/sheet.js';
import { snippet } from './snippet.js';

/** CommonMark, with nothing of a deck's read as markup. */
export function write(sheet: Sheet): string {
  const blocks = [`# ${escaped(sheet.title)}`];
  if (sheet.lead?.length) blocks.push(sheet.lead.map(escaped).join('\\\n'));
  for (const { heading, items } of sheet.sections) {
    if (heading && heading !== sheet.title) blocks.push(`## ${escaped(heading)}`);
    if (items.some(({ is }) => is === 'step')) blocks.push(...items.map(entry));
    else if (items.length) blocks.push(items.map(entry).join('\n').trimEnd());
  }
  if (sheet.findings && sheet.sections.every(({ items }) => items.length === 0)) blocks.push(escaped(sheet.findings));
  return `${blocks.join('\n\n')}\n`;
}

function entry(item: Item): string {
  switch (item.is) {
    case 'row':
      return `- ${item.cells.map(escaped).join(' · ')}`;
    case 'saying':
      return saying(item);
    case 'step':
      return step(item);
    case 'finding':
      return finding(item);
    case 'remark':
      return `- ${item.name ? `**${escaped(item.name)}:** ` : ''}${escaped(item.text)}`;
  }
}

/** What is wrong, and its line as code, in which nothing is markup and no line can end the block. */
function finding(item: Finding): string {
  const lines = snippet(item);
  return [`- ${escaped(item.text)}`, ...(lines.length ? ['', '  ```text', ...lines.map((line) => `  ${line}`), '  ```', ''] : [])].join(
    '\n',
  );
}

function step({ title, time, length, facts, asks, say, reads = [], details, motto }: Step): string {
  const heading = [time, title].filter((part) => part !== undefined).map(escaped);
  return [
    `## ${heading.join(' · ')}${length ? ` (${escaped(length)})` : ''}`,
    ...(facts.length ? [`*${facts.map(escaped).join(' · ')}*`] : []),
    ...(motto ? [`“${escaped(motto.text)}” — ${escaped(motto.credit)}`] : []),
    ...asks.map(({ text, credit }) => `> **${escaped(text)}**${credit ? `\\\n> — ${escaped(credit)}` : ''}`),
    ...(say.length ? [say.map((line) => `- ${escaped(line)}`).join('\n')] : []),
    ...reads.map(({ name, lines }) => `${escaped(name)}:\n\n${lines.map((line) => `- **${escaped(line)}**`).join('\n')}`),
    ...(details.length ? [details.map(({ name, values }) => `${escaped(name)}: ${values.map(escaped).join(' · ')}`).join('\\\n')] : []),
  ].join('\n\n');
}

function saying({ text, how, credit, details }: Saying): string {
  const lines = [`- **${escaped(text)}**`];
  if (how) lines.push(`  - Ahead of: ${escaped(how)}`);
  if (credit) lines.push(`  - — ${escaped(credit)}`);
  for (const { name, values } of details) {
    if (name && values.length === 1) lines.push(`  - ${name}: ${escaped(values[0]!)}`);
    else if (name) lines.push(`  - ${name}:`, ...values.map((value) => `    - ${escaped(value)}`));
  }
  return lines.join('\n');
}

/**
 * A text that shows as itself. Escaped are the characters that start markup anywhere (CommonMark 0.31, 2.4 and 6), those
 * that do at the start of a line, and what some renderers take for a link (GitHub Flavored Markdown 0.29, 6.9).
 */
export function escaped(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]<>&~|$]/g, '\\$&')
    .replace(/^(\s*)([#+=-]|\d+(?=[.)]))/, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    )
    .replace(/:\/\//g, ':\\//')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/@/g, '\\@');
}
