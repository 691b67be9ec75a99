import { exampleLines, exitCodes, programOptions, purpose } from './about.js';
import { type Command, flagOf, type Option } from './commands/command.js';
import { commands, type Listed } from './commands/index.js';

/** Narrower than this, what a thing does stands below its name rather than beside it. */
const sideBySide = 60;

type Entry = readonly [term: string, about: string];

/** The help of the whole program, or of one command, set in `width` cells. Undefined where there is no such command. */
export async function helpPage(topic: string, width: number): Promise<string | undefined> {
  if (topic === '') return programPage(width);
  const listed = commands.find(({ name }) => name === topic);
  return listed && commandPage(listed, await listed.load(), width);
}

function programPage(width: number): string {
  const codes = exitCodes.map(([code, meaning]): Entry => [String(code), meaning]);
  return page(
    [
      lines('Usage: convene [options] [command]', width),
      lines(purpose, width),
      section('Examples', exampleLines, width, 35),
      section(
        'Commands',
        commands.map(({ name, summary }) => [name, summary]),
        width,
        15,
      ),
      section(
        'Options',
        programOptions.map(({ form, about }) => [form, about]),
        width,
        15,
      ),
      section('Exit codes', codes, width, 15),
    ].concat(lines('convene help COMMAND shows more, and man convene all of it.', width)),
  );
}

function commandPage({ name, summary }: Listed, command: Command, width: number): string {
  const { operands = [], examples } = command;
  const entries = Object.entries(command.options()).map(([key, option]) => ({
    group: option.group,
    entry: [optionForm(key, option), option.about] as const,
  }));
  const groups = [...new Set(entries.map(({ group }) => group)), 'Other' as const].filter(
    (group, i, all) => group !== 'Other' || i === all.length - 1,
  );
  const named = operands.map(({ form, about }): Entry => [operandName(form), about]);
  const help: Entry = ['-h, --help', 'show this help'];
  const column = Math.min(24, Math.max(...[...entries.map(({ entry }) => entry), help].map(([term]) => term.length)) + 2);
  return page([
    lines(usageOf(name, command), width),
    lines(sentence(summary), width),
    section('Examples', examples, width, 37),
    ...(named.length ? [section('Arguments', named, width, column)] : []),
    ...groups.map((group) => {
      const own = entries.filter((one) => one.group === group).map(({ entry }) => entry);
      return section(group, group === 'Other' ? [...own, help] : own, width, column);
    }),
  ]);
}

/** `convene draw [options] [kinds...]` */
export function usageOf(name: string, { operands = [] }: Command): string {
  return ['Usage: convene', name, '[options]', ...operands.map(({ form }) => form)].join(' ');
}

/** `-d, --deck <deck>` */
export function optionForm(key: string, { short, value }: Option): string {
  return `${short ? `-${short}, ` : ''}${flagOf(key)}${value ? ` <${value}>` : ''}`;
}

/** `[kinds...]` is called kinds. */
export function operandName(form: string): string {
  return form.replace(/[^\p{L}|-]/gu, '');
}

/** A summary as a sentence. */
export function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

function page(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}

function lines(text: string, width: number): string {
  return wrapped(text, width).join('\n');
}

function section(heading: string, entries: readonly Entry[], width: number, column: number): string {
  return [`${heading}:`, ...entries.flatMap((entry) => (width < sideBySide ? below(entry, width) : beside(entry, width, column)))].join(
    '\n',
  );
}

function beside([term, about]: Entry, width: number, column: number): string[] {
  const left = 2 + column;
  const [first = '', ...more] = wrapped(about, width - left);
  const rest = more.map((line) => ' '.repeat(left) + line);
  if (term.length > column - 2) return [...wrapped(term, width - 2).map((line) => `  ${line}`), ' '.repeat(left) + first, ...rest];
  return [`  ${term.padEnd(column)}${first}`, ...rest];
}

function below([term, about]: Entry, width: number): string[] {
  const [first = '', ...more] = wrapped(term, width - 6);
  return [`  ${first}`, ...more.map((line) => `      ${line}`), ...wrapped(about, width - 4).map((line) => `    ${line}`)];
}

/** Lines of at most `width` letters; a word that is longer stands alone, and is cut where it must be. */
export function wrapped(text: string, width: number): string[] {
  const room = Math.max(8, width);
  const done: string[] = [];
  let line = '';
  for (let word of text.split(' ')) {
    if (line && line.length + 1 + word.length <= room) {
      line += ` ${word}`;
      continue;
    }
    if (line) done.push(line);
    for (; word.length > room; word = word.slice(room)) done.push(word.slice(0, room));
    line = word;
  }
  return [...done, line];
}
