import { extname, resolve } from 'node:path';
import { nearest } from '../core/nearest.js';
import { typewritten, visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import type { Format, Look, Write } from '../formats/format.js';
import { formats } from '../formats/index.js';
import { colours, hasTypography, type Io, width } from '../io.js';
import type { Sheet } from '../sheet/sheet.js';
import { flagOf, options, someText } from './command.js';
import { type PaperTyped, refusePaper } from './paper.js';

/** The options by which a result is given a form and a place. */
export const output = options(() => ({
  format: { short: 'f', value: 'format', about: formats.map(({ name }) => name).join(', '), group: 'Output', words: 'formats' },
  json: { about: 'the same as -f json', group: 'Output' },
  template: { value: 'text', about: 'fill in {{text}}, {{kind}}, {{how}} …, one prompt after the other', group: 'Output', read: someText },
  null: { about: 'end each prompt with NUL instead of a line break', group: 'Output' },
  output: {
    short: 'o',
    value: 'file',
    about: 'write to a file; its ending sets the format',
    group: 'Output',
    read: someText,
    words: 'files',
  },
  force: { about: 'overwrite that file', group: 'Output' },
  width: { value: 'cells', about: 'wrap text at this width, 20 to 120', group: 'Output', read: widthIn },
}));

/** The options every command has. */
export const everywhere = options(() => ({
  noColor: { about: 'no colour; NO_COLOR and FORCE_COLOR are honoured', group: 'Other' },
  quiet: { short: 'q', about: 'the result alone, no notes', group: 'Other' },
}));

export interface Typed extends PaperTyped {
  readonly format?: string;
  readonly json?: boolean;
  readonly template?: string;
  readonly null?: boolean;
  readonly output?: string;
  readonly force?: boolean;
  readonly width?: number;
  readonly noColor?: boolean;
}

/** Shows a sheet in the form and the place that were asked for: the result, and nothing else, on standard output. */
export async function present(io: Io, sheet: Sheet, typed: Typed): Promise<void> {
  const { write, name, format } = await form(sheet, typed);
  const file = typed.output === '-' ? undefined : typed.output;
  if (format?.binary && file === undefined && io.stdout.isTerminal) {
    throw new Failure(Exit.usage, `${name}: not for a terminal; write it to a file: -o cards.${name}`);
  }
  if (!format?.paper) refusePaper(typed);
  const look: Look = {
    end: typed.null ? '\0' : '\n',
    colours: file ? 0 : colours(io, io.stdout, { never: typed.noColor ?? false }),
    ...(typed.template !== undefined && { template: typed.template }),
    ...widthOf(io, typed, file !== undefined),
    ...(format?.paper && { page: await (await import('./page.js')).pageLook(io, typed, name) }),
  };
  if (typed.null && name !== 'text') throw new Failure(Exit.usage, `--null: only with text or --template, not with ${name}`);
  const made = () => write(sheet, look);
  const written = typed.font === undefined ? await made() : await (await import('./page.js')).withFont(typed.font, made);
  if (typeof written === 'object' && 'refused' in written) throw (await import('./page.js')).refused(written.refused, typed);
  const read = name === 'text' && look.width !== undefined && !file && io.stdout.isTerminal && !hasTypography(io.env);
  const result = read && typeof written === 'string' ? typewritten(written) : written;
  if (file === undefined) io.stdout.write(result);
  else (await import('../store/write.js')).writeFile(io, resolve(io.cwd, file), result, { shown: file, force: typed.force ?? false });
}

function widthOf(io: Io, typed: Typed, toFile: boolean): { width?: number } {
  if (typed.null) return {};
  if (typed.width !== undefined) return { width: typed.width };
  return !toFile && io.stdout.isTerminal ? { width: width(io, io.stdout) } : {};
}

async function form(sheet: Sheet, typed: Typed): Promise<{ name: string; write: Write; format?: Format }> {
  const asked = [typed.format && 'format', typed.json && 'json', typed.template !== undefined && 'template'].filter(Boolean) as string[];
  if (asked.length > 1 && !(asked.join() === 'format,json' && typed.format === 'json')) {
    throw new Failure(Exit.usage, `${asked.map(flagOf).join(' and ')} don't go together; give one of them`);
  }
  if (typed.template !== undefined) {
    const { placeholders, write } = await import('../formats/template.js');
    const known = new Set([...(sheet.columns ?? []), ...sheet.records.flatMap(Object.keys)]);
    for (const name of placeholders(typed.template)) {
      if (known.has(name) || name.startsWith('x-')) continue;
      const near = nearest(name, known);
      throw new Failure(
        Exit.usage,
        `--template: unknown placeholder "{{${visible(name)}}}"; ${near ? `did you mean "{{${near}}}"?` : `known: ${[...known].join(', ')}`}`,
      );
    }
    return { name: 'text', write };
  }
  const ending = typed.output === undefined ? '' : extname(typed.output).slice(1).toLowerCase();
  const name = typed.json
    ? 'json'
    : (typed.format?.toLowerCase() ?? formats.find(({ endings }) => endings.includes(ending))?.name ?? 'text');
  const format = formats.find((one) => one.name === name || (typed.format && one.endings.includes(name)));
  if (format?.needs && !sheet[format.needs])
    throw new Failure(Exit.usage, `--format: ${format.name} is for agendas: convene agenda -f ${format.name}`);
  if (format?.without && sheet[format.without] !== undefined) {
    const fit = formats.filter(({ needs, without }) => !needs && !without).map((one) => one.name);
    throw new Failure(
      Exit.usage,
      `--format: ${format.name} is for what is said aloud, not for what is wrong with files; take one of ${fit.join(', ')}`,
    );
  }
  if (format) return { name: format.name, write: await format.load(), format };
  const names = formats.map((one) => one.name);
  const near = nearest(name, names);
  throw new Failure(
    Exit.usage,
    `--format: unknown format "${visible(name)}"; ${near ? `did you mean "${near}"?` : `there are: ${names.join(', ')}`}`,
  );
}

function widthIn(text: string, flag: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) >= 20 && Number(text) <= 120) return Number(text);
  throw new Failure(Exit.usage, `${flag}: "${visible(text)}" should be a whole number from 20 to 120`);
}

/** One line for standard error: everything that is not the result. */
export function note(io: Io, text: string): void {
  io.stderr.write(`${/^\S+:\d+:\d+: /.test(text) ? '' : 'convene: '}${text}\n`);
}
