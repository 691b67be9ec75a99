import type { Command, Words } from '../commands/command.js';
import { commands } from '../commands/index.js';
import { visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import type { Io } from '../io.js';
import { bashReply, readBashLine } from './bash-line.js';
import { next, optionsLeft } from './next.js';
import { orFile, type Word, wordsOf } from './sources.js';

interface Offer {
  readonly words: readonly Word[];
  /** Whether files may stand there too, which the shell finds better itself. */
  readonly files: boolean;
}

/**
 * Answers a shell that asks what may stand at the cursor: `files` or `words` on the first line, then a word a line, with
 * a tab and what it means where the shell shows that. Words that hold control characters are left out; bash is given
 * them quoted, zsh and fish quote themselves. What can't be read offers nothing.
 */
export async function answer(io: Io, [shell = '', ...typed]: readonly string[]): Promise<ExitCode> {
  const line = shell === 'bash' ? readBashLine(typed[0] ?? '', typed[1] ?? '') : undefined;
  const words = line ? line.words.slice(1) : typed;
  const offered = line?.redirected ? { words: [], files: true } : await offerFor(io, words.slice(0, -1), words.at(-1) ?? '');
  // fish finds what is meant by letters within a word, too.
  const fits = ([word]: Word) => shell === 'fish' || begins(word, words.at(-1) ?? '');
  const safe = offered.words.filter((one) => one[0] && visible(one[0]) === one[0] && fits(one));
  const lines = line
    ? safe.flatMap(([word]) => bashReply(word, line) ?? [])
    : safe.map(([word, about]) => `${word}\t${visible(about).slice(0, 200)}`);
  io.stdout.write([offered.files ? 'files' : 'words', ...lines, ''].join('\n'));
  return Exit.done;
}

async function offerFor(io: Io, before: readonly string[], current: string): Promise<Offer> {
  const name = before.find((word) => !word.startsWith('-'));
  const listed = commands.find((one) => one.name === name);
  if (name === undefined || name === 'help') return { words: await programWords(name, current), files: false };
  if (!listed) return { words: [], files: false };
  try {
    return await offerOf(io, await listed.load(), before.slice(before.indexOf(name) + 1), current);
  } catch (error) {
    if (error instanceof Failure) return { words: [], files: false };
    throw error;
  }
}

async function programWords(name: string | undefined, current: string): Promise<Word[]> {
  const known = commands.map(({ name, summary }): Word => [name, summary]);
  if (name === 'help') return known;
  if (current.startsWith('-'))
    return (await import('../about.js')).programOptions.map(({ form, about }) => [form.replace(/^-., /, ''), about]);
  return [...known, ['help', 'the options of a command']];
}

async function offerOf(io: Io, command: Command, before: readonly string[], current: string): Promise<Offer> {
  const { options, values, kept, chosen, given } = next(command, before, current);
  if (options) return { words: optionsLeft(command, given), files: false };
  const word = current.slice(kept.length);
  const decks = (given['deck'] ?? []).flatMap((names) => names.split(',')).filter(Boolean);
  const offer = async (one: Words): Promise<Offer> => ({
    words: (await wordsOf(one, io, { decks, word }))
      .filter(([value]) => !chosen.includes(value) && !(chosen.length && value.includes(',')) && (kept || !value.startsWith('-')))
      .map(([value, about]): Word => [kept + value, about]),
    files: orFile(one),
  });
  const offers = await Promise.all(values.map(offer));
  return offers.find(({ words }) => words.some(([value]) => begins(value, current))) ?? offers[0] ?? { words: [], files: false };
}

function begins(word: string, typed: string): boolean {
  return word.toLowerCase().startsWith(typed.toLowerCase());
}
