import { environment, exampleLines, exitCodes, programOptions, purpose } from '../about.js';
import { type Command, flagOf, type Option } from '../commands/command.js';
import { commands } from '../commands/index.js';
import { formats } from '../formats/index.js';
import { operandName, sentence, wrapped } from '../help-page.js';

const description =
  'Without a command, on a terminal, a menu of what there is to ask; elsewhere the help. The result goes to standard output, ' +
  'everything else to standard error. Nothing waits for an answer where there is no terminal.';

interface Declared {
  readonly name: string;
  readonly summary: string;
  readonly command: Command;
}

/** An option, and the commands that have it just so. */
interface Shared {
  readonly key: string;
  readonly option: Option;
  readonly of: readonly string[];
}

/**
 * The manual page convene(1), in the man macros that groff and mandoc both read (man(7), groff_man(7)).
 * `date` is `YYYY-MM-DD`.
 */
export async function manualPage({ version, date }: { version: string; date: string }): Promise<string> {
  const all = await Promise.all(commands.map(async ({ name, summary, load }) => ({ name, summary, command: await load() })));
  const shared = sharedOptions(all);
  const groups = [...new Set(shared.map(({ option }) => option.group))];
  return [
    `.TH CONVENE 1 ${date} "convene ${version}"`,
    ...section('NAME', [`convene \\- ${roff(purpose.charAt(0).toLowerCase() + purpose.slice(1).replace(/\.$/, ''))}`]),
    ...section('SYNOPSIS', [
      '.B convene',
      ...all.flatMap(({ name, command }) => ['.br', `\\fBconvene ${roff(name)}\\fR [\\fIoptions\\fR]${operandsOf(command)}`]),
    ]),
    ...section('DESCRIPTION', text(description)),
    ...section(
      'EXAMPLES',
      exampleLines.flatMap(([line, does]) => tagged(`\\fB${roff(line)}\\fR`, does)),
    ),
    ...section(
      'COMMANDS',
      all.flatMap((one) => commandPart(one, shared)),
    ),
    ...section(
      'OPTIONS OF SEVERAL COMMANDS',
      groups.flatMap((group) => groupPart(group, shared)),
    ),
    ...section(
      'GENERAL OPTIONS',
      programOptions.flatMap(({ form, about }) => tagged(bold(form), about)),
    ),
    ...section(
      'FORMATS',
      formats.flatMap(({ name, about, endings }) =>
        tagged(bold(name), `${about}; from file names ending in ${endings.map((ending) => `.${ending}`).join(', ')}`),
      ),
    ),
    ...section(
      'EXIT STATUS',
      exitCodes.flatMap(([code, meaning]) => tagged(bold(String(code)), meaning)),
    ),
    ...section(
      'ENVIRONMENT',
      environment.flatMap(([name, meaning]) => tagged(bold(name), meaning)),
    ),
    ...section('SEE ALSO', ['README.md in the package: recipes, decks of your own, and the library.']),
    '',
  ].join('\n');
}

/** Options that two commands or more declare alike are described once. */
function sharedOptions(all: readonly Declared[]): Shared[] {
  const found = new Map<Option, { key: string; option: Option; of: string[] }>();
  for (const { name, command } of all) {
    for (const [key, option] of Object.entries(command.options())) {
      const entry = found.get(option) ?? { key, option, of: [] };
      found.set(option, { ...entry, of: [...entry.of, name] });
    }
  }
  return [...found.values()].filter(({ of }) => of.length > 1);
}

function commandPart({ name, summary, command }: Declared, shared: readonly Shared[]): string[] {
  const own = Object.entries(command.options()).filter(([, option]) => !shared.some((one) => one.option === option));
  const groups = new Set(shared.filter(({ of }) => of.includes(name)).map(({ option }) => option.group));
  return [
    `.SS ${quoted(`convene ${roff(name)} [options]${(command.operands ?? []).map(({ form }) => ` ${roff(form)}`).join('')}`)}`,
    ...text(sentence(summary)),
    ...(command.operands ?? []).flatMap(({ form, about }) => tagged(`\\fI${roff(operandName(form))}\\fR`, about)),
    ...own.flatMap(([key, option]) => tagged(optionTerm(key, option), option.about)),
    ...(groups.size ? ['.PP', ...text(`And the options described below under ${[...groups].join(', ')}.`)] : []),
    '.PP',
    'Examples:',
    ...command.examples.flatMap(([line, does]) => tagged(`\\fB${roff(line)}\\fR`, does)),
  ];
}

function groupPart(group: string, shared: readonly Shared[]): string[] {
  const options = shared.filter(({ option }) => option.group === group);
  const commandsOf = [...new Set(options.map(({ of }) => of.join(', ')))];
  const alike = commandsOf.length === 1;
  return [
    `.SS ${quoted(roff(group))}`,
    ...(alike ? text(`For ${commandsOf[0]}.`) : []),
    ...options.flatMap(({ key, option, of }) =>
      tagged(optionTerm(key, option), alike ? option.about : `${option.about} (${of.join(', ')})`),
    ),
  ];
}

function section(heading: string, body: readonly string[]): string[] {
  return [`.SH ${quoted(heading)}`, ...body];
}

function text(words: string): string[] {
  return wrapped(roff(words), 78);
}

/** A term, and below it what it means. */
function tagged(term: string, about: string): string[] {
  return ['.TP', term, ...text(about)];
}

function optionTerm(key: string, { short, value }: Option): string {
  return `${bold(`${short ? `-${short}, ` : ''}${flagOf(key)}`)}${value ? ` \\fI${roff(value)}\\fR` : ''}`;
}

function operandsOf({ operands = [] }: Command): string {
  return operands.map(({ form }) => ` \\fI${roff(form)}\\fR`).join('');
}

function bold(text: string): string {
  return `\\fB${roff(text)}\\fR`;
}

function quoted(text: string): string {
  return `"${text}"`;
}

/** A text that roff sets as it is: nothing in it is a request, an escape or a typographic hyphen. */
export function roff(text: string): string {
  return text
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/"/g, '\\(dq')
    .replace(/'/g, '\\(aq')
    .replace(/\^/g, '\\(ha')
    .replace(/~/g, '\\(ti')
    .replace(/`/g, '\\(ga')
    .replace(/(?<=^| )\./g, '\\&.')
    .replace(/[^\x20-\x7e]/gu, (char) => `\\[u${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);
}
