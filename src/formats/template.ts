import { visible } from '../core/text.js';
import type { Sheet } from '../sheet/sheet.js';
import { cell } from './columns.js';
import type { Look } from './format.js';

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names a template asks for. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(placeholder)].map(([, name]) => name!);
}

/** Each record in the words of a template, in which `{{text}}` stands for its text; `\n` and `\t` for what they say. */
export function write(sheet: Sheet, { template = '{{text}}', end }: Look): string {
  const form = template.replace(/\\([nt\\])/g, (_, letter: string) => ({ n: '\n', t: '\t', '\\': '\\' })[letter]!);
  return sheet.records.map((record) => form.replace(placeholder, (_, name: string) => visible(cell(record[name]))) + end).join('');
}
